import type { Asset } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { LineageNode, ProvActivity, ProvAgent } from './activity.ts';

/** What the nodes of a lineage stand for, by id: loaded when it is first asked for, since who draws a graph may want ids alone. */
export interface NodeContents {
  assets(): Promise<ReadonlyMap<string, Asset>>;
  activities(): Promise<ReadonlyMap<string, ProvActivity>>;
  agents(): Promise<ReadonlyMap<string, ProvAgent>>;
}

export function contentsOf(
  graph: Pick<AssetGraph, 'getAssets' | 'getActivities' | 'getAgents'>,
  nodes: readonly LineageNode[],
): NodeContents {
  const idsOf = (type: LineageNode['type']) => [
    ...new Set(nodes.filter((node) => node.type === type).map((node) => node.id)),
  ];
  return {
    assets: once(() => graph.getAssets(idsOf('ENTITY'))),
    activities: once(() => graph.getActivities(idsOf('ACTIVITY'))),
    agents: once(() => graph.getAgents(idsOf('AGENT'))),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => (loading ??= load());
}
