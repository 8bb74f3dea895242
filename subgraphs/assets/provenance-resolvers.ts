import type { GraphQLResolveInfo } from 'graphql';
import type { Asset } from '../../core/assets/asset.ts';
import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { ProvUsage } from '../../core/provenance/activity.ts';
import type { RecordActivityInput as CoreInput } from '../../core/provenance/record-input.ts';
import type { ReusableQuery } from '../../core/provenance/reusable-result.ts';
import { selectedFields } from '../../schema/selected-fields.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { AssetLoaders, LineageArguments } from './loaders.ts';
import type { LineageModel, LineageNodeModel } from './models.ts';
import type { RecordActivityInput, Resolvers, ReusableResultInput } from './resolvers.generated.ts';

type LoadersOf = (context: HubContext) => AssetLoaders;
const maxPage = 1000;

/** In pages where the caller asked for them; null when the asset is invisible. */
export async function lineageOf(
  loaders: AssetLoaders,
  asset: Asset,
  { asOf = null, first = null, after = null, ...args }: LineageArguments,
): Promise<LineageModel | null> {
  if (asOf === null && first === null && after === null) return loaders.lineage(asset, args);
  const { direction, maxDepth, maxNodes } = args;
  return loaders.lineagePage(asset, { direction, maxDepth, asOf, first: first ?? Math.min(maxNodes, maxPage), after });
}

/** The nodes with what of them is asked for: there may be thousands, and a picture of the graph needs none of it. */
async function lineageNodes(
  lineage: LineageModel,
  _: unknown,
  __: unknown,
  info: GraphQLResolveInfo,
): Promise<LineageNodeModel[]> {
  const asked = selectedFields(info);
  const [assets, activities, agents] = await Promise.all([
    asked.has('asset') ? lineage.assets() : null,
    asked.has('activity') ? lineage.activities() : null,
    asked.has('agent') ? lineage.agents() : null,
  ]);
  return lineage.nodes.map(({ id, depth }) => ({
    id,
    depth,
    asset: assets?.get(id) ?? null,
    activity: activities?.get(id) ?? null,
    agent: agents?.get(id) ?? null,
  }));
}

/** With the defaults that the SDL gives, which the generated types don't know of. */
function asked({ parameters = {}, inputs, ...rest }: ReusableResultInput): ReusableQuery {
  return { ...rest, parameters, inputs: inputs.map(({ assetId, role = 'input' }) => ({ assetId, role })) };
}

function said({ used, generated, ...rest }: RecordActivityInput): CoreInput {
  return {
    ...rest,
    used: used.map(({ assetId, role = 'input' }) => ({ assetId, role })),
    generated: generated.map(({ role = 'output', ...output }) => ({ ...output, role })),
  };
}

/** Roots of the graph that are about provenance. */
export function provenanceRoots(useCases: AssetUseCases) {
  return {
    Query: {
      withdrawalImpact: (_, { assetId }, { actor }) => useCases.withdrawalImpact(actor, assetId),
      reusableResult: (_, { input }, { actor }) => useCases.reusableResult(actor, asked(input)),
    },
    Mutation: {
      recordActivity: async (_, { input }, { actor }) => ({
        activity: await useCases.recordActivity(actor, said(input)),
      }),
    },
    WithdrawalImpact: {
      groups: ({ groups }) => [...groups],
      assets: ({ asset }, { first, after }, { actor }) => useCases.touchedAssets(actor, asset, first, after ?? null),
      runs: ({ runIds }) => runIds.map((id) => ({ id })),
    },
    AssetCount: { project: ({ projectId }) => ({ id: projectId }) },
    ReusableResult: { assets: ({ assets }) => [...assets] },
  } satisfies Resolvers;
}

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
      project: ({ projectId }) => ({ id: projectId }),
      used: ({ used }, _, context) => visible(used, loaders(context)),
      generated: ({ generated }, _, context) => visible(generated, loaders(context)),
      wasAssociatedWith: ({ agents }) => [...agents],
    },
    Lineage: {
      nodes: lineageNodes,
      edges: ({ edges }) => [...edges],
      pageInfo: (lineage) =>
        'endCursor' in lineage ? { hasNextPage: lineage.truncated, endCursor: lineage.endCursor } : null,
    },
  } satisfies Resolvers;
}
