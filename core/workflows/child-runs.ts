import type { NewJob } from '../ports/job-queue.ts';
import type { WorkflowPorts } from './ports.ts';
import { roundId } from './round.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { runEnded, type Run, type StepOutputRef, type StepRun } from './run.ts';

/** What a step uses that is a workflow of its own. */
export const subworkflow = 'subworkflow';

/** Workflows within workflows, at most so deep. */
export const maxDepth = 10;

/** The run that does this step, in this round. */
export const childRunId = (step: Pick<StepRun, 'id' | 'round'>): string => roundId('child-run', step);

/** The job that starts it. */
export function childJob(step: Pick<StepRun, 'id' | 'round'>): NewJob {
  return { queue: 'advance', key: `child:${childRunId(step)}`, payload: { childOf: step.id } };
}

/** The jobs that end the runs of those steps that wait for one: what they are a part of has ended. */
export function cancelChildrenJobs(steps: readonly StepRun[]): readonly NewJob[] {
  const waiting = steps.filter(({ uses, state }) => uses === subworkflow && state === 'WAITING');
  return waiting.map((step) => ({
    queue: 'advance',
    key: `cancel:${childRunId(step)}`,
    payload: { cancelRun: childRunId(step) },
  }));
}

/** The job that looks at the run whose step this one does; none for a run for itself. */
export async function parentJobs(
  { children }: Pick<WorkflowPorts, 'children'>,
  { id, reopened }: Pick<Run, 'id' | 'reopened'>,
): Promise<readonly NewJob[]> {
  const parent = (await children.parentsOf([id])).get(id);
  if (!parent) return [];
  return [{ queue: 'advance', key: `child-ended:${id}:${String(reopened)}`, payload: { runId: parent.parentRunId } }];
}

/**
 * Ends those steps whose own run has ended, with its results; true when there were any. Call it in the transaction that holds the lock of
 * the parent run.
 */
export async function takeEndedChildren(
  { store, feed }: Pick<WorkflowPorts, 'store' | 'feed'>,
  run: Run,
  steps: readonly StepRun[],
): Promise<boolean> {
  const waiting = steps.filter(({ uses, state }) => uses === subworkflow && state === 'WAITING');
  if (waiting.length === 0) return false;
  const runs = await store.getRuns(waiting.map(childRunId));
  const ended = waiting.flatMap((step) => {
    const child = runs.get(childRunId(step));
    return child && runEnded(child.state) ? [{ step, child }] : [];
  });
  const outputs = await outputsOf(
    store,
    ended.map(({ child }) => child.id),
  );
  for (const { step, child } of ended) {
    const isDone = child.state === 'COMPLETED';
    const reason = isDone ? child.error : `its run ${child.state.toLowerCase()}: ${child.error ?? 'no reason given'}`;
    await store.endStep(step.id, null, {
      state: isDone ? 'COMPLETED' : 'FAILED',
      reason,
      log: null,
      outputs: isDone ? (outputs.get(child.id) ?? []) : [],
      reused: null,
    });
    const state = isDone ? 'COMPLETED' : 'FAILED';
    const message = stepMessage(
      step.step,
      reason === null ? state.toLowerCase() : `${state.toLowerCase()} (${reason})`,
      null,
    );
    await publishChange(feed, run, { message, step: step.step, state, runState: null });
  }
  return ended.length > 0;
}

async function outputsOf(
  store: WorkflowPorts['store'],
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StepOutputRef[]>> {
  const steps = await store.stepRunsOf(runIds);
  return new Map(
    [...steps].map(([id, all]) => {
      const outputs = all.filter(({ state }) => state === 'COMPLETED').flatMap((step) => step.outputs);
      return [id, [...new Map(outputs.map((output) => [output.assetId, output])).values()]];
    }),
  );
}
