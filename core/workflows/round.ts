import { nameId } from '../ids.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { StepRun } from './run.ts';

/** The id of something that a step leaves: in each round another one, so that nothing of an earlier round is overwritten. */
export function roundId(
  what: string,
  { id, round }: Pick<StepRun, 'id' | 'round'>,
  ...parts: readonly string[]
): string {
  return nameId(what, round === 0 ? id : `${id} round ${String(round)}`, ...parts);
}

/** The job that does a step. A key serves once, so each turn has its own. */
export function jobOf({ id, uses, turn }: Pick<StepRun, 'id' | 'uses' | 'turn'>): NewJob {
  return {
    queue: uses === 'notify' ? 'notify' : 'step',
    key: turn === 0 ? `step:${id}` : `step:${id}:turn ${String(turn)}`,
    payload: { stepRunId: id, turn },
  };
}

/** The turn that a job's payload says; the first for a job of a former version. */
export function turnOf(payload: NewJob['payload']): number {
  return typeof payload['turn'] === 'number' ? payload['turn'] : 0;
}
