import type { JobQueue } from '../../core/ports/job-queue.ts';
import type { StepExecutors } from '../../core/ports/step-executor.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import { workAdvance } from '../advance/advance-worker.ts';
import { workNotify } from '../notify/notify-worker.ts';
import { giveUpDeadSteps, workStep } from './step-worker.ts';

/** Starts all workers of workflows in this process: queues `advance`, `step` and `notify`. */
export async function registerWorkflowWorkers(
  queue: JobQueue,
  workflows: WorkflowUseCases,
  executors: StepExecutors,
): Promise<void> {
  await giveUpDeadSteps(queue, workflows);
  workAdvance(queue, workflows);
  workStep(queue, workflows, executors);
  workNotify(queue, workflows);
}
