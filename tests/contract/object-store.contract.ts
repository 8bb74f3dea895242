import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ObjectStore } from '../../core/ports/object-store.ts';

export interface ObjectStoreHarness {
  readonly store: ObjectStore;
  /** Objects (also partial ones) that are visible under an address. */
  count(): Promise<number>;
  end(): Promise<void>;
}

const absent = 'f'.repeat(64);

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function objectStoreContract(name: string, makeHarness: () => Promise<ObjectStoreHarness>): void {
  describe(`ObjectStore on ${name}`, () => {
    let harness: ObjectStoreHarness;
    let store: ObjectStore;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ store } = harness);
    });
    afterEach(() => harness.end());

    test('gives back what was put, under its SHA-256', async () => {
      const content = randomBytes(1000);
      expect(await store.put(content)).toEqual({ sha256: hashOf(content), sizeBytes: 1000 });
      expect(Buffer.from(await store.get(hashOf(content)))).toEqual(content);
      expect(await store.size(hashOf(content))).toBe(1000);
    });

    test('puts a stream without knowing its size, in any chunks', async () => {
      const content = randomBytes(3_000_000);
      const chunks = [
        content.subarray(0, 1),
        content.subarray(1, 70_000),
        content.subarray(70_000, 70_000),
        content.subarray(70_000),
      ];
      expect(await store.put(Readable.from(chunks))).toEqual({ sha256: hashOf(content), sizeBytes: content.length });
      expect(hashOf(await buffer(await store.stream(hashOf(content))))).toBe(hashOf(content));
    });

    test('stores the empty content', async () => {
      const { sha256 } = await store.put(new Uint8Array());
      expect(await store.size(sha256)).toBe(0);
      expect((await buffer(await store.stream(sha256))).length).toBe(0);
    });

    test('keeps equal content once, also when it is put at the same time', async () => {
      const content = randomBytes(50_000);
      await Promise.all([
        store.put(content),
        store.put(Readable.from([content])),
        store.put(content),
        store.put(Readable.from([content])),
      ]);
      await store.put(content);
      expect(await harness.count()).toBe(1);
      expect(Buffer.from(await store.get(hashOf(content)))).toEqual(content);
    });

    test('streams a range, both ends included', async () => {
      const content = randomBytes(10_000);
      const { sha256 } = await store.put(content);
      expect(await buffer(await store.stream(sha256, { start: 10, end: 19 }))).toEqual(content.subarray(10, 20));
      expect(await buffer(await store.stream(sha256, { start: 9_999, end: 9_999 }))).toEqual(content.subarray(9_999));
      expect(await buffer(await store.stream(sha256, { start: 0, end: 9_999 }))).toEqual(content);
    });

    test('refuses a range that is not within the content', async () => {
      const { sha256 } = await store.put(randomBytes(10));
      for (const range of [
        { start: 0, end: 10 },
        { start: -1, end: 5 },
        { start: 5, end: 4 },
      ]) {
        await expect(store.stream(sha256, range)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    });

    test('says NOT_FOUND for what it does not have, before a stream begins', async () => {
      await expect(store.get(absent)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store.stream(absent)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await store.size(absent)).toBeNull();
    });

    test('takes nothing for an address but 64 lower-case hex digits', async () => {
      const { sha256 } = await store.put(randomBytes(10));
      for (const strange of [
        '',
        '..',
        '../../etc/passwd',
        sha256.toUpperCase(),
        `${sha256}/`,
        `${sha256.slice(0, 2)}/${sha256.slice(2)}`,
      ]) {
        await expect(store.get(strange)).rejects.toMatchObject({ code: 'NOT_FOUND' });
        expect(await store.size(strange)).toBeNull();
        await store.delete(strange);
      }
      expect(await store.size(sha256)).toBe(10);
    });

    test('leaves nothing of a stream that fails', async () => {
      async function* failing(): AsyncGenerator<Uint8Array> {
        yield randomBytes(100_000);
        throw new Error('the sender went away');
      }
      await expect(store.put(Readable.from(failing()))).rejects.toThrow('the sender went away');
      expect(await harness.count()).toBe(0);
    });

    test('deletes, and does not mind that it is gone', async () => {
      const { sha256 } = await store.put(randomBytes(10));
      await store.delete(sha256);
      await store.delete(sha256);
      expect(await store.size(sha256)).toBeNull();
      expect(await harness.count()).toBe(0);
    });
  });
}
