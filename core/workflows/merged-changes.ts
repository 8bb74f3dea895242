import { badInput } from '../errors.ts';
import { requireGiven } from '../given-cursor.ts';
import { isId } from '../ids.ts';
import type { Change, ChangeFeed } from '../ports/change-feed.ts';

/** How far a subscription to several topics is, by the project that each is of. Topics have no common order, so each has its own. */
export type Positions = ReadonlyMap<string, string>;

/** A cursor that says it all: `<project>.<position>_<project>.<position>`, ids without hyphens. */
export function writePositions(positions: Positions): string {
  return [...positions].map(([id, at]) => `${id.replaceAll('-', '')}.${at}`).join('_');
}

/** What a cursor says of these projects; `0` begins all of them at their beginning. @throws BAD_USER_INPUT */
function readPositions(cursor: string | null, projectIds: readonly string[]): Positions {
  if (cursor === null) return new Map();
  if (cursor === '0') return new Map(projectIds.map((id) => [id, '0']));
  const found = new Map<string, string>();
  for (const part of cursor.slice(0, 4_000).split('_')) {
    const [, hex = '', at = ''] = /^([0-9a-f]{32})\.(\d{1,18})$/.exec(part) ?? [];
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (!isId(id)) throw badInput('after', 'a cursor that this subscription gave', cursor);
    if (projectIds.includes(id)) found.set(id, at);
  }
  return found;
}

/**
 * Where a subscription to these projects begins: as the cursor says, and where it says nothing of one, or for null, with what comes from now on.
 * @throws BAD_USER_INPUT
 */
export async function startPositions(
  feed: ChangeFeed,
  projectIds: readonly string[],
  topicOf: (projectId: string) => string,
  after: string | null,
): Promise<Positions> {
  const known = readPositions(after, projectIds);
  await Promise.all([...known].map(([id, position]) => requireGiven(feed, topicOf(id), position, after)));
  return new Map(
    await Promise.all(projectIds.map(async (id) => [id, known.get(id) ?? (await feed.newest(topicOf(id)))] as const)),
  );
}

export interface Merged {
  /** The project. */
  readonly key: string;
  readonly change: Change;
  /** How far the subscription is with this change. */
  readonly positions: Positions;
}

/**
 * The changes of several topics as they come, in order within each; one is read ahead of each.
 * @param positions of every key, so that a cursor says of each where it is, also of those that have told nothing yet
 */
export async function* merge(
  positions: Positions,
  signal: AbortSignal,
  subscribe: (key: string, after: string, signal: AbortSignal) => AsyncIterable<Change>,
): AsyncGenerator<Merged> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const reached = new Map(positions);
  const iterators = new Map(
    [...positions].map(([key, after]) => [key, subscribe(key, after, until)[Symbol.asyncIterator]()]),
  );
  type Read = { readonly key: string } & ({ readonly result: IteratorResult<Change> } | { readonly error: unknown });
  // A list and a bell, not a race of promises: each race would hang a reaction on the promises of all silent topics.
  const ready: Read[] = [];
  let bell = Promise.withResolvers<undefined>();
  const came = (one: Read): void => {
    ready.push(one);
    bell.resolve(undefined);
  };
  const read = (key: string): void => {
    iterators
      .get(key)
      ?.next()
      .then(
        (result) => {
          came({ key, result });
        },
        (error: unknown) => {
          came({ key, error });
        },
      );
  };
  for (const key of iterators.keys()) read(key);
  let open = iterators.size;
  try {
    while (open > 0) {
      const one = ready.shift();
      if (!one) {
        await bell.promise;
        bell = Promise.withResolvers<undefined>();
        continue;
      }
      if ('error' in one) throw one.error;
      if (one.result.done === true) {
        open--;
        continue;
      }
      reached.set(one.key, one.result.value.cursor);
      yield { key: one.key, change: one.result.value, positions: new Map(reached) };
      read(one.key);
    }
  } finally {
    ended.abort();
    await Promise.allSettled([...iterators.values()].map(async (from) => from.return?.()));
  }
}
