import type { ProgramEnd } from '../../core/programs/held-program.ts';
import { containerName } from './job-manifest.ts';
import type { Condition, Job, Pod, Terminated } from './objects.ts';

/**
 * How a job stands. `REFUSED`: its container can't begin, and waiting would not help. `GOING`: its pod is being ended, and hasn't ended yet.
 * `words` of an end: what the node says where the program could say nothing itself; null: nothing.
 */
export type Standing =
  | { readonly is: 'WAITING' | 'RUNNING' | 'GOING' }
  | { readonly is: 'REFUSED'; readonly why: string }
  | { readonly is: 'ENDED'; readonly end: ProgramEnd; readonly words: string | null };

/** Reasons of a container that waits, which only another step would change. */
const refusals: ReadonlySet<string> = new Set([
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);
/** Of one that has ended without having begun. */
const neverBegan: ReadonlySet<string> = new Set(['StartError', 'ContainerCannotRun']);
const maxWords = 500;

/** @param pod the job's own; null: it has none, not yet or not any more */
export function standingOf(job: Job, pod: Pod | null, timeoutS: number): Standing {
  const failed = conditionOf(job.status?.conditions, 'Failed');
  if (!pod) {
    if (conditionOf(job.status?.conditions, 'Complete')) return code(0);
    if (!failed) return { is: 'WAITING' };
    return failed.reason === 'DeadlineExceeded'
      ? timeout(timeoutS)
      : lost(`its job has failed, and its pod is gone${told(failed)}`);
  }
  const { status } = pod;
  const state = status?.containerStatuses?.find(({ name }) => name === containerName)?.state;
  // A node that has stopped it for its time may have no more to say of its container.
  const terminated = state?.terminated ?? null;
  if (terminated !== null || status?.phase === 'Failed' || status?.phase === 'Succeeded')
    return endOf(pod, terminated, timeoutS);
  if (state?.waiting && refusals.has(state.waiting.reason ?? ''))
    return { is: 'REFUSED', why: toldPlainly(state.waiting) };
  if (state?.waiting?.reason === 'ImagePullBackOff') return lost(`its image can't be pulled${told(state.waiting)}`);
  if (isSet(pod.metadata.deletionTimestamp)) return { is: 'GOING' };
  return { is: state?.running ? 'RUNNING' : 'WAITING' };
}

function endOf({ metadata, status }: Pod, terminated: Terminated | null, timeoutS: number): Standing {
  if (terminated?.exitCode === 0) return code(0);
  if (status?.reason === 'DeadlineExceeded') return timeout(timeoutS);
  if (terminated?.reason === 'OOMKilled') return { is: 'ENDED', end: { how: 'MEMORY' }, words: null };
  const disrupted = conditionOf(status?.conditions, 'DisruptionTarget');
  if (disrupted) return lost(`its pod was ended by the cluster${told(disrupted)}`);
  if (isSet(metadata.deletionTimestamp)) return lost('its pod was removed');
  if (terminated) {
    const words = neverBegan.has(terminated.reason ?? '') ? toldPlainly(terminated) : null;
    // A container that was evicted, or that its node lost sight of, has a code as well, which says nothing about the program.
    if (terminated.reason === 'ContainerStatusUnknown') return lost(`its node lost it${told(terminated)}`);
    if (status?.reason !== undefined) return lost(`its pod has failed${told(status)}`);
    return { is: 'ENDED', end: { how: 'CODE', code: terminated.exitCode }, words };
  }
  return status?.phase === 'Succeeded' ? code(0) : lost(`its pod has failed${told(status ?? {})}`);
}

function code(value: number): Standing {
  return { is: 'ENDED', end: { how: 'CODE', code: value }, words: null };
}

function timeout(seconds: number): Standing {
  return { is: 'ENDED', end: { how: 'TIMEOUT', seconds }, words: null };
}

export function lost(why: string): Standing {
  return { is: 'ENDED', end: { how: 'LOST', why }, words: null };
}

function conditionOf(conditions: readonly Condition[] | null | undefined, type: string): Condition | undefined {
  return conditions?.find((one) => one.type === type && one.status === 'True');
}

interface Told {
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

function toldPlainly({ reason, message }: Told): string {
  return [reason, message]
    .filter((text) => text !== undefined && text !== '')
    .join(': ')
    .slice(0, maxWords);
}

function told(what: Told): string {
  const words = toldPlainly(what);
  return words === '' ? '' : ` (${words})`;
}

function isSet(time: string | null | undefined): boolean {
  return time !== null && time !== undefined;
}
