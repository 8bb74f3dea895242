import { newId } from '../ids.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import { advance } from './advance.ts';
import { childJob, childRunId, subworkflow } from './child-runs.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange } from './run-events.ts';
import { runEnded, type Run } from './run.ts';

/** What was done to runs within a run, to be audited: last of all, since whoever appends next waits for the end of the transaction. */
type Audited = readonly Pick<Run, 'id' | 'projectId' | 'state'>[];

/**
 * Pauses the runs that do steps of the run, and those within them: `within`, which the transaction has locked. One that somebody has paused for
 * itself stays paused when this one goes on. Answers those that paused, as they were.
 */
export async function pauseWithin(ports: WorkflowPorts, actor: Actor, within: readonly Run[]): Promise<Audited> {
  const paused = within.filter(({ state }) => !runEnded(state) && state !== 'PAUSED');
  for (const one of paused) {
    await ports.store.unqueueSteps(one.id);
    await ports.store.updateRun(one.id, { ...one, state: 'PAUSED' });
  }
  await ports.children.notePaused(
    paused.map(({ id }) => id),
    true,
  );
  for (const one of paused)
    await tell(ports, one, 'PAUSED', `paused with the run that it is a step of, by ${actorName(actor)}`);
  return paused;
}

/** Lets what was paused with the run go on: `within`, which the transaction has locked. Answers those that do, as they were. */
export async function resumeWithin(ports: WorkflowPorts, actor: Actor, within: readonly Run[]): Promise<Audited> {
  const resumed = within.filter(({ state }) => state === 'PAUSED');
  await ports.children.notePaused(
    within.map(({ id }) => id),
    false,
  );
  for (const one of resumed) await ports.store.updateRun(one.id, { ...one, state: 'RUNNING' });
  for (const one of resumed)
    await tell(ports, one, 'RUNNING', `resumed with the run that it is a step of, by ${actorName(actor)}`);
  return resumed;
}

/** Brings the run, and those within it that were resumed with it, as far as they can go, and begins what was to begin within them meanwhile. */
export async function advanceWithin(ports: WorkflowPorts, run: Run, resumed: Audited): Promise<void> {
  const ids = [run, ...resumed].map(({ id }) => id);
  for (const id of ids) await advance(ports, id);
  await beginMissing(ports, ids);
}

/**
 * The runs within the run, locked, as they are then; of one that does not fit, nothing within it either. What begins while this waits for a
 * lock is found as well, and begins no more afterwards: who starts a run within another one holds that one. Call it in the transaction that
 * holds the run's lock, before it changes or publishes anything: runs are locked before topics of the feed.
 */
export async function lockWithin(
  { children, store }: Pick<WorkflowPorts, 'children' | 'store'>,
  run: Run,
  fits: (child: { readonly pausedWithParent: boolean }) => boolean,
): Promise<readonly Run[]> {
  const locked = new Set<string>();
  for (;;) {
    const found: string[] = [];
    for (let open: readonly string[] = [run.id]; open.length > 0;) {
      const below = [...(await children.childrenOf(open)).values()].flat();
      open = below.filter(fits).map(({ runId }) => runId);
      found.push(...open);
    }
    const fresh = found.filter((id) => !locked.has(id));
    if (fresh.length > 0) await store.lockRuns(fresh);
    for (const id of fresh) locked.add(id);
    if (fresh.length > 0) continue;
    const runs = await store.getRuns(found);
    return found.flatMap((id) => runs.get(id) ?? []);
  }
}

/** The job of a run that was to begin while its parent paused has come to nothing. */
async function beginMissing({ store, queue }: WorkflowPorts, runIds: readonly string[]): Promise<void> {
  const steps = [...(await store.stepRunsOf(runIds)).values()].flat();
  const waiting = steps.filter(({ uses, state }) => uses === subworkflow && state === 'WAITING');
  const begun = await store.getRuns(waiting.map(childRunId));
  const jobs = waiting.filter((step) => !begun.has(childRunId(step))).map(childJob);
  await queue.enqueue(jobs.map((job) => ({ ...job, key: `${job.key}:${newId()}` })));
}

async function tell({ feed }: WorkflowPorts, run: Run, state: 'PAUSED' | 'RUNNING', what: string): Promise<void> {
  await publishChange(feed, run, { message: `run: ${what}`, step: null, state: null, runState: state });
}

/** Says in the audit trail what a pause (or its end) did to the runs within the run. */
export async function auditWithin(
  { audit }: Pick<WorkflowPorts, 'audit'>,
  actor: Actor,
  action: 'run.paused' | 'run.resumed',
  { id: within }: Run,
  runs: Audited,
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
