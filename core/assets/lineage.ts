import { badInput } from '../errors.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { Lineage, WalkedLineage } from '../provenance/activity.ts';
import { measuredLineage } from '../provenance/measured-lineage.ts';
import { contentsOf, type NodeContents } from '../provenance/node-contents.ts';

export type LineageDirection = 'ANCESTORS' | 'DESCENDANTS';

/** A lineage of which the actor may read every node, with what its nodes (and those of lineages asked for with it) stand for. */
export interface VisibleLineage extends Lineage, NodeContents {}

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
  const visible = [...lineages].map(([rootId, walked]) => {
    const hidden = hiddenNodes(walked, isReadable);
    return [
      rootId,
      hidden.size === 0 ? walked : without(hidden, walked, rootId, direction, maxDepth, maxNodes),
    ] as const;
  });
  // Of all of them together, so that many lineages are as many questions to the graph as one.
  const contents = contentsOf(
    graph,
    visible.flatMap(([, lineage]) => lineage.nodes),
  );
  return new Map(
    visible.map(([rootId, { nodes, edges, truncated }]) => [rootId, { nodes, edges, truncated, ...contents }]),
  );
}

/** Nodes of projects that are not readable, and assets that were spoken of and never put. */
function hiddenNodes(
  { nodes, projectIds }: WalkedLineage,
  isReadable: (item: { readonly projectId: string }) => boolean,
): ReadonlySet<string> {
  const readable = new Map(
    [...new Set(projectIds.values())].map((projectId) => [projectId, isReadable({ projectId })] as const),
  );
  const isHidden = ({ id, type }: WalkedLineage['nodes'][number]) =>
    type !== 'AGENT' && readable.get(projectIds.get(id) ?? '') !== true;
  return new Set(nodes.filter(isHidden).map((node) => node.id));
}

/** What of the lineage the root leads to over nodes that are seen; the root itself is always there. */
function without(
  hidden: ReadonlySet<string>,
  walked: WalkedLineage,
  rootId: string,
  direction: LineageDirection,
  maxDepth: number,
  maxNodes: number,
): Lineage {
  const types = new Map(walked.nodes.map((node) => [node.id, node.type]));
  const edges = walked.edges.filter((edge) => !hidden.has(edge.fromId) && !hidden.has(edge.toId));
  const visible = measuredLineage(rootId, types, edges, direction, maxDepth, maxNodes);
  return { ...visible, truncated: walked.truncated || visible.nodes.length < walked.nodes.length };
}

function checkLimit(field: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw badInput(field, `${String(least)} to ${String(most)}`, value);
}
