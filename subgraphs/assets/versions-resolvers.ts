import type { Asset, AssetContent } from '../../core/assets/asset.ts';
import { versionCursor } from '../../core/versions/history.ts';
import type { MadeVersion } from '../../core/versions/record-version.ts';
import type { Version } from '../../core/versions/version.ts';
import type { Versioning } from '../../core/versions/versioning.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import { connectionOf } from './connection.ts';
import type { AssetLoaders, PageArguments } from './loaders.ts';
import type { VersionModel, VersionPage } from './models.ts';
import type { Resolvers } from './resolvers.generated.ts';

type LoadersOf = (context: HubContext) => AssetLoaders;

/** The version that an asset of the past had; null for one as it is. */
export function pastOf(asset: Asset): Version | null {
  return 'asOf' in asset ? (asset.asOf as Version) : null;
}

/** Content with where its bytes are: those of the asset as it is, or of that version. */
export function contentModel(assetId: string, content: AssetContent | null, version?: number) {
  return content && { ...content, assetId, version: version ?? null };
}

/** What all assets have of their versions. */
export function versionFields(loaders: LoadersOf) {
  return {
    checkOut: (asset: Asset, _: unknown, context: HubContext) => loaders(context).checkOut(asset),
    versions: async (asset: Asset, page: PageArguments, context: HubContext): Promise<VersionPage> => {
      const found = await loaders(context).versions(asset, page);
      return { ...found, items: found.items.map((version) => ({ ...version, projectId: asset.projectId })) };
    },
    diff: async (asset: Asset, versions: { readonly from: number; readonly to: number }, context: HubContext) => {
      const found = await loaders(context).diff(asset, versions);
      if (found === null) return null;
      const { from, to, label, properties, tags, content } = found;
      return {
        from,
        to,
        label,
        properties: [...properties],
        tags: [...tags],
        content: content && {
          old: contentModel(asset.id, content.old, from),
          new: contentModel(asset.id, content.new, to),
        },
      };
    },
  };
}

export function versionResolvers(loaders: LoadersOf) {
  return {
    AssetVersion: {
      content: ({ assetId, content, number }) => contentModel(assetId, content, number),
      tags: async ({ assetId, projectId, tags }, _, context) => [
        ...(tags ?? (await loaders(context).tags({ id: assetId, projectId }))),
      ],
    },
    AssetVersionConnection: connectionOf<VersionModel>(versionCursor),
  } satisfies Resolvers;
}

export function versionMutations(useCases: Versioning, loaders: LoadersOf) {
  const changed = <T>(context: HubContext, made: T): T => {
    loaders(context).forgetVersions();
    return made;
  };
  const payload = ({ asset, version }: MadeVersion, context: HubContext) => {
    loaders(context).forgetTags(asset);
    return changed(context, { asset, version: { ...version, projectId: asset.projectId } });
  };
  return {
    checkOut: async (_, { input }, context) => {
      const { asset } = await useCases.checkOut(context.actor, input);
      return changed(context, { asset });
    },
    renewCheckOut: async (_, { input }, context) => {
      const { asset } = await useCases.renewCheckOut(context.actor, input);
      return changed(context, { asset });
    },
    cancelCheckOut: async (_, { input }, context) =>
      changed(context, { asset: await useCases.cancelCheckOut(context.actor, input) }),
    breakCheckOut: async (_, { input }, context) =>
      changed(context, { asset: await useCases.breakCheckOut(context.actor, input) }),
    checkIn: async (_, { input }, context) => payload(await useCases.checkIn(context.actor, input), context),
    restoreVersion: async (_, { input }, context) =>
      payload(await useCases.restoreVersion(context.actor, input), context),
  } satisfies Resolvers['Mutation'];
}
