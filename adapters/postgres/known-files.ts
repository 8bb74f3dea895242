import type { IntakeStore, Known, TurnedAwayFile } from '../../core/ports/intake-store.ts';
import type { ReceivedFile } from '../../core/intake/intake.ts';

type ArrivingFile = Parameters<IntakeStore['meet']>[0][number];
export type MetFile = Omit<ArrivingFile, 'originalObject' | 'contentSha256'> &
  Pick<TurnedAwayFile, 'contentSha256'> &
  Pick<ReceivedFile, 'state' | 'reason'>;

const isWaiting = ({ state }: MetFile): boolean => state === 'RECEIVED' || state === 'QUARANTINED';

/** What these rows, in order of arrival, say of a file. */
export function knownOf(file: ArrivingFile, rows: readonly MetFile[], updatingPools: ReadonlySet<string>): Known {
  const before = rows.find(({ id }) => id === file.id);
  const living = rows.filter(
    (row) =>
      row.projectId === file.projectId &&
      row.sopInstanceUID !== null &&
      row.sopInstanceUID === file.sopInstanceUID &&
      (isWaiting(row) || row.state === 'APPROVED'),
  );
  const same = rows.filter(
    ({ poolId, contentSha256, state }) =>
      poolId === file.poolId && contentSha256 === file.contentSha256 && state !== 'REFUSED' && state !== 'DUPLICATE',
  );
  // What took the place of these bytes may have been rejected since: then they may come again.
  const counting = same.find(({ state }) => state !== 'REPLACED') ?? (living.length > 0 ? same[0] : undefined);
  const others = living.filter(({ contentSha256 }) => contentSha256 !== null && contentSha256 !== file.contentSha256);
  const isReplaceable = (row: MetFile): boolean => row.poolId === file.poolId || !isWaiting(row);
  const isUpdate = others.length > 0 && updatingPools.has(file.poolId) && others.every(isReplaceable);
  return {
    before: before ? { state: before.state, reason: before.reason } : null,
    sameContent: counting?.state ?? null,
    conflict: others.length > 0 && !isUpdate,
    isUpdate,
  };
}
