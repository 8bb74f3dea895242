import { z } from 'zod';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';

const payload = z.union([
  z.object({ ingestionId: z.uuid(), batch: z.int().min(0) }),
  z.object({ purgeRefused: z.literal(true) }),
  z.object({ quarantinedExamId: z.uuid(), imageCount: z.int().min(0), round: z.int().min(0) }),
]);

/** Handles `deidentify` jobs: one batch of an ingestion's files into quarantine, the end of the quiet time of an exam that it filled, and the end of the time of what was refused. */
export function deidentifyHandler(
  intake: Pick<IntakeUseCases, 'deidentifyBatch' | 'endQuietTime' | 'purgeRefused'>,
): JobHandler {
  return async (job, signal) => {
    const work = payload.parse(job.payload);
    // An interrupted attempt keeps its number: it is the interruptions that tell of a file with which processes end.
    const start = job.attempt + job.interruptions;
    if ('batch' in work) await intake.deidentifyBatch(work.ingestionId, work.batch, signal, start);
    else if ('purgeRefused' in work) await intake.purgeRefused(signal);
    else await intake.endQuietTime(work.quarantinedExamId, work.imageCount, work.round);
  };
}
