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
  // Dates may lie where no database follows; those that were written have four-digit years.
  const isTime = /^\d{4}-/.test(time) && !Number.isNaN(startedAt.getTime());
  if (!isId(id) || !isTime) throw badInput('after', 'a cursor of this list', cursor);
  return { startedAt, id };
}
