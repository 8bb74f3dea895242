import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import { dateTime, jsonObject } from '../../schema/scalars.ts';
import { readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import { assetResolvers, type LoadersOf } from './asset-resolvers.ts';
import { findMutations, findQueries, findResolvers, propertyNamesOf } from './find-resolvers.ts';
import { assetLoaders, type AssetLoaders } from './loaders.ts';
import { provenanceResolvers } from './provenance-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { tagValue } from './tag-value.ts';

/** The asset graph and its provenance. */
export function createAssetsSubgraph(useCases: AssetUseCases): SubgraphModule {
  const made = new WeakMap<HubContext, AssetLoaders>();
  const loaders: LoadersOf = (context) => {
    const known = made.get(context) ?? assetLoaders(useCases, context);
    made.set(context, known);
    return known;
  };
  const resolvers = {
    DateTime: dateTime,
    JSONObject: jsonObject,
    TagValue: tagValue,
    Query: {
      asset: (_, { id }, context) => loaders(context).asset(id),
      ...findQueries(useCases),
      subjects: (_, { projectId, first, after }, { actor }) =>
        useCases.findAssets(actor, { projectId, level: 'SUBJECT' }, first, after),
    },
    Mutation: {
      ...findMutations(useCases),
      setTag: async (_, { input }, context) => {
        const asset = await useCases.setTag(context.actor, input);
        loaders(context).forgetTags(asset);
        return { asset };
      },
    },
    Project: {
      __resolveReference: ({ id }, { actor }) => (useCases.readableProjects(actor, [id]).has(id) ? { id } : null),
      subjects: ({ id }, page, context) => loaders(context).subjects(id, page),
      ...propertyNamesOf(useCases),
    },
    ...assetResolvers(loaders),
    ...provenanceResolvers(loaders),
    ...findResolvers(useCases),
  } satisfies Resolvers;
  return { name: 'assets', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
