import type { JobLedger } from '../ports/job-ledger.ts';
import { queueNames, type QueueAges, type QueueCounts } from '../ports/job-queue.ts';

const keyOf = { QUEUED: 'queued', ACTIVE: 'active', DEAD: 'dead' } as const;

/** Jobs of every queue that are waiting, running and dead. */
export async function countJobs(ledger: Pick<JobLedger, 'countByState'>): Promise<QueueCounts> {
  const counts = new Map(queueNames.map((name) => [name, { queued: 0, active: 0, dead: 0 }]));
  for (const { queue, state, count } of await ledger.countByState()) {
    const of = counts.get(queue);
    if (of) of[keyOf[state]] = count;
  }
  return counts;
}

/** Milliseconds that the oldest due job of every queue waits; null when none does. */
export async function jobAges(ledger: Pick<JobLedger, 'ages'>): Promise<QueueAges> {
  const ages = new Map<(typeof queueNames)[number], number | null>(queueNames.map((name) => [name, null]));
  for (const { queue, waitMs } of await ledger.ages()) if (ages.has(queue)) ages.set(queue, waitMs);
  return ages;
}
