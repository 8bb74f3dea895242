import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import type { PageRequest } from '../ports/asset-graph.ts';

const maxFirst = 500;

/** The page that a client asked for. @throws BAD_USER_INPUT for `first` outside 0 to 500, or a cursor that is none of ours */
export function pageOf(first: number, after: string | null | undefined): PageRequest {
  if (!Number.isInteger(first) || first < 0 || first > maxFirst)
    throw badInput('first', `0 to ${String(maxFirst)}`, first);
  if (typeof after === 'string' && !isId(after)) throw badInput('after', 'a cursor that this list gave', after);
  return { first, after: after ?? null };
}
