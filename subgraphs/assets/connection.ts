/** What a page in memory is shown as. */
interface Listed<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

/** Resolvers of a Relay connection over pages, whose edges have the cursors of `cursorOf`. */
export function connectionOf<T>(cursorOf: (item: T) => string) {
  return {
    nodes: ({ items }: Listed<T>) => [...items],
    edges: ({ items }: Listed<T>) => items.map((node) => ({ cursor: cursorOf(node), node })),
    pageInfo: ({ items, hasNextPage }: Listed<T>) => {
      const last = items.at(-1);
      return { hasNextPage, endCursor: last === undefined ? null : cursorOf(last) };
    },
  };
}
