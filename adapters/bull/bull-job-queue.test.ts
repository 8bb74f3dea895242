import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim } from '../../core/ports/job-ledger.ts';
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
void expect;
void test;
void patient;
export type X = Claim;
