import { beforeEach, expect, test } from 'vitest';
import type { GraphOutbox, OutboxView } from '../../core/ports/graph-outbox.ts';
import { Neo4jConnection } from './connection.ts';
import { Relay } from './relay.ts';

const quiet: OutboxView = { own: [], waiting: [], hasMore: false, bookmarks: ['one'] };

let looks: PromiseWithResolvers<OutboxView>[];
let reads: { readonly bookmarks: readonly string[]; readonly answer: PromiseWithResolvers<string> }[];
let relay: Relay;

/** A read by hand: what it looked at and read stands in `looks` and `reads`. */
function read() {
  return relay.read((bookmarks) => {
    const answer = Promise.withResolvers<string>();
    reads.push({ bookmarks, answer });
    return answer.promise;
  });
}

beforeEach(async () => {
  looks = [];
  reads = [];
  const outbox = {
    look: () => {
      const look = Promise.withResolvers<OutboxView>();
      looks.push(look);
      return look.promise;
    },
  } as Partial<GraphOutbox> as GraphOutbox;
  // Never connects: nothing here waits to be applied.
  relay = new Relay(new Neo4jConnection({ url: 'bolt://a:b@127.0.0.1:1' }), outbox, () => undefined, {});
  const first = read();
  expect(reads).toEqual([]);
  looks[0]?.resolve(quiet);
  await expect.poll(() => reads.length).toBe(1);
  reads[0]?.answer.resolve('first');
  expect(await first).toEqual({ own: [], found: 'first' });
});

test('a read begins with the look where the look before found nothing, and is read once when nothing has changed', async () => {
  const second = read();
  expect(reads[1]?.bookmarks).toEqual(['one']);
  reads[1]?.answer.resolve('second');
  looks[1]?.resolve(quiet);
  expect(await second).toEqual({ own: [], found: 'second' });
  expect(reads).toHaveLength(2);
});

test('what was read early is thrown away when a write has been settled meanwhile, also when it failed', async () => {
  for (const end of [(early: PromiseWithResolvers<string>) => early.resolve('too early'), refuse]) {
    const known = reads.length;
    const reading = read();
    const [early] = reads.slice(known);
    if (early) end(early.answer);
    looks.at(-1)?.resolve({ ...quiet, bookmarks: [`${String(known)} later`] });
    await expect.poll(() => reads.length).toBe(known + 2);
    expect(reads.at(-1)?.bookmarks).toEqual([`${String(known)} later`]);
    reads.at(-1)?.answer.resolve('right');
    expect((await reading).found).toBe('right');
  }
});

test("a read's own failure is its caller's", async () => {
  const reading = read();
  reads[1]?.answer.reject(new Error('no such procedure'));
  looks[1]?.resolve(quiet);
  await expect(reading).rejects.toThrow('no such procedure');
});

function refuse(early: PromiseWithResolvers<string>): void {
  early.reject(new Error('away'));
}
