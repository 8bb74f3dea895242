import { notFound } from '../errors.ts';
import { requireGiven } from '../given-cursor.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Change } from '../ports/change-feed.ts';
import type { WorkflowPorts } from './ports.ts';
import { ownNotifications } from './queries.ts';
import { isLastChange, type RunChange } from './run-events.ts';
import { runEnded, type Notification, type Run } from './run.ts';

/** One change of a run, as subscribers get it. */
export interface RunEvent extends RunChange {
  readonly cursor: string;
  readonly at: Date;
}

/** What an earlier version published lacks some of it. */
type Published = Omit<RunChange, 'stepRunId' | 'reopened'> & Partial<Pick<RunChange, 'stepRunId' | 'reopened'>>;

export type Feeds = Pick<WorkflowPorts, 'store' | 'feed' | 'refreshActor'>;

/** @throws the same as a new subscription would: roles may have changed since this one began */
async function stillMay(feeds: Feeds, actor: Actor, projectId: string): Promise<void> {
  authorize(await feeds.refreshActor(actor), 'workflow.read', projectId);
}

export function eventOf(change: Change): RunEvent {
  const { stepRunId = null, reopened = 0, ...rest } = change.payload as unknown as Published;
  return { ...rest, stepRunId, reopened, cursor: change.cursor, at: change.at };
}

/**
 * Changes of one run, ending after its last one. `after` null: those from now on; of a run that has ended, its last.
 * The policy is asked now and for each event.
 * @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT
 */
export async function runProgress(
  feeds: Feeds,
  actor: Actor,
  runId: string,
  after: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<RunEvent>> {
  requireSignedIn(actor);
  const run = (await feeds.store.getRuns([runId].filter(isId))).get(runId);
  if (!run || !may(actor, 'workflow.read', run.projectId)) throw notFound('run');
  await requireGiven(feeds.feed, `run:${run.id}`, after);
  return changesOfRun(feeds, actor, run, after, signal);
}

async function* changesOfRun(
  feeds: Feeds,
  actor: Actor,
  run: Run,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  // Of one that has ended nothing comes any more: who has seen its last event would wait for ever.
  if (after !== null && runEnded(run.state) && BigInt(await feeds.feed.newest(`run:${run.id}`)) <= BigInt(after))
    return;
  for await (const event of after === null ? fromNowOn(feeds, run.id, signal) : replay(feeds, run.id, after, signal)) {
    await stillMay(feeds, actor, run.projectId);
    yield event;
    if (isLastChange(event) && !(await hasGoneOn(feeds, event))) return;
  }
}

/** Whether the run was reopened after that end. */
async function hasGoneOn(feeds: Feeds, { runId, reopened }: RunChange): Promise<boolean> {
  const run = (await feeds.store.getRuns([runId])).get(runId);
  return run !== undefined && run.reopened > reopened;
}

async function* replay(feeds: Feeds, runId: string, after: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  for await (const change of feeds.feed.subscribe(`run:${runId}`, after, signal)) yield eventOf(change);
}

/**
 * New changes. The run may have ended just before "now", and then none would ever come: so it is looked at after "now" was set. What
 * ends it after that look publishes its last change after "now"; what ended it before has published it, and that is told.
 */
async function* fromNowOn(feeds: Feeds, runId: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const now = await feeds.feed.newest(`run:${runId}`);
  const run = (await feeds.store.getRuns([runId])).get(runId);
  if (run && !runEnded(run.state)) {
    yield* replay(feeds, runId, now, signal);
    return;
  }
  let reached = false;
  for await (const event of replay(feeds, runId, '0', signal)) {
    reached ||= isLastChange(event) && !(await hasGoneOn(feeds, event));
    if (reached) yield event;
  }
}

/** Changes of all runs of a project; ends only with the signal, or when the actor may no longer read it. */
export async function projectRuns(
  feeds: Feeds,
  actor: Actor,
  projectId: string,
  after: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<RunEvent>> {
  authorize(actor, 'workflow.read', projectId);
  const topic = `project-runs:${projectId}`;
  await requireGiven(feeds.feed, topic, after);
  const changes = feeds.feed.subscribe(topic, after, signal);
  return (async function* () {
    for await (const change of changes) {
      await stillMay(feeds, actor, projectId);
      yield eventOf(change);
    }
  })();
}

/** The actor's notifications as they come, see `ownNotifications`. */
export async function notificationsReceived(
  feeds: Feeds,
  actor: Actor,
  after: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<Notification>> {
  requireSignedIn(actor);
  if (actor.kind !== 'user') throw notFound('person');
  const topic = `notifications:${actor.id}`;
  await requireGiven(feeds.feed, topic, after);
  const changes = feeds.feed.subscribe(topic, after, signal);
  return (async function* () {
    for await (const { payload } of changes) {
      const now = await feeds.refreshActor(actor);
      requireSignedIn(now);
      const id = payload['notificationId'] as string;
      const found = await feeds.store.getNotifications([id]);
      yield* (await ownNotifications(feeds, now, found)).values();
    }
  })();
}
