import { z } from 'zod';
import type { JobHandler } from '../../core/ports/job-queue.ts';
import type { Protocols } from '../../core/protocols/protocols.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';

const payload = z.union([z.object({ send: z.uuid() }), z.object({ runMessage: z.uuid() })]);

/** Handles `mail` jobs: each sends one message out of the hub. A server that is slow holds up nothing but these. */
export function mailHandler(
  protocols: Pick<Protocols, 'sendMail'>,
  workflows: Pick<WorkflowUseCases, 'sendOutgoing'>,
): JobHandler {
  return async (job) => {
    const message = payload.parse(job.payload);
    const isLastTry = job.attempt >= job.attempts;
    if ('send' in message) await protocols.sendMail(message.send, isLastTry);
    else await workflows.sendOutgoing(message.runMessage, isLastTry);
  };
}
