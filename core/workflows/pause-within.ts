import { newId } from '../ids.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import { advance } from './advance.ts';
import { childJob, childRunId, subworkflow } from './child-runs.ts';
import { callNext } from './fair-share.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange } from './run-events.ts';
import { runEnded, type Run } from './run.ts';

/**
 * Pauses the runs that do steps of the run, and those within them. One that somebody has paused for itself stays paused when this one goes on.
 * Call it in the transaction that holds the run's lock, after what it publishes itself.
 */
export async function pauseWithin(ports: WorkflowPorts, actor: Actor, run: Run): Promise<void> {
  const within = await lockWithin(ports, run, () => true);
  const paused = within.filter(({ state }) => !runEnded(state) && state !== 'PAUSED');
  for (const one of paused) {
    await ports.store.unqueueSteps(one.id);
    await ports.store.updateRun(one.id, { ...one, state: 'PAUSED' });
    await tell(ports, one, 'PAUSED', `paused with the run that it is a step of, by ${actorName(actor)}`);
    await callNext(ports, one.projectId, one.id);
  }
  await ports.children.notePaused(
    paused.map(({ id }) => id),
    true,
  );
  await record(ports, actor, 'run.paused', run, paused);
}

/** Lets what was paused with the run go on, and begins what was to begin within it meanwhile. Call it as `pauseWithin`. */
export async function resumeWithin(ports: WorkflowPorts, actor: Actor, run: Run): Promise<void> {
  const within = await lockWithin(ports, run, ({ pausedWithParent }) => pausedWithParent);
  const resumed = within.filter(({ state }) => state === 'PAUSED');
  await ports.children.notePaused(
    within.map(({ id }) => id),
    false,
  );
  for (const one of resumed) {
    await ports.store.updateRun(one.id, { ...one, state: 'RUNNING' });
    await tell(ports, one, 'RUNNING', `resumed with the run that it is a step of, by ${actorName(actor)}`);
  }
  for (const one of resumed) await advance(ports, one.id);
  await beginMissing(ports, [run, ...resumed]);
  await record(ports, actor, 'run.resumed', run, resumed);
}

/** The runs within the run, locked, as they are then; of one that does not fit, nothing within it either. */
async function lockWithin(
  { children, store }: Pick<WorkflowPorts, 'children' | 'store'>,
  run: Run,
  fits: (child: { readonly pausedWithParent: boolean }) => boolean,
): Promise<readonly Run[]> {
  const found: string[] = [];
  for (let open: readonly string[] = [run.id]; open.length > 0;) {
    const below = [...(await children.childrenOf(open)).values()].flat();
    open = below.filter(fits).map(({ runId }) => runId);
    found.push(...open);
  }
  if (found.length === 0) return [];
  await store.lockRuns(found);
  const runs = await store.getRuns(found);
  return found.flatMap((id) => runs.get(id) ?? []);
}

/** The job of a run that was to begin while its parent paused has come to nothing. */
async function beginMissing({ store, queue }: WorkflowPorts, runs: readonly Run[]): Promise<void> {
  const steps = [...(await store.stepRunsOf(runs.map(({ id }) => id))).values()].flat();
  const waiting = steps.filter(({ uses, state }) => uses === subworkflow && state === 'WAITING');
  const begun = await store.getRuns(waiting.map(childRunId));
  const jobs = waiting.filter((step) => !begun.has(childRunId(step))).map(childJob);
  await queue.enqueue(jobs.map((job) => ({ ...job, key: `${job.key}:${newId()}` })));
}

async function tell({ feed }: WorkflowPorts, run: Run, state: 'PAUSED' | 'RUNNING', what: string): Promise<void> {
  await publishChange(feed, run, { message: `run: ${what}`, step: null, state: null, runState: state });
}

/** Last of all, since whoever appends next waits for the end of the transaction. */
async function record(
  { audit }: WorkflowPorts,
  actor: Actor,
  action: string,
  { id: within }: Run,
  runs: readonly Run[],
): Promise<void> {
  for (const { id, projectId, state } of runs)
    await audit.append({
      actor: actorName(actor),
      action,
      target: `run:${id}`,
      projectId,
      reason: null,
      oldValue: { state },
      newValue: { state: action === 'run.paused' ? 'PAUSED' : 'RUNNING', within },
    });
}
