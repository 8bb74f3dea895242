import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../core/ids.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import type { UploadStore } from '../../core/ports/upload-store.ts';
import type { Piece } from '../../core/uploads/upload.ts';

export interface UploadStoreHarness extends Transactor {
  readonly store: UploadStore;
}

export function uploadStoreContract(name: string, makeHarness: () => Promise<UploadStoreHarness>): void {
  describe(`UploadStore on ${name}`, () => {
    let harness: UploadStoreHarness;
    let store: UploadStore;
    let uploadId: string;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ store } = harness);
      uploadId = newId();
      await store.insert(newUpload(uploadId, 5_000_000_000));
    });

    const newUpload = (id: string, sizeBytes: number) => ({
      id,
      projectId: newId(),
      createdBy: 'ann',
      createdById: 'account-ann',
      fileName: 'volume.nii.gz',
      mediaType: 'application/x-nifti+gzip',
      sizeBytes,
      expectedSha256: 'ab'.repeat(32),
      expiresAt: new Date('2026-02-03T04:05:06.789Z'),
    });

    function piece(startByte: number, sizeBytes: number): Piece {
      const id = newId();
      return { id, uploadId, object: id.replaceAll('-', '').repeat(2), startByte, sizeBytes };
    }

    async function noted(startByte: number, sizeBytes: number): Promise<Piece> {
      const made = piece(startByte, sizeBytes);
      expect(await store.note(made)).toBe(true);
      return made;
    }

    test('gives back what was inserted, OPEN and empty', async () => {
      const id = newId();
      const upload = newUpload(id, 10);
      const expected = {
        ...upload,
        receivedBytes: 0,
        state: 'OPEN',
        sha256: null,
        createdAt: expect.any(Date) as Date,
      };
      expect(await store.insert(upload)).toEqual(expected);
      expect(await store.byId(id)).toEqual(expected);
      expect(await store.byId(newId())).toBeNull();
      expect(await store.byId('x')).toBeNull();
    });

    test('grows by what is acknowledged, which is the sum of its pieces', async () => {
      const [first, second] = [await noted(0, 3_000_000_000), await noted(3_000_000_000, 5)];
      expect(await store.piecesOf(uploadId)).toEqual([]);
      expect(await store.acknowledge(uploadId, [first])).toBe(true);
      expect(await store.acknowledge(uploadId, [second])).toBe(true);
      expect(await store.piecesOf(uploadId)).toEqual([first, second]);
      expect((await store.byId(uploadId))?.receivedBytes).toBe(3_000_000_005);
    });

    test('acknowledges several at once, or none of them', async () => {
      const [first, second] = [await noted(0, 3), await noted(3, 4)];
      expect(await store.acknowledge(uploadId, [first, second, piece(7, 1)])).toBe(false);
      expect((await store.byId(uploadId))?.receivedBytes).toBe(0);
      expect(await store.acknowledge(uploadId, [first, second])).toBe(true);
      expect((await store.byId(uploadId))?.receivedBytes).toBe(7);
    });

    test('takes nothing twice, at another place than its end, or beyond its size', async () => {
      const [first, other, late, long] = [
        await noted(0, 3),
        await noted(0, 4),
        await noted(5, 1),
        await noted(3, 5_000_000_000),
      ];
      expect(await store.acknowledge(uploadId, [first])).toBe(true);
      expect(await store.acknowledge(uploadId, [first])).toBe(false);
      for (const refused of [other, late, long]) expect(await store.acknowledge(uploadId, [refused])).toBe(false);
      expect((await store.byId(uploadId))?.receivedBytes).toBe(3);
      expect(await store.allPieces(uploadId)).toHaveLength(4);
      expect(await store.piecesOf(uploadId)).toEqual([first]);
    });

    test('of many at one place at once exactly one is acknowledged', async () => {
      const rivals = await Promise.all(Array.from({ length: 8 }, (_, n) => noted(0, n + 1)));
      const outcomes = await Promise.all(rivals.map((rival) => store.acknowledge(uploadId, [rival])));
      const winners = rivals.filter((_, n) => outcomes[n]);
      expect(winners).toHaveLength(1);
      expect((await store.byId(uploadId))?.receivedBytes).toBe(winners[0]?.sizeBytes);
    });

    test('moves only from the states named, and takes nothing when it is not OPEN', async () => {
      const waiting = await noted(0, 3);
      expect(await store.move(uploadId, ['COMPLETE'], 'USED', null)).toBe(false);
      expect(await store.move(uploadId, ['OPEN', 'USED'], 'COMPLETE', 'cd'.repeat(32))).toBe(true);
      expect(await store.byId(uploadId)).toMatchObject({ state: 'COMPLETE', sha256: 'cd'.repeat(32) });
      expect(await store.move(uploadId, ['COMPLETE'], 'USED', null)).toBe(true);
      expect(await store.byId(uploadId)).toMatchObject({ state: 'USED', sha256: 'cd'.repeat(32) });
      expect(await store.acknowledge(uploadId, [waiting])).toBe(false);
      expect(await store.note(piece(0, 1))).toBe(false);
    });

    test('forgets pieces, and then the upload', async () => {
      const [first, second] = [await noted(0, 3), await noted(3, 3)];
      await store.acknowledge(uploadId, [first]);
      await store.forgetPieces([first]);
      expect(await store.allPieces(uploadId)).toEqual([second]);
      await store.forgetPieces([second]);
      await store.remove(uploadId);
      expect(await store.byId(uploadId)).toBeNull();
    });

    test('joins the transaction around it', async () => {
      const first = await noted(0, 3);
      const rolledBack = harness.transact(async () => {
        await store.acknowledge(uploadId, [first]);
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
      expect((await store.byId(uploadId))?.receivedBytes).toBe(0);
      expect(await store.piecesOf(uploadId)).toEqual([]);
    });
  });
}
