import { badInput } from '../../core/errors.ts';
import type { JobQueue } from '../../core/ports/job-queue.ts';
import type { StepExecutors } from '../../core/ports/step-executor.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';

/** Does the steps of runs: `{ stepRunId }`. */
export function workStep(
  queue: JobQueue,
  workflows: WorkflowUseCases,
  executors: StepExecutors,
  concurrency: number,
): void {
  queue.work('step', concurrency, async (job, signal) => {
    const { stepRunId } = job.payload;
    if (typeof stepRunId !== 'string')
      throw badInput('payload.stepRunId', 'the id of a step of a run', typeof stepRunId);
    await workflows.runStep(executors, stepRunId, job, signal);
  });
}

/** Ends the steps whose jobs the queue has given up, so that their runs end too. Call it when the workers start. */
export async function giveUpDeadSteps(queue: JobQueue, workflows: WorkflowUseCases): Promise<void> {
  for (const name of ['step', 'notify'] as const) {
    for (const dead of await queue.deadLetters(name)) {
      if (typeof dead.payload['stepRunId'] === 'string') await workflows.giveUpStep(dead);
    }
  }
}
