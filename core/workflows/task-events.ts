import type { ChangeFeed } from '../ports/change-feed.ts';
import type { Task } from './run.ts';

export const taskTopic = (projectId: string): string => `project-tasks:${projectId}`;

/** What a change on `project-tasks:<projectId>` says. A type, not an interface: it goes out as JSON. */
export type TaskChange = {
  readonly taskId: string;
  readonly what: 'CREATED' | 'CHANGED';
};

/**
 * Tells that tasks are new or have changed, in the ambient transaction. After what the transaction tells of the run (`publishChange`), so that two
 * can't block each other.
 */
export async function tellTasks(
  feed: ChangeFeed,
  tasks: readonly Pick<Task, 'id' | 'projectId'>[],
  what: TaskChange['what'],
): Promise<void> {
  for (const { id, projectId } of tasks) {
    const change: TaskChange = { taskId: id, what };
    await feed.publish(taskTopic(projectId), change);
  }
}
