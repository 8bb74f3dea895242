import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import type { Run } from './run.ts';

/** The cursor of a run in lists ordered newest first. */
export function runCursor(run: Pick<Run, 'id' | 'startedAt'>): string {
  return `${run.startedAt.toISOString()}_${run.id}`;
}

/** Where a cursor stands. @throws BAD_USER_INPUT */
export function readRunCursor(cursor: string): { readonly startedAt: Date; readonly id: string } {
  const [time = '', id = ''] = cursor.split('_');
  const startedAt = new Date(time);
  if (!isId(id) || Number.isNaN(startedAt.getTime())) throw badInput('after', 'a cursor of this list', cursor);
  return { startedAt, id };
}
