import { badInput } from '../../core/errors.ts';
import type { JobQueue } from '../../core/ports/job-queue.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';

/** Writes messages to people: `{ stepRunId }` (a notify step), `{ taskId, because }` (a task waits, is due, or has waited for too long) or `{ runId }` (a run has failed). */
export function workNotify(queue: JobQueue, workflows: WorkflowUseCases, concurrency = 1): void {
  queue.work('notify', concurrency, async (job, signal) => {
    const { stepRunId, taskId, runId } = job.payload;
    if (typeof stepRunId === 'string') await workflows.runStep(new Map(), stepRunId, job, signal);
    else if (typeof taskId === 'string') await workflows.sendTaskMessage(job.payload);
    else if (typeof runId === 'string') await workflows.sendFailure(runId);
    else throw badInput('payload', 'stepRunId, taskId or runId', JSON.stringify(job.payload));
  });
}
