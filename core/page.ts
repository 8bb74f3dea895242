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
