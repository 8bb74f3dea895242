import { z } from 'zod';
import type { JobHandler } from '../../core/ports/job-queue.ts';
import type { UploadUseCases } from '../../core/uploads/uploads.ts';

const payload = z.object({ uploadId: z.uuid() });

/** Handles `uploads` jobs: removes what is left of an upload whose time is over. */
export function uploadsHandler(uploads: Pick<UploadUseCases, 'expire'>): JobHandler {
  return async (job, signal) => {
    await uploads.expire(payload.parse(job.payload).uploadId, signal);
  };
}
