import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRedis, type RedisServer } from '../../tests/services/redis.ts';
import { JobTable } from '../postgres/job-table.ts';
import { testDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { openBullQueue, type BullJobQueue } from './bull-job-queue.ts';

let database: TestDatabase;
let server: RedisServer;
let queue: BullJobQueue;
let heard: string[] = [];
beforeAll(async () => {
  [database, server] = await Promise.all([testDatabase(), startRedis()]);
});
afterAll(async () => {
  await server.stop();
  await database.end();
});
beforeEach(async () => {
  await database.empty('job');
  heard = [];
  queue = await open();
});
afterEach(async () => {
  await queue.close(0);
});

const patient = { interval: 20, timeout: 20_000 };

function open(url = server.url): Promise<BullJobQueue> {
  return openBullQueue({
    url,
    ledger: new JobTable(database.sql),
    afterCommit: (effect) => database.sql.afterCommit(effect),
    sweepMs: 300,
    backoffMs: 20,
    connectMs: 2_000,
    onError: (error) => heard.push(error.message),
  });
}

async function admin(work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(server.url);
  await work(redis);
  redis.disconnect();
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `job-${String(n)}`);
const jobsOf = (keys: readonly string[], runAfter?: Date) =>
  keys.map((key) => ({ queue: 'step' as const, key, payload: {}, attempts: 1, ...(runAfter && { runAfter }) }));

/** Works on `step`; answers which keys ran, each time that they did. */
function record(on: BullJobQueue, concurrency = 4, pauseMs = 0): string[] {
  const ran: string[] = [];
  on.work('step', concurrency, async ({ key }) => {
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    ran.push(key);
  });
  return ran;
}

const left = async () => {
  const of = (await queue.counts()).get('step');
  return (of?.queued ?? 0) + (of?.active ?? 0);
};

test('a flushed Redis gets all its waiting and delayed jobs back, and each runs once', async () => {
  const keys = names(200);
  await queue.enqueue(jobsOf(keys.slice(0, 150)));
  await queue.enqueue(jobsOf(keys.slice(150), new Date(Date.now() + 1_500)));
  // Until the sweep has noted them all: from then on nothing but the flush brings them back.
  const noted = async () => (await database.sql.query('SELECT FROM job WHERE handed IS NOT NULL')).length;
  await expect.poll(noted, patient).toBe(200);
  await admin((redis) => redis.flushall());
  const ran = record(queue);
  await expect.poll(left, patient).toBe(0);
  expect(ran.toSorted()).toEqual(keys.toSorted());
});

test('tickets that somebody deleted are handed over again', async () => {
  await queue.enqueue(jobsOf(names(20)));
  const noted = async () => (await database.sql.query('SELECT FROM job WHERE handed IS NOT NULL')).length;
  await expect.poll(noted, patient).toBe(20);
  await admin(async (redis) => redis.del(await redis.keys('pesscara:step:*')));
  const ran = record(queue);
  await expect.poll(left, patient).toBe(0);
  expect(new Set(ran).size).toBe(20);
  expect(ran).toHaveLength(20);
});

test('Redis killed and started again in the middle of work: all jobs end, each once, and one line tells of it', async () => {
  const keys = names(300);
  const ran = record(queue, 8, 5);
  await queue.enqueue(jobsOf(keys));
  await expect.poll(() => ran.length, patient).toBeGreaterThan(40);
  await server.stop('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 700));
  await server.restart();
  await expect.poll(left, { interval: 50, timeout: 25_000 }).toBe(0);
  expect(ran.toSorted()).toEqual(keys.toSorted());
  expect(heard.filter((line) => line.startsWith('Redis is away'))).toHaveLength(1);
});

test('without Redis jobs are queued all the same, and run when it is back', async () => {
  const ran = record(queue);
  await server.stop();
  await expect
    .poll(() => queue.ping().catch((error: unknown) => (error as { code: string }).code), patient)
    .toBe('UNAVAILABLE');
  await queue.enqueue(jobsOf(names(50)));
  expect(await left()).toBe(50);
  expect(ran).toEqual([]);
  await server.restart();
  await expect.poll(left, patient).toBe(0);
  expect(ran.toSorted()).toEqual(names(50).toSorted());
  await queue.ping();
});

test('closes in time while Redis is away, and what ran goes back to the ledger', async () => {
  const started = Promise.withResolvers<undefined>();
  queue.work('step', 1, (_, signal) => {
    started.resolve(undefined);
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  });
  await queue.enqueue(jobsOf(['a']));
  await started.promise;
  await server.stop();
  const begin = Date.now();
  await queue.close(50);
  expect(Date.now() - begin).toBeLessThan(8_000);
  expect((await queue.counts()).get('step')).toEqual({ queued: 1, active: 0, dead: 0 });
  await server.restart();
});

test('closes in time while Redis is silent: connected, as it seems, and gone', async () => {
  queue.work('step', 1, () => Promise.resolve());
  await queue.enqueue(jobsOf(['a']));
  await expect.poll(left, patient).toBe(0);
  process.kill(server.pid, 'SIGSTOP');
  try {
    const begin = Date.now();
    await queue.close(50);
    expect(Date.now() - begin).toBeLessThan(15_000);
  } finally {
    process.kill(server.pid, 'SIGCONT');
  }
});

test('a Redis that could lose jobs, or does not answer, is refused by name and without its password', async () => {
  const { port, password } = new URL(server.url);
  const refusal = async (url: string) => {
    const error = await open(url).then(
      () => new Error('opened'),
      (caught: unknown) => caught as Error,
    );
    expect(error.message).not.toContain(password);
    return error.message;
  };
  await admin((redis) => redis.config('SET', 'maxmemory-policy', 'allkeys-lru'));
  expect(await refusal(server.url)).toContain('PESSCARA_QUEUE_URL: expected maxmemory-policy noeviction');
  await admin((redis) => redis.config('SET', 'maxmemory-policy', 'noeviction'));
  await admin((redis) => redis.config('SET', 'appendonly', 'no'));
  expect(await refusal(server.url)).toContain('PESSCARA_QUEUE_URL: expected appendonly yes');
  await admin((redis) => redis.config('SET', 'appendonly', 'yes'));
  expect(await refusal(server.url.replace(port, '1'))).toMatch(/^PESSCARA_QUEUE_URL: Redis at .*:1.* does not answer/);
  expect(await refusal(`http://:${password}@127.0.0.1/`)).toContain('expected redis://');
});
