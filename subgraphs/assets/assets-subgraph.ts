import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { AssetLive } from '../../core/assets/live.ts';
import type { DerivedAssets } from '../../core/assets/new-derived.ts';
import type { LevelAssets } from '../../core/assets/new-levels.ts';
import { dateTime, jsonObject } from '../../schema/scalars.ts';
import { readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import { assetResolvers, type LoadersOf } from './asset-resolvers.ts';
import { assetLoaders, type AssetLoaders } from './loaders.ts';
import { liveResolvers } from './live-resolvers.ts';
import { newAssetsResolvers } from './new-assets-resolvers.ts';
import { provenanceResolvers } from './provenance-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { tagValue } from './tag-value.ts';
import { uploadsResolvers, type UploadFaces } from './uploads-resolvers.ts';

/** What the subgraph serves beside the graph itself: bytes on their way in, new assets, changes as they come. */
export interface AssetFaces extends UploadFaces {
  readonly making: DerivedAssets & LevelAssets;
  readonly live: AssetLive;
}

/** The asset graph and its provenance. */
export function createAssetsSubgraph(useCases: AssetUseCases, faces: AssetFaces): SubgraphModule {
  const made = new WeakMap<HubContext, AssetLoaders>();
  const loaders: LoadersOf = (context) => {
    const known = made.get(context) ?? assetLoaders(useCases, context);
    made.set(context, known);
    return known;
  };
  const uploads = uploadsResolvers(faces);
  const live = liveResolvers(faces.live, loaders, (context) => {
    context.loaders.clear();
    made.delete(context);
  });
  const resolvers = {
    ...uploads,
    ...live,
    DateTime: dateTime,
    JSONObject: jsonObject,
    TagValue: tagValue,
    Query: {
      ...uploads.Query,
      asset: (_, { id }, context) => loaders(context).asset(id),
      assets: (_, { filter, first, after }, { actor }) => useCases.findAssets(actor, filter ?? {}, first, after),
      subjects: (_, { projectId, first, after }, { actor }) =>
        useCases.findAssets(actor, { projectId, level: 'SUBJECT' }, first, after),
    },
    Mutation: {
      ...uploads.Mutation,
      ...newAssetsResolvers(faces.making).Mutation,
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
  } satisfies Resolvers;
  return { name: 'assets', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
