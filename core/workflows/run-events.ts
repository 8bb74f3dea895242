import type { ChangeFeed } from '../ports/change-feed.ts';
import { runEnded, type Run, type RunState, type StepState } from './run.ts';

/** What a change on `run:<runId>` and `project-runs:<projectId>` says. A type, not an interface: it goes out as JSON. */
export type RunChange = {
  readonly runId: string;
  readonly projectId: string;
  /** 'convert: completed (reused), series AX T1' */
  readonly message: string;
  readonly step: string | null;
  /** The step on one item; null on a change of the run, and of a step on all its items. */
  readonly stepRunId: string | null;
  readonly state: StepState | null;
  /** The run's state, set on a change of the run itself. */
  readonly runState: RunState | null;
  /** How often the run had gone on after an end. */
  readonly reopened: number;
};

/** Publishes a change of a run on its own topic and its project's; always in this order, so that two can't block each other. */
export async function publishChange(
  feed: ChangeFeed,
  run: Pick<Run, 'id' | 'projectId'> & { readonly reopened?: number },
  change: Omit<RunChange, 'runId' | 'projectId' | 'reopened' | 'stepRunId'> & { readonly stepRunId?: string },
): Promise<void> {
  const payload: RunChange = {
    ...{ runId: run.id, projectId: run.projectId, reopened: run.reopened ?? 0, stepRunId: null },
    ...change,
  };
  await feed.publishAll([`run:${run.id}`, `project-runs:${run.projectId}`].map((topic) => ({ topic, payload })));
}

/** True for the last change of a run, unless it goes on after that. */
export function isLastChange(change: RunChange): boolean {
  return change.runState !== null && runEnded(change.runState);
}

/** How a step's change reads. `item`: label of its series. */
export function stepMessage(step: string, what: string, item: string | null): string {
  return item === null ? `${step}: ${what}` : `${step}: ${what}, series ${item}`;
}
