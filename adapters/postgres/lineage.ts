import type { LineageEdge, LineageNode, WalkedLineage } from '../../core/provenance/activity.ts';
import { measuredLineage, withProjects } from '../../core/provenance/measured-lineage.ts';
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
 * The lineage of each asset, in a few statements. The walk (`UNION`: each node once, so cycles end) goes in breadth and stops
 * at the node after `maxNodes`, because PostgreSQL makes only as many rows of a recursive query as are asked for: time
 * grows with the answer, not with the graph. One row of each step is no node (type STEP): it counts the steps, since a depth in the
 * nodes' own rows would let one come once for each depth. The nodes' depths are counted on the way back from the edges.
 */
export async function lineagesOf(
  sql: SqlClient,
  assetIds: readonly string[],
  direction: 'ANCESTORS' | 'DESCENDANTS',
  maxDepth: number,
  maxNodes: number,
): Promise<ReadonlyMap<string, WalkedLineage>> {
  const walked = await sql.query<{ rootId: string; id: string; type: NodeType }>(
    `SELECT root.id AS "rootId", walked.id, walked.type
     FROM unnest($1::uuid[]) AS root(id)
     CROSS JOIN LATERAL (
       WITH RECURSIVE walk(id, type, step) AS (
         (VALUES (root.id, 'ENTITY'::text, 0), (root.id, 'STEP', 0))
         UNION
         SELECT n.id, n.type, n.step FROM (SELECT id, type, max(step) OVER () AS step FROM walk) w CROSS JOIN LATERAL (
           (SELECT n.id, n.type, 0 AS step FROM (${neighbours[direction]}) n WHERE w.type <> 'STEP')
           UNION ALL
           (SELECT w.id, 'STEP', w.step + 1 WHERE w.type = 'STEP')) n
         WHERE w.step < $3::int)
       SELECT id, type FROM walk LIMIT $2::int) walked
     WHERE walked.type <> 'STEP'`,
    // The walk has a row for the root, one for each step from 0 to the last, and one for each node found.
    [knownIds(assetIds), maxNodes + maxDepth + 2, maxDepth],
  );
  const types = new Map(walked.map((node) => [node.id, node.type]));
  const projects = await projectsOf(sql, types);
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
      const lineage = measuredLineage(rootId, types, own, direction, maxDepth, maxNodes);
      return [rootId, withProjects(lineage, projects)];
    }),
  );
}

/** The project of each that is an asset or an activity. */
async function projectsOf(sql: SqlClient, types: ReadonlyMap<string, NodeType>): Promise<ReadonlyMap<string, string>> {
  const idsOf = (type: NodeType) => [...types].flatMap(([id, each]) => (each === type ? id : []));
  const rows = await sql.query<{ projectId: string; ids: readonly string[] }>(
    `SELECT project_id AS "projectId", array_agg(id) AS ids FROM (
       SELECT id, project_id FROM asset WHERE id = ANY($1::uuid[])
       UNION ALL SELECT id, project_id FROM prov_activity WHERE id = ANY($2::uuid[])) of
     GROUP BY project_id`,
    [idsOf('ENTITY'), idsOf('ACTIVITY')],
  );
  return new Map(rows.flatMap(({ projectId, ids }) => ids.map((id) => [id, projectId] as const)));
}
