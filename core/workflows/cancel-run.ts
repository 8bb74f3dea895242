import { failureKey } from './advance.ts';
import { cancelChildrenJobs, parentJobs } from './child-runs.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange } from './run-events.ts';
import { runEnded, stepEnded } from './run.ts';
import { stopAttempts } from './stop-attempts.ts';

/**
 * Ends a run as failed, whatever its steps are at: what never began is skipped, and what is being done at this moment writes nothing any more.
 * Nothing for a run that has ended, or is not there. Joins the ambient transaction.
 */
export async function cancelRun(
  { store, feed, queue, children }: Pick<WorkflowPorts, 'store' | 'feed' | 'queue' | 'children'>,
  runId: string,
  reason: string,
): Promise<void> {
  const run = await store.lockRun(runId);
  if (!run || runEnded(run.state)) return;
  const steps = (await store.stepRunsOf([runId])).get(runId) ?? [];
  await store.skipSteps(
    steps.filter(({ state }) => !stepEnded(state)).map(({ id }) => ({ id, reason, cutShort: true })),
  );
  await stopAttempts(feed, runId);
  await store.closeTasks(runId, 'its run has ended');
  await store.updateRun(runId, { state: 'FAILED', percent: run.percent, error: reason });
  await publishChange(feed, run, { message: `run: failed (${reason})`, step: null, state: null, runState: 'FAILED' });
  if (run.startedById !== null) await queue.enqueue([{ queue: 'notify', key: failureKey(run), payload: { runId } }]);
  await queue.enqueue([...(await parentJobs({ children }, run)), ...cancelChildrenJobs(steps)]);
}
