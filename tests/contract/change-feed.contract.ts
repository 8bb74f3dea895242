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

    test('changes that are published together keep their order on each topic, in one transaction with what comes before and after', async () => {
      await harness.transact(async () => {
        await publish(1, 1);
        await feed.publishAll([2, 3].flatMap((n) => [topic, 'run:2'].map((on) => ({ topic: on, payload: { n } }))));
        const newest = await feed.newest(topic);
        await publish(4, 4);
        expect(BigInt(newest)).toBeLessThan(BigInt(await feed.newest(topic)));
      });
      expect(numbers(await take(feed.subscribe(topic, '0', abort.signal), 4))).toEqual([1, 2, 3, 4]);
      expect(numbers(await take(feed.subscribe('run:2', '0', abort.signal), 2))).toEqual([2, 3]);
      await expect(feed.publishAll([])).resolves.toBeUndefined();
    });

    test('who hears a change that was published with others misses none that came before it', async () => {
      const heard = take(feed.subscribe(topic, '0', abort.signal), 60);
      await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          feed.publishAll([topic, 'run:2', topic].map((on) => ({ topic: on, payload: { n } }))),
        ),
      );
      const counts = Map.groupBy(numbers(await heard), (n) => n);
      expect([counts.size, ...new Set([...counts.values()].map((of) => of.length))]).toEqual([30, 2]);
      const cursors = (await take(feed.subscribe('run:2', '0', abort.signal), 30)).map(({ cursor }) => Number(cursor));
      expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
    });

    test('nothing of what was published together is left of a transaction that failed', async () => {
      const failed = harness.transact(async () => {
        await feed.publishAll([{ topic, payload: { n: 1 } }]);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      await publish(2, 2);
      expect(numbers(await take(feed.subscribe(topic, '0', abort.signal), 1))).toEqual([2]);
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
