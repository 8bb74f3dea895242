import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRedis, type RedisServer } from '../../tests/services/redis.ts';
import { createTestDatabase } from '../../tests/support/postgres-databases.ts';
import { JobTable } from '../postgres/job-table.ts';
import { PgClient } from '../postgres/pg-client.ts';
import { openBullQueue, type BullJobQueue } from './bull-job-queue.ts';

let server: RedisServer;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: PgClient;
let queue: BullJobQueue;
const children: ChildProcess[] = [];

beforeAll(async () => {
  [server, database] = await Promise.all([startRedis(), createTestDatabase()]);
  sql = new PgClient({ url: database.url, onError: () => undefined });
  await sql.script(
    'CREATE TABLE effect (id bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL, pid int NOT NULL)',
  );
});
afterAll(async () => {
  await sql.close();
  await database.drop();
  await server.stop();
});
beforeEach(async () => {
  await sql.script('TRUNCATE job, effect');
  queue = await openBullQueue({
    url: server.url,
    ledger: new JobTable(sql),
    afterCommit: (effect) => sql.afterCommit(effect),
    sweepMs: 300,
  });
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await queue.close(0);
});

/**
 * A worker process on `step`. Each job pauses, then writes its effect where none of its name is and the signal was
 * not aborted, in one transaction with a second job; that one writes another effect. One attempt each.
 */
async function startWorker(pauseMs: number): Promise<ChildProcess> {
  const module = (path: string) => JSON.stringify(join(import.meta.dirname, path));
  const source = `
    import { openBullQueue } from ${module('bull-job-queue.ts')};
    import { JobTable } from ${module('../postgres/job-table.ts')};
    import { PgClient } from ${module('../postgres/pg-client.ts')};
    const sql = new PgClient({ url: process.env.DATABASE_URL });
    const queue = await openBullQueue({ url: process.env.QUEUE_URL, ledger: new JobTable(sql), lockMs: 1500, sweepMs: 300,
      afterCommit: (effect) => sql.afterCommit(effect), onError: (error) => console.error(error.message) });
    const effect = async (name) => {
      await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
      await sql.query('INSERT INTO effect (name, pid) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM effect WHERE name = $1)',
        [name, process.pid]);
    };
    const pause = () => new Promise((resolve) => setTimeout(resolve, ${String(pauseMs)} * Math.random()));
    queue.work('step', 4, async (job, signal) => {
      process.stdout.write('began ' + job.key + '\\n');
      await pause();
      signal.throwIfAborted();
      await sql.transact(async () => {
        await effect(job.key);
        await queue.enqueue([{ queue: 'advance', key: job.key, payload: {}, attempts: 1 }]);
      });
      await pause();
    });
    queue.work('advance', 2, (job) => sql.transact(() => effect('after ' + job.key)));
    process.stdout.write('ready\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    env: { ...process.env, DATABASE_URL: database.url, QUEUE_URL: server.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

const enqueue = (count: number) =>
  queue.enqueue(
    Array.from({ length: count }, (_, n) => ({ queue: 'step' as const, key: String(n), payload: {}, attempts: 1 })),
  );
const effects = () => sql.query<{ name: string; pid: number }>('SELECT name, pid FROM effect');
const states = async () =>
  (
    await sql.query<{ state: string; count: number }>('SELECT state, count(*)::int AS count FROM job GROUP BY state')
  ).map(({ state, count }) => `${String(count)} ${state}`);

/** Resolves when each of `count` jobs and their followers is done, having had each effect once. */
async function allDone(count: number): Promise<void> {
  await expect.poll(states, { interval: 50, timeout: 60_000 }).toEqual([`${String(2 * count)} DONE`]);
  const had = (await effects()).map(({ name }) => name);
  expect(new Set(had).size).toBe(2 * count);
  expect(had).toHaveLength(2 * count);
}

test('two worker processes share the work', { timeout: 90_000 }, async () => {
  const workers = await Promise.all([startWorker(20), startWorker(20)]);
  await enqueue(100);
  await allDone(100);
  const by = new Set((await effects()).map(({ pid }) => pid));
  expect(by).toEqual(new Set(workers.map(({ pid }) => pid)));
});

test(
  'kill -9 of a worker at any moment: every job ends, each effect once, no attempt lost',
  { timeout: 120_000 },
  async () => {
    await enqueue(120);
    await startWorker(30);
    for (let round = 0; round < 3; round++) {
      const victim = await startWorker(30);
      await new Promise((resolve) => setTimeout(resolve, 50 + 150 * Math.random()));
      victim.kill('SIGKILL');
    }
    await allDone(120);
  },
);

test(
  'a worker frozen past its lock: its jobs run elsewhere, and what it does when it wakes has no effect',
  { timeout: 90_000 },
  async () => {
    const frozen = await startWorker(600);
    await enqueue(8);
    const began = async () => (await queue.counts()).get('step')?.active;
    await expect.poll(began, { interval: 10, timeout: 20_000 }).toBe(4);
    frozen.kill('SIGSTOP');
    await startWorker(10);
    await allDone(8);
    const [row] = await sql.query<{ most: number }>('SELECT max(interruptions) AS most FROM job');
    expect(row?.most).toBe(1);
    frozen.kill('SIGCONT');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(frozen.exitCode).toBeNull();
    await allDone(8);
  },
);
