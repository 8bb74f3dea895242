import { newId } from '../ids.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Run, StepRun } from './run.ts';

/** How often somebody looks at a line that nothing moves: what two processes did at the same time may have left room unseen. */
const lookMs = 10_000;

/** People take their own time, and a message is no work: neither counts for the share. */
const uncounted: ReadonlySet<string> = new Set(['human', 'notify']);

type Shares = Pick<WorkflowPorts, 'store' | 'queue' | 'stepsPerProject'>;

/**
 * Those of the run's steps that may be given out now. The others stand in the project's line, by the priority of their runs and then by the
 * time since when they could begin. Two processes that look at the same time may give out a few more than the limit.
 */
export async function admitted(ports: Shares, run: Run, starts: readonly StepRun[]): Promise<ReadonlySet<string>> {
  const all = new Set(starts.map(({ id }) => id));
  const counted = starts.filter(({ uses }) => !uncounted.has(uses)).map(({ id }) => id);
  if (counted.length === 0) return all;
  const { limit, active, waiting } = await ports.store.lineOf(run.projectId, ports.stepsPerProject ?? null);
  if (limit === null || (waiting === 0 && active + counted.length <= limit)) return all;
  await ports.store.standInLine(run, counted);
  const next = active < limit ? await ports.store.nextInLine(run.projectId, limit - active) : [];
  const free = new Set(next.map(({ stepRunId }) => stepRunId));
  return new Set(starts.filter(({ id, uses }) => uncounted.has(uses) || free.has(id)).map(({ id }) => id));
}

/**
 * Lets the runs whose steps are next in the project's line be looked at, but for one that has just been. While anybody stands in line,
 * somebody looks again after a while. Joins the ambient transaction.
 * @param turnBefore of the look that this is; null: it is none
 */
export async function callNext(
  ports: Shares,
  projectId: string,
  but: string | null,
  turnBefore: number | null = null,
): Promise<void> {
  const { limit, active, waiting, now } = await ports.store.lineOf(
    projectId,
    ports.stepsPerProject ?? null,
    'IF_WAITING',
  );
  if (waiting === 0) return;
  const room = limit === null ? waiting : limit - active;
  const next = room > 0 ? await ports.store.nextInLine(projectId, room) : [];
  const runIds = [...new Set(next.map(({ runId }) => runId))].filter((id) => id !== but);
  // By the clock that lets the job go, and never the turn of this look again, whose key has served: else nobody would look any more.
  const due = Math.floor(now.getTime() / lookMs) + 1;
  const turn = Math.max(due, (turnBefore ?? 0) + 1);
  const jobs: NewJob[] = runIds.map((runId) => ({ queue: 'advance', key: `line:${newId()}`, payload: { runId } }));
  await ports.queue.enqueue([
    ...jobs,
    {
      queue: 'advance',
      key: `line:${projectId}:${String(turn)}`,
      payload: { lineOf: projectId, turn },
      runAfter: new Date(due * lookMs),
    },
  ]);
}
