import { expect, it } from 'vitest';
import { FreshOriginals } from './fresh-originals.ts';

it('originals that nobody asks for go after a minute', () => {
  const fresh = new FreshOriginals(4);
  fresh.put('old', new Uint8Array(4), 0);
  fresh.put('too much', new Uint8Array(4), 59_000);
  fresh.put('new', new Uint8Array(4), 61_000);
  expect([fresh.take('old'), fresh.take('too much')]).toEqual([null, null]);
  expect(fresh.take('new')).toHaveLength(4);
});
