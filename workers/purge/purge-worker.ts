import { z } from 'zod';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';
import type { Withdrawals } from '../../core/withdrawals/withdrawals.ts';

const payload = z.union([
  z.object({ withdrawalId: z.uuid() }),
  z.object({ poolId: z.uuid(), version: z.int().min(1) }),
  z.object({ erasedWith: z.uuid() }),
]);

/** Handles `purge` jobs: deletes the bytes of what was withdrawn, and has the certificate written; deletes those of erased versions; ends what waits for too long in a pool's quarantine. */
export function purgeHandler(
  withdrawals: Pick<Withdrawals, 'purge' | 'purgeErased'>,
  intake: Pick<IntakeUseCases, 'purgeByAge'>,
): JobHandler {
  return async (job, signal) => {
    const work = payload.parse(job.payload);
    if ('withdrawalId' in work) await withdrawals.purge(work.withdrawalId, signal);
    else if ('erasedWith' in work) await withdrawals.purgeErased(signal);
    else await intake.purgeByAge(work.poolId, work.version, signal);
  };
}
