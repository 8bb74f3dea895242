import type { ProvUsage } from '../../core/provenance/activity.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';

export function provenanceResolvers(loaders: LoadersOf) {
  /** Those of which the asset is visible. */
  const visible = async (usages: readonly ProvUsage[], loading: ReturnType<LoadersOf>) => {
    const found = new Map(
      (await loading.assets(usages.map(({ assetId }) => assetId))).map((asset) => [asset.id, asset]),
    );
    return usages.flatMap(({ assetId, role }) => {
      const asset = found.get(assetId);
      return asset ? [{ asset, role }] : [];
    });
  };
  return {
    ProvActivity: {
      used: ({ used }, _, context) => visible(used, loaders(context)),
      generated: ({ generated }, _, context) => visible(generated, loaders(context)),
      wasAssociatedWith: ({ agents }) => [...agents],
    },
    Lineage: {
      nodes: (lineage) => lineage.nodes.map((node) => ({ node, lineage })),
      edges: ({ edges }) => [...edges],
    },
    LineageNode: {
      id: ({ node }) => node.id,
      depth: ({ node }) => node.depth,
      asset: ({ node, lineage }) => lineage.assets.get(node.id) ?? null,
      activity: ({ node, lineage }) => lineage.activities.get(node.id) ?? null,
      agent: ({ node, lineage }) => lineage.agents.get(node.id) ?? null,
    },
  } satisfies Resolvers;
}
