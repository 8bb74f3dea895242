import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobQueueContract } from '../../tests/contract/job-queue.contract.ts';
import { engine } from '../../tests/support/postgres.ts';
import { PostgresJobQueue } from './job-queue.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

// So long between polls that only a nudge or the time of a retry can start a job within a test.
const quick = { backoffMs: 20, maxBackoffMs: 40, outageMs: 20, pollMs: 600_000, onError: () => undefined };
const patient = { interval: 20, timeout: 20_000 };

jobQueueContract(engine, async () => {
  await database.empty('job');
  const { sql } = database;
  return {
    open: () => new PostgresJobQueue(sql, quick),
    crash: async () => {
      await new PostgresJobQueue(sql, quick).recoverOrphans();
    },
    transact: (work) => sql.transact(work),
    inTransaction: () => database.inTransaction(),
    end: () => Promise.resolve(),
  };
});

test('takes over a job whose process stalled past its lock, and tells the stalled handler', async () => {
  await database.empty('job');
  const { sql } = database;
  // Renews never within the test, as a process that hangs; the second process sees the lock end.
  const stalled = new PostgresJobQueue(sql, { ...quick, lockMs: 150 });
  const started = Promise.withResolvers<AbortSignal>();
  const taken = Promise.withResolvers<number>();
  stalled.work('step', 1, async (_, signal) => {
    started.resolve(signal);
    await taken.promise;
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
      if (signal.aborted) resolve(undefined);
    });
    throw new Error('what the stalled one ends with has no effect');
  });
  await stalled.enqueue([{ queue: 'step', key: 'a', payload: {}, attempts: 1 }]);
  const signal = await started.promise;
  await sql.query(`UPDATE job SET claim = gen_random_uuid(), due_at = now() - interval '1 s' WHERE key = 'a'`);
  const next = new PostgresJobQueue(sql, quick);
  next.work('step', 1, (job) => {
    taken.resolve(job.attempt);
    return Promise.resolve();
  });
  expect(await taken.promise).toBe(1);
  await expect.poll(() => signal.aborted, patient).toBe(true);
  await stalled.close(0);
  await next.close(0);
  expect((await next.counts()).get('step')).toEqual({ queued: 0, active: 0, dead: 0 });
});

test('renews the claim of a long job for as long as it runs', async () => {
  await database.empty('job');
  const { sql } = database;
  const queue = new PostgresJobQueue(sql, { ...quick, lockMs: 1_500 });
  const end = Promise.withResolvers<undefined>();
  queue.work('step', 1, () => end.promise);
  await queue.enqueue([{ queue: 'step', key: 'long', payload: {} }]);
  const lockedUntil = async () => {
    const [row] = await sql.query<{ state: string; due_at: Date }>(`SELECT state, due_at FROM job WHERE key = 'long'`);
    return row?.state === 'ACTIVE' ? row.due_at.getTime() : 0;
  };
  await expect.poll(lockedUntil, patient).toBeGreaterThan(0);
  for (let renewal = 0; renewal < 2; renewal++) {
    const before = await lockedUntil();
    await expect.poll(lockedUntil, patient).toBeGreaterThan(before);
  }
  end.resolve(undefined);
  await expect.poll(async () => (await queue.counts()).get('step')?.active, patient).toBe(0);
  await queue.close(0);
});

test('buries a job that keeps killing the process', async () => {
  await database.empty('job');
  const { sql } = database;
  await new PostgresJobQueue(sql).enqueue([{ queue: 'step', key: 'poison', payload: {} }]);
  for (let death = 0; death < 3; death++) {
    await sql.query(`UPDATE job SET state = 'ACTIVE', attempt = attempt + 1`);
    await new PostgresJobQueue(sql).recoverOrphans();
  }
  const queue = new PostgresJobQueue(sql, { ...quick, maxInterruptions: 2 });
  queue.work('step', 1, () => Promise.reject(new Error('must not run')));
  await expect
    .poll(async () => (await queue.deadLetters('step')).map((dead) => dead.error))
    .toEqual(['INTERNAL_SERVER_ERROR: the process ended 3 times while this job ran']);
  await queue.close(0);
});

test('hears each failed attempt with its job', async () => {
  await database.empty('job');
  const heard: (string | undefined)[] = [];
  const queue = new PostgresJobQueue(database.sql, {
    ...quick,
    onError: (error, job) => heard.push(`${error.message} ${String(job?.attempt)}`),
  });
  queue.work('step', 1, () => Promise.reject(new Error('oh')));
  await queue.enqueue([{ queue: 'step', key: 'a', payload: {}, attempts: 2 }]);
  await expect.poll(async () => (await queue.counts()).get('step')?.dead, patient).toBe(1);
  expect(heard).toEqual(['oh 1', 'oh 2']);
  await queue.close(0);
});
