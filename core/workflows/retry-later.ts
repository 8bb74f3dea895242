import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { jobOf } from './round.ts';
import type { StepRun } from './run.ts';

/**
 * Gives a failed step a further try, after the pause that its definition asks for; false when it asks for none, all are used up, or
 * this attempt no longer holds the step.
 */
export async function retryLater(
  { store, queue, transactor }: Pick<WorkflowPorts, 'store' | 'queue' | 'transactor'>,
  { retries }: StepDefinition,
  stepRun: StepRun,
  reason: string,
): Promise<boolean> {
  const { id, runId, fence, attempts, turn } = stepRun;
  if (retries === null || attempts >= retries.attempts) return false;
  return transactor.transact(async () => {
    await store.lockRun(runId);
    await store.noteTrouble(id, fence, reason);
    if (!(await store.holdStep(id, fence))) return false;
    await store.resumeStep(id);
    await store.markQueued([id]);
    const runAfter = new Date(Date.now() + retries.delayS * 1000);
    await queue.enqueue([{ ...jobOf({ ...stepRun, turn: turn + 1 }), runAfter }]);
    return true;
  });
}
