import type { JobQueue } from '../../core/ports/job-queue.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';

/** Starts the runs that events cause, and looks again at runs: `{ event, projectId, examId }` or `{ runId }`. */
export function workAdvance(queue: JobQueue, workflows: WorkflowUseCases, concurrency = 1): void {
  queue.work('advance', concurrency, (job) => workflows.advance(job.payload, job.key));
}
