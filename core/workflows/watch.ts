import { badInput } from '../errors.ts';
import { requireGiven } from '../given-cursor.ts';
import { isId } from '../ids.ts';
import { authorize, may, permittedProjects, requirePerson, type Actor } from '../policy/policy.ts';
import type { Change } from '../ports/change-feed.ts';
import { merge, startPositions, writePositions } from './merged-changes.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Notification, RunState, Task } from './run.ts';
import { eventOf, type Feeds, type RunEvent } from './subscriptions.ts';
import { taskTopic, type TaskChange } from './task-events.ts';
import { taskAccess } from './task-access.ts';

/** A subscription follows at most so many projects: its cursor says for each how far it is. */
const maxProjects = 50;

export interface WatchedRuns {
  /** Null: all projects that the actor may read. */
  readonly projectId: string | null;
  readonly examId: string | null;
  /** Only changes of runs that are in that state when the change is told. */
  readonly state: RunState | null;
}

/** A task that is new or has changed. */
export interface TaskEvent {
  readonly cursor: string;
  readonly at: Date;
  readonly what: TaskChange['what'];
  readonly task: Task;
}

export interface NotificationEvent {
  readonly cursor: string;
  readonly at: Date;
  readonly notification: Notification;
}

/**
 * Each change of each run that fits and that the actor may see when it is told; ends only with the signal. The projects are those of the
 * subscription's beginning.
 * @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT for a cursor of another subscription, and for more than 50 projects
 */
export async function runsChanged(
  feeds: Feeds,
  actor: Actor,
  filter: WatchedRuns,
  after: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<RunEvent>> {
  const projectIds = await projectsOf(feeds, actor, filter.projectId);
  const topicOf = (id: string): string => `project-runs:${id}`;
  const positions = await startPositions(feeds.feed, projectIds, topicOf, after);
  const changes = merge(positions, signal, (id, from, until) => feeds.feed.subscribe(topicOf(id), from, until));
  return (async function* () {
    for await (const { key: projectId, change, positions: reached } of changes) {
      if (!may(await feeds.refreshActor(actor), 'workflow.read', projectId)) continue;
      const event = eventOf(change);
      if (filter.examId !== null || filter.state !== null) {
        const run = (await feeds.store.getRuns([event.runId])).get(event.runId);
        if (filter.examId !== null && run?.examId !== filter.examId) continue;
        if (filter.state !== null && run?.state !== filter.state) continue;
      }
      yield { ...event, cursor: writePositions(reached) };
    }
  })();
}

/** Each task that the actor may complete, when it is new and when it changes; ends only with the signal. @throws as `runsChanged` */
export async function tasksChanged(
  feeds: Feeds & Pick<WorkflowPorts, 'people'>,
  actor: Actor,
  projectId: string | null,
  after: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<TaskEvent>> {
  requirePerson(actor);
  const projectIds = await projectsOf(feeds, actor, projectId);
  const positions = await startPositions(feeds.feed, projectIds, taskTopic, after);
  const changes = merge(positions, signal, (id, from, until) => feeds.feed.subscribe(taskTopic(id), from, until));
  return (async function* () {
    for await (const { change, positions: reached } of changes) {
      const { taskId, what } = change.payload as unknown as TaskChange;
      const task = (await feeds.store.getTasks([taskId])).get(taskId);
      if (!task) continue;
      const mayDo = await taskAccess(feeds, await feeds.refreshActor(actor));
      if (!mayDo(task)) continue;
      yield { cursor: writePositions(reached), at: change.at, what, task };
    }
  })();
}

/** The actor's notifications as they come, each with its cursor. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
export async function notificationsWatched(
  feeds: Feeds,
  actor: Actor,
  after: string | null,
  signal: AbortSignal,
): Promise<AsyncGenerator<NotificationEvent>> {
  requirePerson(actor);
  const topic = `notifications:${actor.id}`;
  await requireGiven(feeds.feed, topic, after);
  const changes: AsyncIterable<Change> = feeds.feed.subscribe(topic, after, signal);
  return (async function* () {
    for await (const { cursor, at, payload } of changes) {
      const now = await feeds.refreshActor(actor);
      if (now.kind !== 'user') return;
      const id = payload['notificationId'] as string;
      const notification = (await feeds.store.getNotifications([id])).get(id);
      if (notification) yield { cursor, at, notification };
    }
  })();
}

async function projectsOf(feeds: Feeds, actor: Actor, projectId: string | null): Promise<readonly string[]> {
  if (projectId !== null) {
    authorize(actor, 'workflow.read', projectId);
    return [projectId].filter(isId);
  }
  const scope = permittedProjects(actor, 'workflow.read');
  const ids =
    scope === 'ALL' ? (await feeds.store.newestWorkflows('ALL')).map((workflow) => workflow.projectId) : scope;
  const all = [...new Set(ids)];
  if (all.length > maxProjects)
    throw badInput('projectId', `a project, since you may see more than ${String(maxProjects)}`, null);
  return all;
}
