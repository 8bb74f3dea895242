import { z } from 'zod';
import type { JobHandler } from '../../core/ports/job-queue.ts';
import type { Protocols } from '../../core/protocols/protocols.ts';

const payload = z.object({ send: z.uuid() });

/** Handles `mail` jobs: each sends one message. A mail server that is slow holds up nothing but mail. */
export function mailHandler(protocols: Pick<Protocols, 'sendMail'>): JobHandler {
  return async (job) => {
    await protocols.sendMail(payload.parse(job.payload).send, job.attempt >= job.attempts);
  };
}
