import type { Asset } from './asset.ts';
import { badInput } from '../errors.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { Lineage, ProvActivity, ProvAgent } from '../provenance/activity.ts';
import { measuredLineage } from '../provenance/measured-lineage.ts';

export type LineageDirection = 'ANCESTORS' | 'DESCENDANTS';

/** A lineage of which the actor may read every node, with what the nodes stand for. */
export interface VisibleLineage extends Lineage {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly activities: ReadonlyMap<string, ProvActivity>;
  readonly agents: ReadonlyMap<string, ProvAgent>;
}

const maxDepthLimit = 100;
const maxNodesLimit = 10_000;

/**
 * The lineage of each asset, without the nodes that `isReadable` refuses, nor those which only they lead to; `truncated`
 * says so. Agents are seen with their activities.
 * @throws BAD_USER_INPUT for limits out of range
 */
export async function findVisibleLineages(
  graph: AssetGraph,
  isReadable: (item: { readonly projectId: string }) => boolean,
  assetIds: readonly string[],
  direction: LineageDirection,
  maxDepth: number,
  maxNodes: number,
): Promise<ReadonlyMap<string, VisibleLineage>> {
  checkLimit('maxDepth', maxDepth, 0, maxDepthLimit);
  checkLimit('maxNodes', maxNodes, 1, maxNodesLimit);
  const lineages = await graph.lineagesOf(assetIds, direction, maxDepth, maxNodes);
  const nodes = [...lineages.values()].flatMap((lineage) => lineage.nodes);
  const idsOf = (type: string) => [...new Set(nodes.flatMap((node) => (node.type === type ? node.id : [])))];
  const [assets, activities, agents] = await Promise.all([
    graph.getAssets(idsOf('ENTITY')),
    graph.getActivities(idsOf('ACTIVITY')),
    graph.getAgents(idsOf('AGENT')),
  ]);
  const isVisible = (id: string) => {
    const scoped = assets.get(id) ?? activities.get(id);
    return scoped ? isReadable(scoped) : agents.has(id);
  };
  return new Map(
    [...lineages].map(([rootId, lineage]) => {
      const types = new Map(lineage.nodes.map((node) => [node.id, node.type]));
      const edges = lineage.edges.filter((edge) => isVisible(edge.fromId) && isVisible(edge.toId));
      const visible = measuredLineage(rootId, types, edges, direction, maxDepth, maxNodes);
      const truncated = lineage.truncated || visible.nodes.length < lineage.nodes.length;
      const seen = new Set(visible.nodes.map((node) => node.id));
      return [
        rootId,
        {
          ...visible,
          truncated,
          assets: only(assets, seen),
          activities: only(activities, seen),
          agents: only(agents, seen),
        },
      ];
    }),
  );
}

function checkLimit(field: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw badInput(field, `${String(least)} to ${String(most)}`, value);
}

function only<T>(all: ReadonlyMap<string, T>, ids: ReadonlySet<string>): ReadonlyMap<string, T> {
  return new Map([...all].filter(([id]) => ids.has(id)));
}
