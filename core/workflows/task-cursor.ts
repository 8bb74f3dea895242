import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { taskPriorities, type TaskPriority } from './task-spec.ts';
import type { Task } from './run.ts';

/** Where a task stands in the queue. */
export interface TaskPlace {
  readonly priority: TaskPriority;
  /** Null: after all that are due some time. */
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly id: string;
}

export function taskCursor({ spec: { priority }, dueAt, createdAt, id }: Task): string {
  return [priority, dueAt?.toISOString() ?? 'never', createdAt.toISOString(), id].join('_');
}

/** Where a cursor stands. @throws BAD_USER_INPUT */
export function readTaskCursor(cursor: string): TaskPlace {
  const [first, due = '', created = '', id = ''] = cursor.split('_');
  const priority = taskPriorities.find((one) => one === first);
  const dueAt = due === 'never' ? null : dateOf(due);
  const createdAt = dateOf(created);
  if (!priority || dueAt === undefined || !createdAt || !isId(id))
    throw badInput('after', 'a cursor of this list', cursor);
  return { priority, dueAt, createdAt, id };
}

/** Four-digit years only: Dates may lie where no database follows. */
function dateOf(text: string): Date | undefined {
  const at = new Date(text);
  return /^\d{4}-/.test(text) && !Number.isNaN(at.getTime()) ? at : undefined;
}
