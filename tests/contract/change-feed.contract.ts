import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change, ChangeFeed } from '../../core/ports/change-feed.ts';
import type { Transactor } from '../../core/ports/transactor.ts';

export interface ChangeFeedHarness extends Transactor {
  /** Polls, if it does, not within a test. */
  readonly feed: ChangeFeed;
  end(): Promise<void>;
}

const topic = 'run:1';

/** The next `count` changes of a subscription, which it then ends. */
async function take(changes: AsyncIterable<Change>, count: number): Promise<Change[]> {
  const taken: Change[] = [];
  for await (const change of changes) {
    taken.push(change);
    if (taken.length === count) break;
  }
  return taken;
}

function numbers(changes: readonly Change[]): unknown[] {
  return changes.map((change) => change.payload.n);
}

export function changeFeedContract(name: string, makeHarness: () => Promise<ChangeFeedHarness>): void {
  describe(`ChangeFeed on ${name}`, () => {
    let harness: ChangeFeedHarness;
    let feed: ChangeFeed;
    let abort: AbortController;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ feed } = harness);
      abort = new AbortController();
    });
    afterEach(async () => {
      abort.abort();
      await harness.end();
    });

    test('the newest cursor comes before all that is published after it', async () => {
      for (let n = 1; n <= 3; n++) {
        const newest = await feed.newest(topic);
        await publish(n, n);
        expect(numbers(await take(feed.subscribe(topic, newest, abort.signal), 1))).toEqual([n]);
      }
    });

    async function publish(from: number, to: number, on = topic): Promise<void> {
      for (let n = from; n <= to; n++) await feed.publish(on, { n });
    }

    test('replays a topic from cursor 0, in order, with payload and time', async () => {
      await publish(1, 3);
      const changes = await take(feed.subscribe(topic, '0', abort.signal), 3);
      expect(numbers(changes)).toEqual([1, 2, 3]);
      expect(changes[0]?.at).toBeInstanceOf(Date);
      expect(new Set(changes.map((change) => change.cursor)).size).toBe(3);
    });

    test('without a cursor gives only what comes after the call, even if it is read later', async () => {
      await publish(1, 2);
      const changes = feed.subscribe(topic, null, abort.signal);
      await publish(3, 4);
      expect(numbers(await take(changes, 2))).toEqual([3, 4]);
    });

    test('goes on after the cursor that was seen last: none missed, none twice', async () => {
      await publish(1, 5);
      const first = await take(feed.subscribe(topic, '0', abort.signal), 2);
      await publish(6, 7);
      const rest = await take(feed.subscribe(topic, first.at(-1)?.cursor ?? '', abort.signal), 5);
      expect(numbers([...first, ...rest])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    test('hears a change without waiting for a poll', async () => {
      const next = take(feed.subscribe(topic, '0', abort.signal), 1);
      await new Promise((resolve) => setImmediate(resolve));
      await publish(1, 1);
      expect(numbers(await next)).toEqual([1]);
    });

    test('what a transaction publishes keeps its order on each topic, and the newest cursor is known within it', async () => {
      await harness.transact(async () => {
        for (let n = 1; n <= 3; n++) for (const on of [topic, 'run:2']) await feed.publish(on, { n });
        const newest = await feed.newest(topic);
        await feed.publish(topic, { n: 4 });
        expect(BigInt(newest)).toBeGreaterThan(0n);
      });
      expect(numbers(await take(feed.subscribe(topic, '0', abort.signal), 4))).toEqual([1, 2, 3, 4]);
      expect(numbers(await take(feed.subscribe('run:2', '0', abort.signal), 3))).toEqual([1, 2, 3]);
    });

    test('many at a time that publish on two topics, in either order, all come through', async () => {
      const pairs = Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? [topic, 'run:2'] : ['run:2', topic]));
      await Promise.all(
        pairs.map((topics, n) =>
          harness.transact(async () => {
            for (const on of topics) await feed.publish(on, { n });
          }),
        ),
      );
      for (const on of [topic, 'run:2']) {
        const changes = await take(feed.subscribe(on, '0', abort.signal), 30);
        expect(new Set(numbers(changes)).size).toBe(30);
      }
    });

    test('hears nothing of other topics', async () => {
      await publish(1, 3, 'run:10');
      await publish(4, 4);
      expect(numbers(await take(feed.subscribe(topic, '0', abort.signal), 1))).toEqual([4]);
    });

    test('gives every subscriber every change', async () => {
      const all = Array.from({ length: 5 }, () => take(feed.subscribe(topic, '0', abort.signal), 20));
      await publish(1, 20);
      for (const changes of await Promise.all(all))
        expect(numbers(changes)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });

    test('reads a long history in whole', async () => {
      await harness.transact(() => publish(1, 450));
      const changes = await take(feed.subscribe(topic, '0', abort.signal), 450);
      expect(numbers(changes)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
    });

    test('misses nothing that is published while it reads', async () => {
      const reading = take(feed.subscribe(topic, '0', abort.signal), 60);
      await Promise.all([1, 2, 3].map(async (part) => publish(part * 100 + 1, part * 100 + 20)));
      const changes = await reading;
      expect(new Set(numbers(changes)).size).toBe(60);
      for (const part of [1, 2, 3]) {
        const own = numbers(changes).filter((n) => Math.floor(Number(n) / 100) === part);
        expect(own).toEqual(own.toSorted((a, b) => Number(a) - Number(b)));
      }
    });

    test('shows a change only when its transaction has committed, and never when it rolls back', async () => {
      const changes = feed.subscribe(topic, '0', abort.signal)[Symbol.asyncIterator]();
      const next = changes.next();
      let seen = false;
      void next.then(() => {
        seen = true;
      });
      await expect(
        harness.transact(async () => {
          await publish(1, 1);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      await harness.transact(async () => {
        await publish(2, 2);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(seen).toBe(false);
      });
      expect((await next).value).toMatchObject({ payload: { n: 2 } });
      await changes.return?.();
    });

    test('ends promptly when the signal aborts while it waits', async () => {
      const changes = feed.subscribe(topic, '0', abort.signal)[Symbol.asyncIterator]();
      const next = changes.next();
      await new Promise((resolve) => setTimeout(resolve, 20));
      abort.abort();
      expect(await next).toEqual({ done: true, value: undefined });
    });

    test('gives nothing when the signal has aborted before', async () => {
      await publish(1, 1);
      abort.abort();
      expect(await feed.subscribe(topic, '0', abort.signal)[Symbol.asyncIterator]().next()).toEqual({
        done: true,
        value: undefined,
      });
    });

    test('return() ends a wait for the next change', async () => {
      const changes = feed.subscribe(topic, '0', abort.signal)[Symbol.asyncIterator]();
      const next = changes.next();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await changes.return?.()).toMatchObject({ done: true });
      expect((await next).done).toBe(true);
    });

    test('refuses a cursor that it never gave', () => {
      expect(() => feed.subscribe(topic, '1; DROP TABLE change', abort.signal)).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error,
      );
    });
  });
}
