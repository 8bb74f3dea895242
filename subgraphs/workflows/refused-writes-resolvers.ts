import type { RefusedPage, RefusedWrites } from '../../core/jobs/refused-writes.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Resolvers of refused-writes.graphql, to be merged into the workflows subgraph. */
export function createRefusedWritesResolvers(refused: RefusedWrites) {
  const shown = ({ items, hasNextPage, totalCount }: RefusedPage) => {
    const nodes = items.map((item) => ({ ...item, about: [...item.about] }));
    const edges = nodes.map((node) => ({ cursor: node.id, node }));
    return { nodes, edges, pageInfo: { hasNextPage, endCursor: nodes.at(-1)?.id ?? null }, totalCount };
  };
  return {
    Query: {
      refusedGraphWrites: async (_, { first, after }, { actor }) =>
        shown(await refused.refusedWrites(actor, first, after ?? null)),
    },
    Mutation: {
      retryGraphWrite: async (_, { input }, { actor }) => {
        const write = await refused.retryWrite(actor, input.id);
        return { write: { ...write, about: [...write.about] } };
      },
    },
  } satisfies Resolvers;
}
