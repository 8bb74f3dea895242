import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobQueueContract } from '../../tests/contract/job-queue.contract.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { JobTable } from '../postgres/job-table.ts';
import { testDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { BullJobQueue, type BullQueueOptions } from './bull-job-queue.ts';

let database: TestDatabase;
let redis: Redis;
beforeAll(async () => {
  database = await testDatabase();
  redis = new Redis(serviceUrl('redis'));
});
afterAll(async () => {
  await database.end();
  redis.disconnect();
});

const patient = { interval: 20, timeout: 20_000 };

/** A queue on the test's ledger. So long between sweeps that only a ticket can start a job within a test. */
function open(
  prefix: string,
  more: Partial<BullQueueOptions> = {},
  onError: BullQueueOptions['onError'] = () => undefined,
) {
  return new BullJobQueue({
    url: serviceUrl('redis'),
    prefix,
    ledger: new JobTable(database.sql),
    afterCommit: (effect) => database.sql.afterCommit(effect),
    backoffMs: 20,
    maxBackoffMs: 40,
    outageMs: 20,
    sweepMs: 600_000,
    onError,
    ...more,
  });
}

async function keysOf(prefix: string): Promise<string[]> {
  return redis.keys(`${prefix}:*`);
}

async function dropKeys(prefix: string): Promise<void> {
  const keys = await keysOf(prefix);
  if (keys.length > 0) await redis.del(keys);
}

jobQueueContract('bull', async () => {
  await database.empty('job');
  const prefix = `contract-${randomUUID()}`;
  return {
    open: () => open(prefix),
    crash: async () => {
      await new JobTable(database.sql).releaseAll();
    },
    transact: (work) => database.sql.transact(work),
    inTransaction: () => database.inTransaction(),
    end: () => dropKeys(prefix),
  };
});

test('Redis holds the key of a waiting job, and nothing of what it is about', async () => {
  await database.empty('job');
  const prefix = `ticket-${randomUUID()}`;
  const queue = open(prefix);
  await queue.opened();
  await queue.enqueue([{ queue: 'step', key: 'k1', payload: { secret: 'of the patient' }, attempts: 3 }]);
  await expect
    .poll(async () => (await keysOf(prefix)).some((key) => key.startsWith(`${prefix}:step:`)), patient)
    .toBe(true);
  const ticketKeys = (await keysOf(prefix)).filter((key) => /^[^:]+:step:\S{32}\.0$/.test(key));
  expect(ticketKeys).toHaveLength(1);
  const ticket = await redis.hgetall(ticketKeys[0] ?? '');
  expect(ticket['data']).toBe('{"key":"k1"}');
  expect(JSON.stringify(ticket)).not.toContain('patient');
  await queue.close(0);
  await dropKeys(prefix);
});

test('of jobs that have ended no ticket is left in Redis', async () => {
  await database.empty('job');
  const prefix = `ended-${randomUUID()}`;
  const queue = open(prefix);
  await queue.opened();
  let ran = 0;
  queue.work('step', 4, ({ key }) => {
    ran++;
    return key === 'k0' ? Promise.reject(new Error('fails')) : Promise.resolve();
  });
  const jobs = Array.from({ length: 40 }, (_, n) => ({ queue: 'step' as const, key: `k${String(n)}`, payload: {} }));
  await queue.enqueue(jobs.map((job) => ({ ...job, attempts: 2 })));
  await expect.poll(() => ran, patient).toBe(41);
  const tickets = async () =>
    (await keysOf(prefix)).filter((key) => /:step:(\S{32}\.\d+|wait|active|delayed|stalled)/.test(key));
  await expect.poll(async () => (await tickets()).filter((key) => !key.endsWith('-check')), patient).toEqual([]);
  await queue.close(0);
  await dropKeys(prefix);
});

test('says how long the oldest due job of each queue waits', async () => {
  await database.empty('job');
  const prefix = `ages-${randomUUID()}`;
  const queue = open(prefix);
  expect((await queue.ages()).get('step')).toBeNull();
  await queue.enqueue([{ queue: 'step', key: 'a', payload: {} }]);
  await queue.enqueue([{ queue: 'archive', key: 'later', payload: {}, runAfter: new Date(Date.now() + 60_000) }]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const ages = await queue.ages();
  expect(ages.get('step')).toBeGreaterThanOrEqual(25);
  expect(ages.get('archive')).toBeNull();
  await queue.close(0);
  await dropKeys(prefix);
});
