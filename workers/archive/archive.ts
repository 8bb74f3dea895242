import { z } from 'zod';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';

const payload = z.object({
  quarantinedExamId: z.uuid(),
  siteId: z.uuid(),
  again: z.array(z.uuid()).optional(),
});

/** Handles `archive` jobs: stores one approved exam in its site's archive. */
export function archiveHandler(intake: Pick<IntakeUseCases, 'archiveExam'>): JobHandler {
  return async (job, signal) => {
    const { quarantinedExamId, siteId, again = null } = payload.parse(job.payload);
    await intake.archiveExam(quarantinedExamId, siteId, signal, again);
  };
}
