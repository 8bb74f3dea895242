import { badInput } from './errors.ts';
import { isId } from './ids.ts';
import type { PageRequest } from './ports/asset-graph.ts';

const maxFirst = 1000;

/** The page that a client asked for. @throws BAD_USER_INPUT for `first` outside of 0 to 1000, or a cursor that is none of ours */
export function pageOf(first: number, after: string | null | undefined): PageRequest {
  if (!Number.isInteger(first) || first < 0 || first > maxFirst) {
    throw badInput('first', `0 to ${String(maxFirst)}`, first);
  }
  if (typeof after === 'string' && !isId(after)) throw badInput('after', 'the cursor of an edge of this list', after);
  return { first, after: after ?? null };
}

/** A page of a list whose cursors are numbers. */
export interface NumberedPage {
  readonly first: number;
  /** Null: from the beginning. */
  readonly after: number | null;
}

/** True for the text of a number from 1 on, as such a list has for cursors. */
export const isNumberCursor = (text: string): boolean => /^[1-9]\d{0,14}$/.test(text);

/** The same for a list whose cursors are numbers. @throws BAD_USER_INPUT */
export function numberedPageOf(first: number, after: string | null): NumberedPage {
  pageOf(first, null);
  if (after === null) return { first, after };
  if (!isNumberCursor(after)) throw badInput('after', 'the cursor of an edge of this list', after);
  return { first, after: Number(after) };
}
