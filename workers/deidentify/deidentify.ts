import { z } from 'zod';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';

const payload = z.object({ ingestionId: z.uuid(), batch: z.int().min(0) });

/** Handles `deidentify` jobs: one batch of an ingestion's files into quarantine. */
export function deidentifyHandler(intake: Pick<IntakeUseCases, 'deidentifyBatch'>): JobHandler {
  return async (job, signal) => {
    const { ingestionId, batch } = payload.parse(job.payload);
    await intake.deidentifyBatch(ingestionId, batch, signal);
  };
}
