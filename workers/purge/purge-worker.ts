import { z } from 'zod';
import type { JobHandler } from '../../core/ports/job-queue.ts';
import type { Withdrawals } from '../../core/withdrawals/withdrawals.ts';

const payload = z.object({ withdrawalId: z.uuid() });

/** Handles `purge` jobs: deletes the bytes of what was withdrawn, and has the certificate written. */
export function purgeHandler(withdrawals: Pick<Withdrawals, 'purge'>): JobHandler {
  return async (job, signal) => {
    await withdrawals.purge(payload.parse(job.payload).withdrawalId, signal);
  };
}
