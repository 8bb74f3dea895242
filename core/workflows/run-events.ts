import type { ChangeFeed } from '../ports/change-feed.ts';
import { runEnded, type Run, type RunState, type StepState } from './run.ts';

/** What a change on `run:<runId>` and `project-runs:<projectId>` says. A type, not an interface: it goes out as JSON. */
export type RunChange = {
  readonly runId: string;
  readonly projectId: string;
  /** 'convert: completed (reused), series AX T1' */
  readonly message: string;
  readonly step: string | null;
  readonly state: StepState | null;
  /** The run's state, set on a change of the run itself. */
  readonly runState: RunState | null;
};

/** Publishes a change of a run on its own topic and its project's; always in this order, so that two can't block each other. */
export async function publishChange(
  feed: ChangeFeed,
  run: Pick<Run, 'id' | 'projectId'>,
  change: Omit<RunChange, 'runId' | 'projectId'>,
): Promise<void> {
  const payload: RunChange = { runId: run.id, projectId: run.projectId, ...change };
  await feed.publish(`run:${run.id}`, payload);
  await feed.publish(`project-runs:${run.projectId}`, payload);
}

/** True for the last change of a run. */
export function isLastChange(change: RunChange): boolean {
  return change.runState !== null && runEnded(change.runState);
}

/** How a step's change reads. `item`: label of its series. */
export function stepMessage(step: string, what: string, item: string | null): string {
  return item === null ? `${step}: ${what}` : `${step}: ${what}, series ${item}`;
}
