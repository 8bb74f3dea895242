import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { FacetInput } from '../../core/assets/facets.ts';
import type { FoundAssets } from '../../core/assets/find-assets.ts';
import { assetQueryOf } from '../../core/assets/saved-queries.ts';
import type { SavedQuery } from '../../core/ports/saved-queries.ts';
import { connectionOf } from './connection.ts';
import type { QueryResolvers, MutationResolvers, ProjectResolvers, Resolvers } from './resolvers.generated.ts';

/** Search, facets and saved queries. */
export function findResolvers(useCases: AssetUseCases) {
  return {
    AssetConnection: {
      nodes: ({ edges }: FoundAssets) => edges.map(({ node }) => node),
      edges: ({ edges }: FoundAssets) => [...edges],
      pageInfo: ({ edges, hasNextPage }: FoundAssets) => ({ hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }),
      totalCount: (found: FoundAssets) => found.totalCount(),
      facets: async (found: FoundAssets, { fields, first }: { fields: readonly FacetInput[]; first: number }) =>
        (await found.facets(fields, first)).map((facet) => ({ ...facet, buckets: [...facet.buckets] })),
    },
    SavedQuery: {
      project: ({ projectId }: SavedQuery) => (projectId === null ? null : { id: projectId }),
      assets: (query, { first, after }, { actor }) => useCases.searchAssets(actor, assetQueryOf(query), first, after),
    },
    SavedQueryConnection: connectionOf<SavedQuery>(({ id }) => id),
  } satisfies Resolvers;
}

export function findQueries(useCases: AssetUseCases) {
  return {
    assets: (_, { filter, order, first, after, includeWithdrawn }, { actor }) =>
      useCases.searchAssets(actor, { filter, order, includeWithdrawn }, first, after),
    savedQuery: (_, { id }, { actor }) => useCases.savedQuery(actor, id),
    savedQueries: (_, { projectId, first, after }, { actor }) => useCases.savedQueries(actor, projectId, first, after),
  } satisfies QueryResolvers;
}

export function findMutations(useCases: AssetUseCases) {
  return {
    saveQuery: async (_, { input }, { actor }) => ({ savedQuery: await useCases.saveQuery(actor, input) }),
    deleteSavedQuery: async (_, { input }, { actor }) => ({
      savedQuery: await useCases.deleteSavedQuery(actor, input.id),
    }),
  } satisfies MutationResolvers;
}

export function propertyNamesOf(useCases: AssetUseCases) {
  return {
    propertyNames: async ({ id }, { level }, { actor }) =>
      (await useCases.propertyNamesOf(actor, id, level)).map((each) => ({ ...each, types: [...each.types] })),
  } satisfies ProjectResolvers;
}
