import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { DeadLetterQuery, Job, JobQueue, NewJob } from '../../core/ports/job-queue.ts';
import type { Transactor } from '../../core/ports/transactor.ts';

export interface JobQueueHarness extends Transactor {
  /** A queue on the store; a second call is another process on the same store. Retries come within 50 ms; polls not within a test. */
  open(): JobQueue;
  /** A process that died while it held its jobs: what it held is free again, without `close`. */
  crash(queue: JobQueue): Promise<void>;
  /** True when the caller runs inside of a transaction. */
  inTransaction(): boolean;
  end(): Promise<void>;
}

function job(key: string, more: Partial<NewJob> = {}): NewJob {
  return { queue: 'notify', key, payload: { n: key }, ...more };
}

/** Resolves when `count` jobs have come; further ones are kept too. */
function collector(count: number) {
  const seen: Job[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const handler = (taken: Job) => {
    seen.push(taken);
    if (seen.length === count) resolve(undefined);
    return Promise.resolve();
  };
  return { seen, handler, all: promise };
}

/** Resolves when no job waits or runs. */
async function settled(queue: JobQueue): Promise<void> {
  await expect
    .poll(
      async () => [...(await queue.counts()).values()].reduce((sum, count) => sum + count.queued + count.active, 0),
      { interval: 5, timeout: 20_000 },
    )
    .toBe(0);
}

export function jobQueueContract(name: string, makeHarness: () => Promise<JobQueueHarness>): void {
  describe(`JobQueue on ${name}`, () => {
    let harness: JobQueueHarness;
    let queue: JobQueue;
    beforeEach(async () => {
      harness = await makeHarness();
      queue = harness.open();
    });
    afterEach(async () => {
      await queue.close(0);
      await harness.end();
    });

    test('runs a job with its payload, key and first attempt, without waiting for a poll', async () => {
      const { seen, handler, all } = collector(1);
      queue.work('notify', 1, handler);
      await queue.enqueue([job('a', { attempts: 3 })]);
      await all;
      expect(seen[0]).toMatchObject({
        queue: 'notify',
        key: 'a',
        payload: { n: 'a' },
        attempt: 1,
        attempts: 3,
        interruptions: 0,
      });
    });

    test('runs jobs that waited before there was a worker', async () => {
      await queue.enqueue([job('a'), job('b')]);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 2, active: 0, dead: 0 });
      const { handler, all } = collector(2);
      queue.work('notify', 1, handler);
      await all;
      await settled(queue);
    });

    test('ignores a second job with the same key, also within one call and after the first has ended', async () => {
      const { seen, handler, all } = collector(2);
      queue.work('notify', 1, handler);
      await queue.enqueue([job('a'), job('a')]);
      await settled(queue);
      await queue.enqueue([job('a'), job('b')]);
      await all;
      await settled(queue);
      expect(seen.map((taken) => taken.key)).toEqual(['a', 'b']);
    });

    test('takes the same key in another queue for another job', async () => {
      const { handler, all } = collector(2);
      queue.work('notify', 1, handler);
      queue.work('archive', 1, handler);
      await queue.enqueue([job('a'), job('a', { queue: 'archive' })]);
      await all;
    });

    test('a rolled back transaction leaves no job, and a job runs only after the commit and outside of it', async () => {
      const open: boolean[] = [];
      const { seen, handler, all } = collector(1);
      queue.work('notify', 1, (taken) => {
        open.push(harness.inTransaction());
        return handler(taken);
      });
      await expect(
        harness.transact(async () => {
          await queue.enqueue([job('never')]);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      await harness.transact(async () => {
        await queue.enqueue([job('a')]);
        await queue.counts();
        expect(seen).toEqual([]);
      });
      await all;
      await settled(queue);
      expect(seen.map((taken) => taken.key)).toEqual(['a']);
      expect(open).toEqual([false]);
    });

    test('runs at most `concurrency` handlers at a time, and each job once', async () => {
      let running = 0;
      let most = 0;
      const { seen, handler, all } = collector(20);
      queue.work('notify', 3, async (taken) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        await handler(taken);
      });
      await queue.enqueue(Array.from({ length: 20 }, (_, n) => job(String(n))));
      await all;
      await settled(queue);
      expect(most).toBe(3);
      expect(new Set(seen.map((taken) => taken.key)).size).toBe(20);
      expect(seen).toHaveLength(20);
    });

    test('shares the jobs between two processes, none taken twice', async () => {
      const other = harness.open();
      const { seen, handler, all } = collector(30);
      await queue.enqueue(Array.from({ length: 30 }, (_, n) => job(String(n))));
      queue.work('notify', 4, handler);
      other.work('notify', 4, handler);
      await all;
      await settled(queue);
      await other.close(0);
      expect(new Set(seen.map((taken) => taken.key)).size).toBe(30);
      expect(seen).toHaveLength(30);
    });

    test('tries again after an error, counting attempts, until it succeeds', async () => {
      const attempts: number[] = [];
      queue.work('notify', 1, (taken) => {
        attempts.push(taken.attempt);
        return taken.attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
      });
      await queue.enqueue([job('a')]);
      await settled(queue);
      expect(attempts).toEqual([1, 2, 3]);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 0, active: 0, dead: 0 });
    });

    test('buries a job when its attempts are used up, and says why', async () => {
      let tries = 0;
      queue.work('notify', 1, () => {
        tries++;
        return Promise.reject(new HubError('UPSTREAM_UNAVAILABLE', 'site A does not answer'));
      });
      await queue.enqueue([job('a', { attempts: 2 })]);
      await settled(queue);
      expect(tries).toBe(2);
      const [dead, ...others] = await queue.deadLetters('notify');
      expect(others).toEqual([]);
      expect(dead).toMatchObject({ queue: 'notify', key: 'a', payload: { n: 'a' }, attempt: 2, attempts: 2 });
      expect(dead?.error).toBe('UPSTREAM_UNAVAILABLE: site A does not answer');
      expect(dead?.failedAt).toBeInstanceOf(Date);
    });

    test('puts off a job while a store is away, for as long as that lasts, without counting', async () => {
      let tries = 0;
      const attempts: number[] = [];
      queue.work('notify', 1, (taken) => {
        attempts.push(taken.attempt);
        tries += 1;
        return tries < 8 ? Promise.reject(new HubError('UNAVAILABLE', 'the graph is away')) : Promise.resolve();
      });
      await queue.enqueue([job('a', { attempts: 1 })]);
      await settled(queue);
      expect(attempts).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 0, active: 0, dead: 0 });
    });

    test('buries a job at once when the error can not go away', async () => {
      let tries = 0;
      queue.work('notify', 1, () => {
        tries++;
        return Promise.reject(new HubError('NOT_DICOM', 'no DICM prefix'));
      });
      await queue.enqueue([job('a')]);
      await settled(queue);
      expect(tries).toBe(1);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 0, active: 0, dead: 1 });
    });

    test('a handler that throws before it returns a promise fails like any other', async () => {
      queue.work('notify', 1, () => {
        throw new HubError('UNSUPPORTED', 'thrown at once');
      });
      await queue.enqueue([job('a')]);
      await settled(queue);
      expect((await queue.deadLetters('notify'))[0]?.error).toBe('UNSUPPORTED: thrown at once');
    });

    test('gives a requeued dead job a fresh set of attempts', async () => {
      let works = false;
      const attempts: number[] = [];
      queue.work('notify', 1, (taken) => {
        attempts.push(taken.attempt);
        return works ? Promise.resolve() : Promise.reject(new HubError('CONFLICT', 'no'));
      });
      await queue.enqueue([job('a')]);
      await settled(queue);
      works = true;
      await queue.requeue('notify', 'a');
      await settled(queue);
      expect(attempts).toEqual([1, 1]);
      expect(await queue.deadLetters('notify')).toEqual([]);
    });

    test('lists dead jobs by the time they failed, as many as asked for, or the one of a key', async () => {
      queue.work('notify', 1, () => Promise.reject(new HubError('NOT_DICOM', 'no')));
      queue.work('archive', 1, () => Promise.reject(new HubError('NOT_DICOM', 'no')));
      const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      for (const key of ['a', 'b', 'c']) {
        await queue.enqueue([job(key, { trace })]);
        await settled(queue);
      }
      await queue.enqueue([job('elsewhere', { queue: 'archive' })]);
      await settled(queue);
      const keys = async (query?: DeadLetterQuery) => (await queue.deadLetters('notify', query)).map(({ key }) => key);
      expect(await keys()).toEqual(['a', 'b', 'c']);
      expect(await keys({ first: 2 })).toEqual(['a', 'b']);
      expect(await keys({ first: 2, order: 'newest' })).toEqual(['c', 'b']);
      expect(await keys({ first: 0 })).toEqual([]);
      expect(await keys({ key: 'elsewhere' })).toEqual([]);
      expect(await queue.deadLetters('notify', { key: 'b' })).toMatchObject([{ key: 'b', payload: { n: 'b' }, trace }]);
    });

    test('a requeue that is rolled back leaves the job dead', async () => {
      const { seen, handler, all } = collector(2);
      queue.work('notify', 1, async (taken) => {
        await handler(taken);
        if (taken.key === 'a') throw new HubError('NOT_DICOM', 'no');
      });
      await queue.enqueue([job('a')]);
      await settled(queue);
      const undone = harness.transact(async () => {
        await queue.requeue('notify', 'a');
        throw new Error('rolled back');
      });
      await expect(undone).rejects.toThrow('rolled back');
      await queue.enqueue([job('b')]);
      await all;
      await settled(queue);
      expect(seen.map(({ key }) => key)).toEqual(['a', 'b']);
      expect(await queue.deadLetters('notify')).toMatchObject([{ key: 'a', error: 'NOT_DICOM: no' }]);
    });

    test('requeue of a job that is not dead is NOT_FOUND', async () => {
      await queue.enqueue([job('a')]);
      await expect(queue.requeue('notify', 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(queue.requeue('notify', 'b')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('keeps a job until its time, then runs it', async () => {
      const { handler, all, seen } = collector(2);
      const due = Date.now() + 150;
      let ranAt = 0;
      queue.work('notify', 1, (taken) => {
        if (taken.key === 'later') ranAt = Date.now();
        return handler(taken);
      });
      await queue.enqueue([job('later', { runAfter: new Date(due) }), job('now')]);
      await all;
      expect(seen.map((taken) => taken.key)).toEqual(['now', 'later']);
      expect(ranAt).toBeGreaterThanOrEqual(due - 2);
    });

    test('close lets a handler end in its grace, and takes no more', async () => {
      const started = Promise.withResolvers<undefined>();
      const go = Promise.withResolvers<undefined>();
      const ran: string[] = [];
      queue.work('notify', 1, async (taken) => {
        started.resolve(undefined);
        await go.promise;
        ran.push(taken.key);
      });
      await queue.enqueue([job('a'), job('b')]);
      await started.promise;
      const closed = queue.close(5_000);
      go.resolve(undefined);
      await closed;
      expect(ran).toEqual(['a']);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 1, active: 0, dead: 0 });
    });

    test('close aborts a handler after its grace, and its job returns without having used an attempt', async () => {
      const started = Promise.withResolvers<undefined>();
      queue.work('notify', 1, (_, signal) => {
        started.resolve(undefined);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        });
      });
      await queue.enqueue([job('a', { attempts: 1 })]);
      await started.promise;
      await queue.close(10);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 1, active: 0, dead: 0 });
      const next = harness.open();
      const { seen, handler, all } = collector(1);
      next.work('notify', 1, handler);
      await all;
      await next.close(0);
      expect(seen[0]?.attempt).toBe(1);
    });

    test('a job whose process died runs again elsewhere, without having used an attempt', async () => {
      const started = Promise.withResolvers<undefined>();
      const stuck = Promise.withResolvers<undefined>();
      queue.work('notify', 1, () => {
        started.resolve(undefined);
        return stuck.promise;
      });
      await queue.enqueue([job('a', { attempts: 1 })]);
      await started.promise;
      await harness.crash(queue);
      const next = harness.open();
      const { seen, handler, all } = collector(1);
      next.work('notify', 1, handler);
      await all;
      await settled(next);
      expect(seen).toMatchObject([{ key: 'a', attempt: 1, interruptions: 1 }]);
      // The dead come back: what they do to the job any more has no effect.
      stuck.reject(new HubError('CONFLICT', 'too late'));
      await next.close(0);
      await queue.close(0);
      expect((await queue.counts()).get('notify')).toEqual({ queued: 0, active: 0, dead: 0 });
    });
  });
}
