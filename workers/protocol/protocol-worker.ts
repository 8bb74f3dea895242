import { z } from 'zod';
import type { JobHandler } from '../../core/ports/job-queue.ts';
import type { Protocols } from '../../core/protocols/protocols.ts';

const payload = z
  .object({
    completed: z.object({
      examId: z.uuid(),
      projectId: z.uuid(),
      poolId: z.uuid(),
      studyInstanceUID: z.string(),
      imageSet: z.string(),
    }),
    tagged: z.array(z.uuid()),
    exams: z.array(z.uuid()),
    project: z.object({ projectId: z.uuid(), version: z.number(), after: z.uuid().nullable() }),
    tell: z.uuid(),
    send: z.uuid(),
  })
  .partial();

/** Handles `protocol` jobs: exams are checked by their project's protocol, and the contacts at the centres are told. */
export function protocolHandler(protocols: Protocols): JobHandler {
  return async (job, signal) => {
    const { completed, tagged, exams, project, tell, send } = payload.parse(job.payload);
    if (completed) await protocols.examCompleted(completed);
    if (tagged) await protocols.seriesTagged(tagged, signal);
    if (exams) await protocols.examsAgain(exams, signal);
    if (project) await protocols.projectAgain(project.projectId, project.version, project.after, signal);
    if (tell !== undefined) await protocols.tellContacts(tell);
    if (send !== undefined) await protocols.sendMail(send, job.attempt >= job.attempts);
  };
}
