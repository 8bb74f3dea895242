import type { Asset } from '../../core/assets/asset.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { AssetCount, Frontier, ProvenanceScope } from '../../core/ports/provenance-graph.ts';
import type { LineageEdge } from '../../core/provenance/activity.ts';
import { assetColumns, knownIds, toAsset, type AssetRow } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** An asset's moment as clients know it: JavaScript's dates end at milliseconds. */
const assetInScope = (id: string) => `EXISTS (SELECT FROM asset a WHERE a.id = ${id}
  AND ($2::uuid[] IS NULL OR a.project_id = ANY($2::uuid[]))
  AND ($3::timestamptz IS NULL OR date_trunc('milliseconds', a.created_at) <= $3::timestamptz))`;
const activityInScope = (id: string) => `EXISTS (SELECT FROM prov_activity p WHERE p.id = ${id}
  AND ($2::uuid[] IS NULL OR p.project_id = ANY($2::uuid[]))
  AND ($3::timestamptz IS NULL OR p.ended_at <= $3::timestamptz))`;

/** `OFFSET 0` keeps the planner from joining whole tables with the frontier instead of looking up each node. */
const neighbours = {
  ANCESTORS: `
    SELECT * FROM prov_edge WHERE from_id = n.id AND CASE relation
      WHEN 'USED' THEN ${assetInScope('to_id')} WHEN 'WAS_GENERATED_BY' THEN ${activityInScope('to_id')} ELSE true END OFFSET 0`,
  DESCENDANTS: `
    (SELECT * FROM prov_edge WHERE to_id = n.id AND CASE relation
       WHEN 'USED' THEN ${activityInScope('from_id')} ELSE ${assetInScope('from_id')} END OFFSET 0)
    UNION ALL
    (SELECT * FROM prov_edge WHERE from_id = n.id AND relation = 'WAS_ASSOCIATED_WITH' OFFSET 0)`,
} as const;

/** See `ProvenanceGraph.edgesAround`. */
export async function edgesAround(
  sql: SqlClient,
  { entityIds, activityIds }: Frontier,
  direction: 'ANCESTORS' | 'DESCENDANTS',
  { projectIds, asOf }: ProvenanceScope,
): Promise<readonly LineageEdge[]> {
  return sql.query<LineageEdge>(
    `SELECT e.relation, e.from_id AS "fromId", e.to_id AS "toId", e.role
     FROM unnest($1::uuid[]) AS n(id) CROSS JOIN LATERAL (${neighbours[direction]}) e
     ORDER BY e.relation, e.from_id, e.position, e.to_id, e.role`,
    [knownIds([...entityIds, ...activityIds]), scoped(projectIds), asOf?.toISOString() ?? null],
  );
}

/** See `ProvenanceGraph.holderOf`. */
export async function holderOf(sql: SqlClient, sha256: string, projectIds: ProjectScope): Promise<Asset | null> {
  const [row] = await sql.query<AssetRow>(
    `SELECT ${assetColumns} FROM asset a
     WHERE a.sha256 = $1 AND ($2::uuid[] IS NULL OR a.project_id = ANY($2::uuid[])) ORDER BY a.id LIMIT 1`,
    [sha256, scoped(projectIds)],
  );
  return row ? toAsset(row) : null;
}

/** Everything that depends on `$1`, itself too; UNION visits each once. Activities are among it, which no table of assets knows. */
const dependents = `WITH RECURSIVE dependent(id) AS (
  SELECT $1::uuid
  UNION
  SELECT n.id FROM dependent d CROSS JOIN LATERAL (
    (SELECT child_id AS id FROM part_of WHERE parent_id = d.id OFFSET 0)
    UNION ALL
    (SELECT from_id FROM prov_edge WHERE to_id = d.id AND relation <> 'WAS_ASSOCIATED_WITH' OFFSET 0)) n)`;

/** See `ProvenanceGraph.countDependents`. */
export async function countDependents(sql: SqlClient, assetId: string): Promise<readonly AssetCount[]> {
  if (knownIds([assetId]).length === 0) return [];
  return sql.query<AssetCount>(
    `${dependents} SELECT a.project_id AS "projectId", a.level, a.kind, count(*)::int AS count
     FROM dependent d JOIN asset a ON a.id = d.id WHERE d.id <> $1::uuid AND a.withdrawn_at IS NULL
     GROUP BY a.project_id, a.level, a.kind ORDER BY a.project_id, a.level COLLATE "C", a.kind COLLATE "C" NULLS FIRST`,
    [assetId],
  );
}

/** See `ProvenanceGraph.dependentsOf`. */
export async function dependentsOf(
  sql: SqlClient,
  assetId: string,
  projectIds: ProjectScope,
  { first, after }: PageRequest,
): Promise<Page<Asset>> {
  if (knownIds([assetId]).length === 0) return { items: [], hasNextPage: false, totalCount: 0 };
  const rows = await sql.query<(AssetRow | { readonly id: null }) & { readonly totalCount: number }>(
    `${dependents}, own AS (
       SELECT a.* FROM dependent d JOIN asset a ON a.id = d.id
       WHERE d.id <> $1::uuid AND a.withdrawn_at IS NULL AND ($2::uuid[] IS NULL OR a.project_id = ANY($2::uuid[])))
     SELECT total.count AS "totalCount", ${assetColumns} FROM (SELECT count(*)::int AS count FROM own) total
     LEFT JOIN LATERAL (SELECT * FROM own WHERE $3::uuid IS NULL OR id > $3::uuid ORDER BY id LIMIT $4::int) a ON true
     ORDER BY a.id`,
    [assetId, scoped(projectIds), after, first + 1],
  );
  const assets = rows.filter((row): row is AssetRow & { readonly totalCount: number } => row.id !== null);
  return {
    items: assets.slice(0, first).map(toAsset),
    hasNextPage: assets.length > first,
    totalCount: rows[0]?.totalCount ?? 0,
  };
}

/** See `ProvenanceGraph.dependentsAmong`. */
export async function dependentsAmong(
  sql: SqlClient,
  assetId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (knownIds([assetId]).length === 0) return new Set();
  const rows = await sql.query<{ id: string }>(`${dependents} SELECT id FROM dependent WHERE id = ANY($2::uuid[])`, [
    assetId,
    knownIds(ids),
  ]);
  return new Set(rows.map(({ id }) => id));
}

function scoped(projectIds: ProjectScope): readonly string[] | null {
  return projectIds === 'ALL' ? null : knownIds(projectIds);
}
