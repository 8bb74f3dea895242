import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Corrections of the series classifier. */
export function createSeriesCasesResolvers(useCases: WorkflowUseCases) {
  return {
    Query: {
      seriesTypeCases: async (_, { projectId, first, after }, { actor }) => {
        const page = await useCases.seriesTypeCases(actor, projectId, { first, after: after ?? null });
        const edges = page.items.map((node) => ({ cursor: node.seriesId, node }));
        return {
          nodes: [...page.items],
          edges,
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
        };
      },
      seriesTypeConfusion: async (_, { projectId }, { actor }) => [
        ...(await useCases.seriesTypeConfusion(actor, projectId)),
      ],
    },
    Mutation: {
      correctSeriesType: async (_, { input }, { actor }) => ({
        case: await useCases.correctSeriesType(actor, {
          ...input,
          normalizedDescription: input.normalizedDescription ?? null,
          reason: input.reason ?? null,
        }),
      }),
    },
    SeriesTypeCase: {
      series: ({ seriesId }) => ({ id: seriesId }),
    },
  } satisfies Resolvers;
}
