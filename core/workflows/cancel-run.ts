import { failureKey } from './advance.ts';
import { callNext } from './fair-share.ts';
import { cancelChildrenJobs, parentJobs } from './child-runs.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange } from './run-events.ts';
import { callWaiting } from './run-room.ts';
import { runEnded, stepEnded } from './run.ts';
import { stopAttempts } from './stop-attempts.ts';
import { tellTasks } from './task-events.ts';

/**
 * Ends a run whatever its steps are at: what never began is skipped, and what is being done at this moment is stopped and writes nothing any
 * more. FAILED: by the hub, and who started it is told; CANCELLED: by a person. Nothing for a run that has ended, or is not there.
 * Joins the ambient transaction.
 */
export async function cancelRun(
  ports: Pick<WorkflowPorts, 'store' | 'feed' | 'queue' | 'children' | 'quotas' | 'stepsPerProject'>,
  runId: string,
  reason: string,
  as: 'FAILED' | 'CANCELLED' = 'FAILED',
): Promise<void> {
  const { store, feed, queue } = ports;
  const run = await store.lockRun(runId);
  if (!run || runEnded(run.state)) return;
  const steps = (await store.stepRunsOf([runId])).get(runId) ?? [];
  await store.skipSteps(
    steps.filter(({ state }) => !stepEnded(state)).map(({ id }) => ({ id, reason, cutShort: true })),
  );
  const closed = await store.closeTasks(runId, 'its run has ended');
  await store.updateRun(runId, { state: as, percent: run.percent, error: reason });
  const message = `run: ${as.toLowerCase()} (${reason})`;
  await publishChange(feed, run, { message, step: null, state: null, runState: as });
  await tellTasks(feed, closed, 'CHANGED');
  await stopAttempts(feed, runId);
  // What it had given out leaves room.
  await callNext(ports, run.projectId, run.id);
  await callWaiting(ports, run.projectId);
  if (as === 'FAILED' && run.startedById !== null)
    await queue.enqueue([{ queue: 'notify', key: failureKey(run), payload: { runId } }]);
  await queue.enqueue([...(await parentJobs(ports, run)), ...cancelChildrenJobs(steps)]);
}
