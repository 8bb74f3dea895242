import { HubError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { QuotaUse } from '../ports/run-quotas.ts';
import type { WorkflowPorts } from './ports.ts';

/** How often somebody looks whether what waits has room: at the latest then a new day is seen. */
const lookMs = 60_000;

/** What is full, in words; null: nothing. */
function whyFull({ maxRuns, maxRunsADay, runs, runsToday }: QuotaUse, isNew: boolean) {
  if (maxRuns !== null && runs >= maxRuns)
    return {
      limit: 'maxRuns',
      max: maxRuns,
      message: `the project has ${String(maxRuns)} runs under way, which is all that it may`,
    };
  if (isNew && maxRunsADay !== null && runsToday >= maxRunsADay)
    return {
      limit: 'maxRunsADay',
      max: maxRunsADay,
      message: `${String(maxRunsADay)} runs of the project were started today (UTC), which is all that may be`,
    };
  return null;
}

/**
 * Passes when the project has room for a run, which stays so until the ambient transaction ends.
 * @param isNew false: one that had been started before goes on
 * @throws QUOTA_EXCEEDED whose details name the limit
 */
export async function requireRoom(
  { quotas }: Pick<WorkflowPorts, 'quotas'>,
  projectId: string,
  isNew = true,
): Promise<void> {
  refuseFull(await quotas.hold(projectId), isNew);
}

/** @throws QUOTA_EXCEEDED as `requireRoom`, of a quota that is held */
export function refuseFull(use: QuotaUse | null, isNew = true): void {
  const full = use && whyFull(use, isNew);
  if (full) throw new HubError('QUOTA_EXCEEDED', full.message, { limit: full.limit, max: full.max });
}

/** Whether what a trigger starts has room, those that wait already coming first; as `requireRoom`. */
export async function hasRoom(
  { quotas }: Pick<WorkflowPorts, 'quotas'>,
  projectId: string,
  isNext: boolean,
): Promise<boolean> {
  const use = await quotas.hold(projectId);
  return use === null || (whyFull(use, true) === null && (isNext || use.waiting === 0));
}

/** How many of those that wait may start now. */
export function roomOf({ maxRuns, maxRunsADay, runs, runsToday, waiting }: QuotaUse): number {
  return Math.max(0, Math.min(waiting, (maxRuns ?? Infinity) - runs, (maxRunsADay ?? Infinity) - runsToday));
}

/**
 * While anything waits for room in the project: has it looked at, at once where there is room, and again after a while. Joins the ambient
 * transaction.
 * @param turnBefore of the look that this is; null: it is none
 */
export async function callWaiting(
  { quotas, queue }: Pick<WorkflowPorts, 'quotas' | 'queue'>,
  projectId: string,
  turnBefore: number | null = null,
): Promise<void> {
  if (!(await quotas.anyWaits(projectId))) return;
  const use = await quotas.use(projectId);
  const due = Math.floor(use.now.getTime() / lookMs) + 1;
  const turn = Math.max(due, (turnBefore ?? 0) + 1);
  const look = (key: string, more: Partial<NewJob>): NewJob => ({
    ...{ queue: 'advance', key: `waiting:${projectId}:${key}`, payload: { waitingOf: projectId, turn } },
    ...more,
  });
  await queue.enqueue([
    look(String(turn), { runAfter: new Date(due * lookMs) }),
    ...(roomOf(use) > 0 ? [look(newId(), { payload: { waitingOf: projectId } })] : []),
  ]);
}
