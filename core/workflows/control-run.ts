import { requireLiving } from '../assets/living.ts';
import { requirePermitted } from '../assets/require-permitted.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import { workflowOf } from './advance.ts';
import { cancelRun } from './cancel-run.ts';
import { childRunId } from './child-runs.ts';
import { callNext } from './fair-share.ts';
import { advanceWithin, auditWithin, lockWithin, pauseWithin, resumeWithin } from './pause-within.ts';
import type { WorkflowPorts } from './ports.ts';
import { requirePromotedAgain } from './promoted.ts';
import { redoSteps } from './redo-steps.ts';
import { publishChange } from './run-events.ts';
import { requireRoom } from './run-room.ts';
import { requireStarter } from './start-run.ts';
import { runEnded, type Run, type RunPriority, type RunState } from './run.ts';

export interface ControlRunInput {
  readonly runId: string;
  readonly reason: string | null;
}

export interface RetryRunInput extends ControlRunInput {
  /** Null: what failed, and what depends on it. */
  readonly fromStep: string | null;
}

/** The run, for who may start it. @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
export async function requireRunnable(ports: WorkflowPorts, actor: Actor, runId: string): Promise<Run> {
  requireSignedIn(actor);
  const run = (await ports.store.getRuns([runId].filter(isId))).get(runId);
  if (!run || !may(actor, 'workflow.read', run.projectId)) throw notFound('run');
  authorize(actor, 'workflow.run', run.projectId);
  return run;
}

/** The reason without blanks around it, null for none. @throws BAD_USER_INPUT */
export function readReason(reason: string | null, required: boolean): string | null {
  const text = reason?.trim() ?? '';
  if (text.length > 1000 || text.includes('\u0000') || (required && text === ''))
    throw badInput('input.reason', required ? 'why, in 1 to 1000 characters' : 'up to 1000 characters', reason);
  return text === '' ? null : text;
}

/**
 * The run, in which nothing begins until it is resumed, nor in the runs that do its steps; steps that have begun end, and people's tasks stay
 * open. One that pauses already stays as it is.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT when it has ended
 */
export async function pauseRun(ports: WorkflowPorts, actor: Actor, input: ControlRunInput): Promise<Run> {
  const reason = readReason(input.reason, false);
  return change(ports, actor, input.runId, 'run.paused', reason, async (run) => {
    if (run.state === 'PAUSED') return false;
    requireLive(run);
    const within = await lockWithin(ports, run, () => true);
    await ports.store.unqueueSteps(run.id);
    await ports.store.updateRun(run.id, { ...run, state: 'PAUSED' });
    await tell(ports, run, 'PAUSED', `paused by ${actorName(actor)}`, reason);
    const paused = await pauseWithin(ports, actor, within);
    await callNext(ports, run.projectId, run.id);
    await auditWithin(ports, actor, 'run.paused', run, paused);
    return true;
  });
}

/**
 * The run, going on after a pause, and with it the runs that paused with it; one that does not pause stays as it is.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT when it has ended
 */
export async function resumeRun(ports: WorkflowPorts, actor: Actor, input: ControlRunInput): Promise<Run> {
  const reason = readReason(input.reason, false);
  return change(ports, actor, input.runId, 'run.resumed', reason, async (run) => {
    requireLive(run);
    if (run.state !== 'PAUSED') return false;
    const within = await lockWithin(ports, run, ({ pausedWithParent }) => pausedWithParent);
    await ports.store.updateRun(run.id, { ...run, state: 'RUNNING' });
    await ports.children.notePaused([run.id], false);
    await tell(ports, run, 'RUNNING', `resumed by ${actorName(actor)}`, reason);
    const resumed = await resumeWithin(ports, actor, within);
    await advanceWithin(ports, run, resumed);
    await auditWithin(ports, actor, 'run.resumed', run, resumed);
    return true;
  });
}

/**
 * The run as cancelled: what has begun is stopped, wherever it works, and nothing more begins. One that is cancelled already stays as it is.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT without a reason, CONFLICT when it has ended otherwise
 */
export async function cancelRunFor(ports: WorkflowPorts, actor: Actor, input: ControlRunInput): Promise<Run> {
  const reason = readReason(input.reason, true);
  return change(ports, actor, input.runId, 'run.cancelled', reason, async (run) => {
    if (run.state === 'CANCELLED') return false;
    requireLive(run);
    await cancelRun(ports, run.id, `cancelled by ${actorName(actor)}: ${reason ?? ''}`, 'CANCELLED');
    return true;
  });
}

/**
 * The run with another priority, which says whose steps go first where its project's steps stand in line.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, CONFLICT when it has ended
 */
export async function setRunPriority(
  ports: WorkflowPorts,
  actor: Actor,
  { runId, priority }: { readonly runId: string; readonly priority: RunPriority },
): Promise<Run> {
  return change(ports, actor, runId, 'run.priority', null, async (run) => {
    if (run.priority === priority) return false;
    requireLive(run);
    await ports.store.setPriority(run.id, priority);
    await callNext(ports, run.projectId, null);
    return true;
  });
}

/**
 * The same run, going on: what failed or was cut short is done again, and, with `fromStep`, that step for all series, each with all that depends
 * on it. A paused run stays paused. Results of earlier rounds stay.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT when there is nothing to do again, WITHDRAWN, OUTSIDE_CONTEXT;
 * NOT_PROMOTED when it has ended and its version does not run any more, QUOTA_EXCEEDED when it has ended and others have its place
 */
export async function retryRun(ports: WorkflowPorts, actor: Actor, input: RetryRunInput): Promise<Run> {
  const reason = readReason(input.reason, false);
  const { fromStep } = input;
  return change(ports, actor, input.runId, 'run.retried', reason, async (run) => {
    const exam = (await ports.graph.getAssets([run.examId])).get(run.examId);
    if (!exam) throw notFound('exam of that run');
    requireLiving('input.runId', exam);
    const workflow = await workflowOf(ports, run);
    await requireStarter(ports, actor, workflow);
    if (runEnded(run.state)) await requirePromotedAgain(ports, run, workflow);
    await requirePermitted(ports, actor, exam, 'WORKFLOW', workflow.name);
    await requireWanted(ports, run);
    const steps = (await ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
    if (fromStep !== null && !steps.some(({ step }) => step === fromStep))
      throw badInput('input.fromStep', 'a step of the run', fromStep);
    const again = steps.filter(({ state, cutShort, step }) => state === 'FAILED' || cutShort || step === fromStep);
    if (again.length === 0)
      throw new HubError('CONFLICT', 'no step of the run has failed: name the step from which it is done again', {
        field: 'input.fromStep',
        expected: 'a step of the run',
        received: 'null',
      });
    const why = `retried by ${actorName(actor)}${reason === null ? '' : `: ${reason}`}`;
    if (runEnded(run.state)) {
      // Of a run within a run the outer one is counted.
      if (!(await ports.children.parentsOf([run.id])).has(run.id)) await requireRoom(ports, run.projectId, false);
      await ports.store.reopenRun(run.id);
      await ports.store.updateRun(run.id, { state: 'RUNNING', percent: 0, error: null });
      await tell(ports, run, 'RUNNING', why, null);
    }
    await redoSteps(ports, runEnded(run.state) ? { ...run, state: 'RUNNING' } : run, again, why);
    return true;
  });
}

/** A run that does a step of another one goes on only while that one waits for it. @throws CONFLICT */
async function requireWanted({ children, store }: WorkflowPorts, { id }: Run): Promise<void> {
  const parent = (await children.parentsOf([id])).get(id);
  if (!parent) return;
  const step = (await store.getStepRuns([parent.stepRunId])).get(parent.stepRunId);
  if (step?.state === 'WAITING' && childRunId(step) === id) return;
  throw new HubError(
    'CONFLICT',
    `the run ${parent.parentRunId}, of which it is a step, waits for it no longer: retry that one`,
  );
}

function requireLive(run: Run): void {
  if (runEnded(run.state)) throw new HubError('CONFLICT', `the run has ended as ${run.state}`);
}

async function tell(
  ports: WorkflowPorts,
  run: Run,
  state: RunState,
  what: string,
  reason: string | null,
): Promise<void> {
  const message = `run: ${what}${reason === null ? '' : ` (${reason})`}`;
  await publishChange(ports.feed, run, { message, step: null, state: null, runState: state });
}

/** Changes a run under its lock and audits it; `work` answers whether anything changed. */
async function change(
  ports: WorkflowPorts,
  actor: Actor,
  runId: string,
  action: string,
  reason: string | null,
  work: (run: Run) => Promise<boolean>,
): Promise<Run> {
  await requireRunnable(ports, actor, runId);
  return ports.transactor.transact(async () => {
    const run = await ports.store.lockRun(runId);
    if (!run) throw notFound('run');
    if (!(await work(run))) return run;
    const after = (await ports.store.getRuns([runId])).get(runId) ?? run;
    await ports.audit.append({
      actor: actorName(actor),
      action,
      target: `run:${runId}`,
      projectId: run.projectId,
      reason,
      oldValue: { state: run.state, priority: run.priority },
      newValue: { state: after.state, priority: after.priority },
    });
    return after;
  });
}
