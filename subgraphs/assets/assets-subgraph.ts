import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import { dateTime, json, jsonObject } from '../../schema/scalars.ts';
import { readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import { assetResolvers, type LoadersOf } from './asset-resolvers.ts';
import { assetLoaders, type AssetLoaders } from './loaders.ts';
import { provenanceResolvers } from './provenance-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { tagValue } from './tag-value.ts';
import { versionMutations, versionResolvers } from './versions-resolvers.ts';

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
    JSON: json,
    JSONObject: jsonObject,
    TagValue: tagValue,
    Query: {
      asset: (_, { id, asOf }, context) =>
        asOf ? useCases.assetAsOf(context.actor, id, asOf) : loaders(context).asset(id),
      assets: (_, { filter, first, after }, { actor }) => useCases.findAssets(actor, filter ?? {}, first, after),
      subjects: (_, { projectId, first, after }, { actor }) =>
        useCases.findAssets(actor, { projectId, level: 'SUBJECT' }, first, after),
    },
    Mutation: {
      ...versionMutations(useCases, loaders),
      setTag: async (_, { input }, context) => {
        const asset = await useCases.setTag(context.actor, input);
        loaders(context).forgetTags(asset);
        return { asset };
      },
    },
    Project: {
      __resolveReference: ({ id }, { actor }) => (useCases.readableProjects(actor, [id]).has(id) ? { id } : null),
      subjects: ({ id }, page, context) => loaders(context).subjects(id, page),
    },
    ...assetResolvers(loaders),
    ...provenanceResolvers(loaders),
    ...versionResolvers(loaders),
  } satisfies Resolvers;
  return { name: 'assets', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
