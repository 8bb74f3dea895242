import { describe, expect, test } from 'vitest';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { HubError } from '../errors.ts';
import type { Archive, ArchivePage, ArchiveSearch } from '../ports/archive.ts';
import { createListingCache, listAll } from './listings.ts';

const row = (uid: string): DicomJson => ({ '0020000D': { vr: 'UI', Value: [uid] } });
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => row(`1.${String(from + index)}`));
const page = (some: readonly DicomJson[], more: Partial<ArchivePage> = {}): ArchivePage => ({
  rows: some,
  total: null,
  hasMore: false,
  ...more,
});
const list = (search: (limit: number, offset: number) => ArchivePage, most = 5000) =>
  listAll(
    {
      search: ({ limit, offset }: ArchiveSearch) =>
        new Promise((resolve) => {
          resolve(search(limit, offset));
        }),
    } as unknown as Archive,
    { path: 'studies', parameters: [] },
    '0020000D',
    { most, withinMs: 10_000 },
    AbortSignal.timeout(10_000),
  );

describe('listAll', () => {
  test('an archive that knows no limit answers all at once', async () => {
    const found = await list(() => page(rows(0, 2500)));
    expect([found.rows.length, found.truncated]).toEqual([2500, false]);
  });

  test('one that knows no offset is read as far as it goes, which is said', async () => {
    const found = await list((limit) => page(rows(0, limit)));
    expect([found.rows.length, found.truncated]).toEqual([1000, true]);
  });

  test('one whose pages overlap names each object once, and a total that is not reached is said', async () => {
    const found = await list((limit, offset) =>
      page(rows(Math.max(0, offset - 10), Math.min(1500, offset + limit - 10)), { total: 1500 }),
    );
    expect(new Set(found.rows.map((one) => one['0020000D']?.Value?.[0])).size).toBe(found.rows.length);
    expect(found.truncated).toBe(found.rows.length < 1500);
  });

  test.each([100, 128, 250])('one that caps its pages at %i without a word is read to its end', async (cap) => {
    const found = await list((limit, offset) => page(rows(offset, Math.min(1030, offset + Math.min(limit, cap)))));
    expect([found.rows.length, found.truncated]).toEqual([1030, false]);
  });

  test('one that has as many as a cap would be has no more', async () => {
    const found = await list((_, offset) => page(offset === 0 ? rows(0, 100) : []));
    expect([found.rows.length, found.truncated]).toEqual([100, false]);
  });

  test('a page that is no cap ends the search without a further question', async () => {
    const asked: number[] = [];
    await list((_, offset) => (asked.push(offset), page(rows(0, 37))));
    expect(asked).toEqual([0]);
  });

  test('one that refuses to be asked for so many is asked for fewer at a time', async () => {
    const found = await list((limit, offset) => {
      if (limit > 200) throw new HubError('UNSUPPORTED', 'the archive refused the question with status 400');
      return page(rows(offset, Math.min(450, offset + limit)));
    });
    expect([found.rows.length, found.truncated]).toEqual([450, false]);
  });

  test('what it refuses whatever the number is its refusal', async () => {
    const limits: number[] = [];
    const listing = list((limit) => {
      limits.push(limit);
      throw new HubError('UNSUPPORTED', 'the archive refused the question with status 400');
    });
    await expect(listing).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(limits).toEqual([1000, 200]);
  });

  test('no more than the most is read', async () => {
    const found = await list((limit, offset) => page(rows(offset, offset + limit)), 1200);
    expect([found.rows.length, found.truncated]).toEqual([1200, true]);
  });

  test('rows without a UID are left out', async () => {
    expect(
      (await list((_, offset) => page(offset === 0 ? [row('1'), {}, { '0020000D': { vr: 'UI' } }] : []))).rows,
    ).toHaveLength(1);
  });
});

test('the cache answers only who goes on, for a time, and forgets the oldest of too many', async () => {
  const cache = createListingCache({ most: 3, keepMs: 60_000 });
  let reads = 0;
  const read = () => {
    reads += 1;
    return Promise.resolve({ rows: rows(0, 2), truncated: false });
  };
  await cache.get('a', false, read);
  await cache.get('a', true, read);
  expect(reads).toBe(1);
  await cache.get('a', false, read);
  expect(reads).toBe(2);
  await cache.get('b', false, read);
  await cache.get('b', true, read);
  await cache.get('a', true, read);
  expect(reads).toBe(4);
});

test('the cache weighs listings by their attributes, and keeps none that is too large', async () => {
  const cache = createListingCache({ most: 10, mostOfOne: 5, keepMs: 60_000 });
  let reads = 0;
  const read = (attributes: number) => () => {
    reads += 1;
    const wide = Object.fromEntries(Array.from({ length: attributes }, (_, n) => [String(n), { vr: 'LO' }]));
    return Promise.resolve({ rows: [wide], truncated: false });
  };
  for (const expected of [1, 2]) {
    await cache.get('large', true, read(6));
    expect(reads).toBe(expected);
  }
  await cache.get('a', true, read(5));
  await cache.get('b', true, read(5));
  await cache.get('a', true, read(5));
  expect(reads).toBe(4);
  await cache.get('c', true, read(1));
  await cache.get('a', true, read(5));
  expect(reads).toBe(6);
});
