import type { Lineage, LineageEdge, LineageNode, WalkedLineage } from './activity.ts';

/**
 * The lineage that `edges` give around the asset: nodes with their least depth, in order of depth, cut at `maxDepth`
 * and after `maxNodes`; edges between them. Breadth first, so that a cut by `maxNodes` takes the farthest.
 */
export function measuredLineage(
  rootId: string,
  types: ReadonlyMap<string, LineageNode['type']>,
  edges: readonly LineageEdge[],
  direction: 'ANCESTORS' | 'DESCENDANTS',
  maxDepth: number,
  maxNodes: number,
): Lineage {
  const neighbours = new Map<string, string[]>();
  const link = (from: string, to: string) => {
    const known = neighbours.get(from);
    if (known) known.push(to);
    else neighbours.set(from, [to]);
  };
  for (const { relation, fromId, toId } of edges) {
    // Agents hang on their activities in both directions, and lead nowhere.
    if (direction === 'ANCESTORS' || relation === 'WAS_ASSOCIATED_WITH') link(fromId, toId);
    else link(toId, fromId);
  }
  const depths = new Map([[rootId, 0]]);
  let truncated = false;
  // A Map is walked in order of insertion, also while it grows: it is the queue.
  for (const [id, depth] of depths) {
    if (depth === maxDepth) continue;
    for (const next of neighbours.get(id) ?? []) {
      if (depths.has(next)) continue;
      if (depths.size === maxNodes) truncated = true;
      else depths.set(next, depth + 1);
    }
  }
  return {
    nodes: [...depths].map(([id, depth]) => ({ id, type: types.get(id) ?? 'ENTITY', depth })),
    edges: edges.filter((edge) => depths.has(edge.fromId) && depths.has(edge.toId)),
    truncated,
  };
}

/** The lineage with the projects of its nodes; `projects` may know others too. */
export function withProjects(lineage: Lineage, projects: ReadonlyMap<string, string>): WalkedLineage {
  const projectIds = new Map<string, string>();
  for (const { id } of lineage.nodes) {
    const projectId = projects.get(id);
    if (projectId !== undefined) projectIds.set(id, projectId);
  }
  return { ...lineage, projectIds };
}
