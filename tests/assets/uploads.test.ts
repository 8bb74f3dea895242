import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../core/json.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import type { UploadStore } from '../../core/ports/upload-store.ts';
import type { Checksum } from '../../core/uploads/append.ts';
import { uploadLifeMs, type Upload } from '../../core/uploads/upload.ts';
import type { LinkedUpload, UploadUseCases } from '../../core/uploads/uploads.ts';
import { fc } from '../support/fast-check.ts';
import { engine } from '../support/postgres.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let projectId: string;
let ann: Actor;

beforeAll(async () => {
  hub = await assetHub();
});
afterAll(() => hub.end());
beforeEach(async () => {
  await hub.empty();
  hub.audited.length = 0;
  hub.enqueued.length = 0;
  hub.clock.now = () => new Date();
  ({ projectId } = await measuredProject(hub, 'p'));
  ann = person('ann', { [projectId]: 'RESEARCHER' });
  hub.people.clear();
  hub.people.set('ann', ann);
});

const input = (bytes: Uint8Array, more: { sha256?: string; mediaType?: string } = {}) => ({
  projectId,
  fileName: 'data.bin',
  sizeBytes: bytes.length,
  ...more,
});

/** The parameters of a link, as the door hands them on. */
function queryOf(url: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)));
}

async function linked(upload: Upload): Promise<LinkedUpload> {
  return hub.uploads.openUpload(upload.id, queryOf(await hub.uploads.uploadUrl(ann, upload)));
}

/** Bytes as they come over a network; cut off at the end when `fails`. */
async function* sent(bytes: Uint8Array, chunk = 300, fails = false): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunk) yield await Promise.resolve(bytes.subarray(at, at + chunk));
  if (fails) throw new Error('cut off');
}

const checksumOf = (bytes: Uint8Array): Checksum => ({
  algorithm: 'sha256',
  digest: createHash('sha256').update(bytes).digest(),
});

async function sendRest(upload: Upload, bytes: Uint8Array, uploads: UploadUseCases = hub.uploads): Promise<Upload> {
  const link = await linked(upload);
  const { receivedBytes } = link.upload;
  return uploads.append(link, receivedBytes, sent(bytes.subarray(receivedBytes)), null);
}

/** The store of a process that dies after it has noted a piece, or before it acknowledges one. */
function dyingAt(method: 'note' | 'acknowledge'): UploadStore {
  return new Proxy<UploadStore>(hub.uploadStore, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]): unknown => Reflect.apply(value, target, args);
      if (name !== method) return call;
      return async (...args: unknown[]) => {
        if (method === 'note') await call(...args);
        throw new Error('the process died');
      };
    },
  });
}

const wanted = (upload: Upload, mediaType: string | null = null) => ({
  uploadId: upload.id,
  projectId,
  mediaType,
  path: 'input',
});

async function stored(): Promise<string[]> {
  const all: string[] = [];
  for await (const object of hub.objects.list()) all.push(object.sha256);
  return all;
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), size: fc.nat(2500), cut: fc.boolean() }) },
  fc.record({ kind: fc.constant('check' as const), size: fc.nat(1500), right: fc.boolean(), cut: fc.boolean() }),
  fc.record({ kind: fc.constant('misplace' as const), by: fc.integer({ min: -3000, max: 3000 }) }),
  fc.record({ kind: fc.constant('race' as const), size: fc.integer({ min: 1, max: 1500 }) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('uploads', () => {
  test('any way of sending a file ends in its bytes, with repeats, wrong offsets, cut-offs and rivals', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 6000, minLength: 1 }),
        fc.array(step, { maxLength: 8 }),
        async (bytes, steps) => {
          const announced = sha256(bytes);
          const upload = await hub.uploads.createUpload(ann, input(bytes, { sha256: announced }));
          for (const each of steps) await take(upload, bytes, each);
          const done = await sendRest(upload, bytes);
          expect(done).toMatchObject({ state: 'COMPLETE', sha256: announced, receivedBytes: bytes.length });
          // Whoever lost the answer asks again.
          expect((await sendRest(upload, bytes)).state).toBe('COMPLETE');
          const { content } = await hub.uploads.contentOf(ann, wanted(upload));
          expect(content).toMatchObject({ sha256: announced, sizeBytes: bytes.length });
          expect(Buffer.from(await hub.objects.get(announced))).toEqual(Buffer.from(bytes));
        },
      ),
      { numRuns: engine === 'PGlite' ? 40 : 12 },
    );
  }, 120_000);

  /** One step, and what must hold after it: acknowledged bytes are never lost, and grow by what was sent at the right place. */
  async function take(upload: Upload, bytes: Uint8Array, each: Step): Promise<void> {
    const link = await linked(upload);
    const { receivedBytes: at } = link.upload;
    const received = async () => (await linked(upload)).upload.receivedBytes;
    const isWhole = at === bytes.length;
    if (each.kind === 'misplace') {
      const wrong = at + (each.by === 0 ? 1 : each.by);
      await expect(hub.uploads.append(link, wrong, sent(bytes), null)).rejects.toMatchObject({
        code: 'CONFLICT',
        details: { expected: String(at) },
      });
      expect(await received()).toBe(at);
      return;
    }
    const part = bytes.subarray(at, at + each.size);
    if (each.kind === 'send') {
      await hub.uploads.append(link, at, sent(part, 300, each.cut), null).catch(ignoreCut);
      // A cut keeps what came before it.
      expect(await received()).toBe(at + part.length);
    } else if (each.kind === 'check') {
      const checksum = each.right ? checksumOf(part) : checksumOf(Buffer.concat([part, Buffer.from('x')]));
      const sending = hub.uploads.append(link, at, sent(part, 300, each.cut), checksum);
      const isTaken = isWhole || (each.right && !each.cut);
      if (isTaken) await sending;
      else await expect(sending).rejects.toBeDefined();
      expect(await received()).toBe(isTaken ? at + part.length : at);
    } else {
      const outcomes = await Promise.allSettled([
        hub.uploads.append(link, at, sent(part, 111), null),
        hub.uploads.append(link, at, sent(part, 700), null),
      ]);
      expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
      expect(await received()).toBe(at + part.length);
    }
  }

  function ignoreCut(error: unknown): void {
    if (!(error instanceof Error && error.message === 'cut off')) throw error;
  }

  test('bytes are sealed until they are an asset, and pieces are gone afterwards', async () => {
    const bytes = Buffer.from('Doe^John, a patient; '.repeat(100));
    const upload = await hub.uploads.createUpload(ann, input(bytes));
    await sendRest(upload, bytes.subarray(0, 2000));
    for (const address of await stored()) {
      expect(Buffer.from(await hub.objects.get(address)).includes('Doe^John')).toBe(false);
    }
    await sendRest(upload, bytes);
    const { upload: ready } = await hub.uploads.contentOf(ann, wanted(upload));
    await hub.uploads.markUsed(ready);
    await hub.uploads.removePieces(ready);
    expect(await hub.uploadStore.allPieces(upload.id)).toEqual([]);
    expect(await stored()).toContain(sha256(bytes));
    // The same upload again.
    expect((await hub.uploads.contentOf(ann, wanted(upload))).content.sha256).toBe(sha256(bytes));
  });

  test('giving up an upload deletes its pieces, and no object that something else has', async () => {
    const bytes = randomBytes(2000);
    await hub.objects.put(bytes);
    const [one, two] = [
      await hub.uploads.createUpload(ann, input(bytes)),
      await hub.uploads.createUpload(ann, input(bytes)),
    ];
    await sendRest(one, bytes);
    await sendRest(two, bytes);
    const before = await stored();
    await hub.uploads.terminate(await linked(one));
    expect((await stored()).length).toBe(before.length - 3);
    expect((await hub.uploads.contentOf(ann, wanted(two))).content.sha256).toBe(sha256(bytes));
    await expect(linked(one)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(hub.uploads.contentOf(ann, wanted(one))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await hub.uploads.upload(ann, one.id)).toBeNull();
  });

  test('other bytes than announced are refused and deleted, and it says so each time', async () => {
    const bytes = randomBytes(1500);
    const before = await stored();
    const upload = await hub.uploads.createUpload(ann, input(bytes, { sha256: 'ab'.repeat(32) }));
    const mismatch = {
      code: 'HASH_MISMATCH',
      details: { expected: 'ab'.repeat(32), received: sha256(bytes) },
    };
    await expect(sendRest(upload, bytes)).rejects.toMatchObject(mismatch);
    expect(await stored()).toEqual(before);
    await expect(sendRest(upload, bytes)).rejects.toMatchObject(mismatch);
    await expect(hub.uploads.contentOf(ann, wanted(upload))).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      details: { field: 'input.uploadId' },
    });
    expect(hub.audited.map(({ action }) => action)).toEqual(['upload.created', 'upload.refused']);
  });

  test('an incomplete one says how much is missing, and where', async () => {
    const bytes = randomBytes(1000);
    const upload = await hub.uploads.createUpload(ann, input(bytes));
    await sendRest(upload, bytes.subarray(0, 400));
    await expect(hub.uploads.contentOf(ann, wanted(upload))).rejects.toMatchObject({
      code: 'INCOMPLETE_UPLOAD',
      details: { field: 'input.uploadId', expected: '1000 bytes', received: '400 bytes' },
    });
  });

  test('more bytes than announced are TOO_LARGE, and what fitted stays', async () => {
    const bytes = randomBytes(1000);
    const upload = await hub.uploads.createUpload(ann, input(bytes));
    const more = Buffer.concat([bytes, Buffer.from('x')]);
    await expect(hub.uploads.append(await linked(upload), 0, sent(more), null)).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    expect((await sendRest(upload, bytes)).state).toBe('COMPLETE');
  });

  test('a file of no bytes is complete at once', async () => {
    const upload = await hub.uploads.createUpload(ann, input(new Uint8Array()));
    expect(upload).toMatchObject({ state: 'COMPLETE', sha256: sha256('') });
    expect((await hub.uploads.contentOf(ann, wanted(upload))).content.sizeBytes).toBe(0);
  });

  test('checks the beginning of the bytes against the media type', async () => {
    const bytes = Buffer.from('name,volume\na,1\n');
    const upload = await hub.uploads.createUpload(ann, input(bytes, { mediaType: 'text/csv' }));
    await sendRest(upload, bytes);
    const asPdf = { code: 'BAD_USER_INPUT', details: { field: 'input.mediaType' } };
    await expect(hub.uploads.contentOf(ann, wanted(upload, 'application/pdf'))).rejects.toMatchObject(asPdf);
    await expect(hub.uploads.contentOf(ann, wanted(upload, 'Text CSV'))).rejects.toMatchObject(asPdf);
    const { upload: ready, content } = await hub.uploads.contentOf(ann, wanted(upload));
    expect(content.mediaType).toBe('text/csv');
    await hub.uploads.markUsed(ready);
    await hub.uploads.removePieces(ready);
    await expect(hub.uploads.contentOf(ann, wanted(upload, 'application/pdf'))).rejects.toMatchObject(asPdf);
  });

  test.each([
    [{ fileName: '' }, 'input.fileName'],
    [{ fileName: 'a\nb' }, 'input.fileName'],
    [{ sizeBytes: -1 }, 'input.sizeBytes'],
    [{ sizeBytes: 1.5 }, 'input.sizeBytes'],
    [{ sha256: 'AB'.repeat(32) }, 'input.sha256'],
    [{ mediaType: 'x' }, 'input.mediaType'],
  ])('refuses %j', async (wrong, field) => {
    await expect(hub.uploads.createUpload(ann, { ...input(randomBytes(1)), ...wrong })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field },
    });
  });

  test('who may not write makes none; nobody sees or uses another person’s', async () => {
    const bytes = randomBytes(10);
    const [viewer, bob, stranger] = [
      person('val', { [projectId]: 'VIEWER' }),
      person('bob', { [projectId]: 'OWNER' }),
      person('eve', {}),
    ];
    for (const [actor, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [viewer, 'FORBIDDEN'],
      [stranger, 'NOT_FOUND'],
    ] as const) {
      await expect(hub.uploads.createUpload(actor, input(bytes))).rejects.toMatchObject({ code });
    }
    await expect(hub.uploads.createUpload(ann, { ...input(bytes), sizeBytes: 2 ** 41 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    const upload = await hub.uploads.createUpload(ann, input(bytes));
    await sendRest(upload, bytes);
    expect(await hub.uploads.upload(ann, upload.id)).toMatchObject({ id: upload.id });
    expect(await hub.uploads.upload(bob, upload.id)).toBeNull();
    await expect(hub.uploads.upload(anonymous, upload.id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(hub.uploads.contentOf(bob, wanted(upload))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = { ...wanted(upload), projectId: 'another' };
    await expect(hub.uploads.contentOf(ann, elsewhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a link ends with its time, with a change, and with the person’s right', async () => {
    const upload = await hub.uploads.createUpload(ann, input(randomBytes(10)));
    const query = queryOf(await hub.uploads.uploadUrl(ann, upload));
    const open = (changed: Record<string, string> = {}) => hub.uploads.openUpload(upload.id, { ...query, ...changed });
    expect((await open()).upload.id).toBe(upload.id);
    for (const changed of [{ by: 'bob' }, { until: '9999999999' }, { more: 'x' }]) {
      await expect(open(changed)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    hub.people.set('ann', person('ann', { [projectId]: 'VIEWER' }));
    await expect(open()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    hub.people.set('ann', person('ann', {}));
    await expect(open()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    hub.people.delete('ann');
    await expect(open()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    hub.people.set('ann', ann);
    hub.clock.now = () => new Date(Date.now() + uploadLifeMs);
    await expect(open()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(hub.uploads.contentOf(ann, wanted(upload))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a hub that dies between storing and acknowledging loses nothing acknowledged, and leaves nothing for ever', async () => {
    const bytes = randomBytes(3000);
    const before = await stored();
    const upload = await hub.uploads.createUpload(ann, input(bytes, { sha256: sha256(bytes) }));
    await sendRest(upload, bytes.subarray(0, 1400));
    for (const method of ['note', 'acknowledge'] as const) {
      await expect(sendRest(upload, bytes, hub.uploadsOver(dyingAt(method)))).rejects.toThrow('the process died');
      expect((await linked(upload)).upload.receivedBytes).toBe(1400);
    }
    expect((await hub.uploadStore.allPieces(upload.id)).length).toBe(4);
    expect((await sendRest(upload, bytes)).state).toBe('COMPLETE');
    const { upload: ready } = await hub.uploads.contentOf(ann, wanted(upload));
    expect(await buffer(await hub.objects.stream(sha256(bytes)))).toEqual(bytes);
    await hub.uploads.markUsed(ready);
    await hub.uploads.expire(upload.id, new AbortController().signal);
    expect((await stored()).toSorted()).toEqual([...before, sha256(bytes)].toSorted());
    expect(await hub.uploadStore.byId(upload.id)).toBeNull();
  });

  test('the job of its end comes after its time, removes what was not used, and does nothing the second time', async () => {
    const bytes = randomBytes(1500);
    const before = await stored();
    const upload = await hub.uploads.createUpload(ann, input(bytes));
    const [job] = hub.enqueued;
    expect(job).toMatchObject({ queue: 'uploads', payload: { uploadId: upload.id } });
    expect(job?.runAfter?.getTime()).toBeGreaterThan(upload.expiresAt.getTime());
    await sendRest(upload, bytes.subarray(0, 1000));
    for (let time = 0; time < 2; time++) await hub.uploads.expire(upload.id, new AbortController().signal);
    expect(await stored()).toEqual(before);
    expect(hub.audited.map(({ action }) => action)).toEqual(['upload.created', 'upload.expired']);
    // Neither name nor bytes are in the audit trail.
    expect(JSON.stringify(hub.audited)).not.toContain('data.bin');
  });
});
