import type { Lineage, LineageEdge, LineageNode } from '../../core/provenance/activity.ts';
import { measuredLineage } from '../../core/provenance/measured-lineage.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

type NodeType = LineageNode['type'];

/**
 * The neighbours of node `w` in each direction. An agent ends a walk: everything that a person ever did is no
 * lineage. `OFFSET 0` keeps the planner from joining the whole table with the walk instead of looking up each node.
 */
const neighbours = {
  ANCESTORS: `
    SELECT e.to_id AS id, CASE e.relation WHEN 'USED' THEN 'ENTITY' WHEN 'WAS_GENERATED_BY' THEN 'ACTIVITY' ELSE 'AGENT' END AS type
    FROM prov_edge e WHERE e.from_id = w.id OFFSET 0`,
  DESCENDANTS: `
    (SELECT e.from_id AS id, CASE e.relation WHEN 'USED' THEN 'ACTIVITY' ELSE 'ENTITY' END AS type
     FROM prov_edge e WHERE e.to_id = w.id AND w.type <> 'AGENT' OFFSET 0)
    UNION ALL
    (SELECT e.to_id, 'AGENT' FROM prov_edge e
     WHERE e.from_id = w.id AND w.type = 'ACTIVITY' AND e.relation = 'WAS_ASSOCIATED_WITH' OFFSET 0)`,
} as const;

/**
 * The lineage of each asset, in two statements. The walk (`UNION`: each node once, so cycles end) goes in breadth and stops
 * at the node after `maxNodes`, because PostgreSQL makes only as many rows of a recursive query as are asked for: time
 * grows with the answer, not with the graph. Depths are counted on the way back from the edges.
 */
export async function lineagesOf(
  sql: SqlClient,
  assetIds: readonly string[],
  direction: 'ANCESTORS' | 'DESCENDANTS',
  maxDepth: number,
  maxNodes: number,
): Promise<ReadonlyMap<string, Lineage>> {
  const walked = await sql.query<{ rootId: string; id: string; type: NodeType }>(
    `SELECT root.id AS "rootId", walked.id, walked.type
     FROM unnest($1::uuid[]) AS root(id)
     CROSS JOIN LATERAL (
       WITH RECURSIVE walk(id, type) AS (
         SELECT root.id, 'ENTITY' UNION SELECT n.id, n.type FROM walk w CROSS JOIN LATERAL (${neighbours[direction]}) n)
       SELECT id, type FROM walk LIMIT $2::int) walked`,
    [knownIds(assetIds), maxNodes + 1],
  );
  const types = new Map(walked.map((node) => [node.id, node.type]));
  const edges = await sql.query<LineageEdge>(
    `SELECT e.* FROM unnest($1::uuid[]) AS node(id) CROSS JOIN LATERAL (
       SELECT relation, from_id AS "fromId", to_id AS "toId", role FROM prov_edge
       WHERE from_id = node.id ORDER BY relation, position, to_id, role OFFSET 0) e`,
    [[...types.keys()]],
  );
  const edgesFrom = Map.groupBy(edges, (edge) => edge.fromId);
  const walks = Map.groupBy(walked, (node) => node.rootId);
  return new Map(
    assetIds.map((rootId) => {
      const nodes = walks.get(rootId) ?? [{ id: rootId, type: 'ENTITY' as const }];
      const within = new Set(nodes.map((node) => node.id));
      const own = nodes.flatMap((node) => edgesFrom.get(node.id) ?? []).filter((edge) => within.has(edge.toId));
      return [rootId, measuredLineage(rootId, types, own, direction, maxDepth, maxNodes)];
    }),
  );
}
