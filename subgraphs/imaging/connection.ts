/** A page of a list. */
interface Listed<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** A Relay connection over a page, whose edges have the cursors of `cursorOf`. */
export function connectionOf<T>({ items, hasNextPage, totalCount }: Listed<T>, cursorOf: (item: T) => string) {
  const edges = items.map((node) => ({ cursor: cursorOf(node), node }));
  return { edges, nodes: [...items], pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }, totalCount };
}
