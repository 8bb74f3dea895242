import { z } from 'zod';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';

const payload = z.object({ quarantinedExamId: z.uuid() });

/** Handles `register` jobs: carries out the review of one exam. */
export function registerHandler(intake: Pick<IntakeUseCases, 'carryOutReview'>): JobHandler {
  return async (job, signal) => {
    await intake.carryOutReview(payload.parse(job.payload).quarantinedExamId, signal);
  };
}
