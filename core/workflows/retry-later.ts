import { advance } from './advance.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepRun } from './run.ts';

/**
 * Gives a failed step a further try, after the pause that its definition asks for; false when it asks for none, all are used up, or
 * this attempt no longer holds the step. While it waits, others have its place in the project's share.
 */
export async function retryLater(
  ports: WorkflowPorts,
  { retries }: StepDefinition,
  stepRun: StepRun,
  reason: string,
): Promise<boolean> {
  const { store, queue, transactor, works } = ports;
  const { id, runId, fence, failedTries, turn } = stepRun;
  if (retries === null || failedTries + 1 >= retries.attempts) return false;
  return transactor.transact(async () => {
    const run = await store.lockRun(runId);
    await store.noteTrouble(id, fence, reason);
    if (!(await store.holdStep(id, fence))) return false;
    // What it held has failed: the next try ends it, and begins anew.
    await works.disown(id);
    await store.countFailedTry(id);
    await store.resumeStep(id);
    // The resumption of a paused run gives the step out.
    if (run?.state !== 'PAUSED' && retries.delayS > 0) {
      const runAfter = await store.waitForRetry(id, retries.delayS);
      const key = `retry:${id}:turn ${String(turn + 1)}`;
      await queue.enqueue([{ queue: 'advance', key, payload: { retryOf: id, turn: turn + 1 }, runAfter }]);
    }
    await advance(ports, runId);
    return true;
  });
}

/** Lets a step whose time has come be given out, when its project has room; nothing when it does not wait for that any more. */
export async function endRetryWait(ports: WorkflowPorts, stepRunId: string, turn: number): Promise<void> {
  await ports.transactor.transact(async () => {
    const known = (await ports.store.getStepRuns([stepRunId])).get(stepRunId);
    if (!known) return;
    await ports.store.lockRun(known.runId);
    if (await ports.store.endRetryWait(stepRunId, turn)) await advance(ports, known.runId);
  });
}
