import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { jobOf } from './round.ts';
import type { StepRun } from './run.ts';

/**
 * Gives a failed step a further try, after the pause that its definition asks for; false when it asks for none, all are used up, or
 * this attempt no longer holds the step.
 */
export async function retryLater(
  { store, queue, transactor, works }: Pick<WorkflowPorts, 'store' | 'queue' | 'transactor' | 'works'>,
  { retries }: StepDefinition,
  stepRun: StepRun,
  reason: string,
): Promise<boolean> {
  const { id, runId, fence, attempts, turn } = stepRun;
  if (retries === null || attempts >= retries.attempts) return false;
  return transactor.transact(async () => {
    const run = await store.lockRun(runId);
    await store.noteTrouble(id, fence, reason);
    if (!(await store.holdStep(id, fence))) return false;
    // What it held has failed: the next try is to begin anew.
    const work = await works.of(id);
    if (work) await works.forget(work);
    await store.resumeStep(id);
    // Its resumption gives the step out.
    if (run?.state === 'PAUSED') return true;
    await store.markQueued([id]);
    const runAfter = new Date(Date.now() + retries.delayS * 1000);
    await queue.enqueue([{ ...jobOf({ ...stepRun, turn: turn + 1 }), runAfter }]);
    return true;
  });
}
