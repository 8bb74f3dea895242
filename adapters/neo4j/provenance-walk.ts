import type { Asset } from '../../core/assets/asset.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { AssetCount, Frontier, ProvenanceScope } from '../../core/ports/provenance-graph.ts';
import type { LineageEdge } from '../../core/provenance/activity.ts';
import { assetMap, knownIds, toAsset, type AssetRow } from './assets.ts';
import { integer, type Run } from './connection.ts';

const inScope = (moment: string) => `($projectIds IS NULL OR m.projectId IN $projectIds)
  AND ($asOf IS NULL OR m.${moment} <= datetime($asOf))`;
const edge = (from: string, to: string) =>
  `RETURN type(r) AS relation, ${from}.id AS fromId, ${to}.id AS toId, r.role AS role, r.position AS position`;
const agents = `UNWIND $activityIds AS id MATCH (n:ProvActivity {id: id})-[r:WAS_ASSOCIATED_WITH]->(m:ProvAgent) ${edge('n', 'm')}`;

const neighbours = {
  ANCESTORS: `
    UNWIND $entityIds AS id MATCH (n:ProvEntity {id: id})-[r:WAS_GENERATED_BY]->(m:ProvActivity)
    WHERE ${inScope('endedAt')} ${edge('n', 'm')}
    UNION ALL
    UNWIND $activityIds AS id MATCH (n:ProvActivity {id: id})-[r:USED]->(m:Asset|Withdrawn) WHERE ${inScope('createdAt')} ${edge('n', 'm')}
    UNION ALL
    ${agents}`,
  DESCENDANTS: `
    UNWIND $entityIds AS id MATCH (n:ProvEntity {id: id})<-[r:USED]-(m:ProvActivity) WHERE ${inScope('endedAt')} ${edge('m', 'n')}
    UNION ALL
    UNWIND $activityIds AS id MATCH (n:ProvActivity {id: id})<-[r:WAS_GENERATED_BY]-(m:Asset|Withdrawn)
    WHERE ${inScope('createdAt')} ${edge('m', 'n')}
    UNION ALL
    ${agents}`,
} as const;

/** See `ProvenanceGraph.edgesAround`. */
export async function edgesAround(
  run: Run,
  { entityIds, activityIds }: Frontier,
  direction: 'ANCESTORS' | 'DESCENDANTS',
  { projectIds, asOf }: ProvenanceScope,
): Promise<readonly LineageEdge[]> {
  return run<LineageEdge>(
    `CALL () { ${neighbours[direction]} }
     WITH relation, fromId, toId, role, position ORDER BY relation, fromId, position, toId, role
     RETURN relation, fromId, toId, role`,
    {
      entityIds: knownIds(entityIds),
      activityIds: knownIds(activityIds),
      projectIds: scoped(projectIds),
      asOf: asOf?.toISOString() ?? null,
    },
  );
}

/** See `ProvenanceGraph.holderOf`. */
export async function holderOf(run: Run, sha256: string, projectIds: ProjectScope): Promise<Asset | null> {
  const [row] = await run<AssetRow>(
    `MATCH (a:Asset {sha256: $sha256}) WHERE $projectIds IS NULL OR a.projectId IN $projectIds
     WITH a ORDER BY a.id LIMIT 1 RETURN ${assetMap} AS asset`,
    { sha256, projectIds: scoped(projectIds) },
  );
  return row ? toAsset(row.asset) : null;
}

/** DISTINCT lets Neo4j take each node once, in breadth: the walk grows with what depends on the asset, not with the ways there. */
const dependents = 'MATCH (:ProvEntity {id: $assetId})<-[:PART_OF|USED|WAS_GENERATED_BY*0..]-(a) WITH DISTINCT a';

/** See `ProvenanceGraph.countDependents`. */
export async function countDependents(run: Run, assetId: string): Promise<readonly AssetCount[]> {
  const rows = await run<AssetCount>(
    `${dependents} WHERE a:Asset AND a.id <> $assetId
     RETURN a.projectId AS projectId, a.level AS level, a.kind AS kind, count(*) AS count`,
    { assetId },
  );
  const place = ({ projectId, level, kind }: AssetCount) => [projectId, level, kind ?? ''].join(' ');
  return rows.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** See `ProvenanceGraph.dependentsOf`. */
export async function dependentsOf(
  run: Run,
  assetId: string,
  projectIds: ProjectScope,
  { first, after }: PageRequest,
): Promise<Page<Asset>> {
  const [row] = await run<{ totalCount: number; assets: AssetRow['asset'][] }>(
    `${dependents} WHERE a:Asset AND a.id <> $assetId AND ($projectIds IS NULL OR a.projectId IN $projectIds)
     WITH collect(a) AS found
     RETURN size(found) AS totalCount, COLLECT { UNWIND found AS a WITH a WHERE a.id > $after
       WITH a ORDER BY a.id LIMIT $limit RETURN ${assetMap} } AS assets`,
    { assetId, projectIds: scoped(projectIds), after: after ?? '', limit: integer(first + 1) },
  );
  const assets = row?.assets ?? [];
  return {
    items: assets.slice(0, first).map(toAsset),
    hasNextPage: assets.length > first,
    totalCount: row?.totalCount ?? 0,
  };
}

/** See `ProvenanceGraph.dependentsAmong`. */
export async function dependentsAmong(run: Run, assetId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await run<{ id: string }>(`${dependents} WHERE a.id IN $ids RETURN a.id AS id`, {
    assetId,
    ids: knownIds(ids),
  });
  return new Set(rows.map(({ id }) => id));
}

function scoped(projectIds: ProjectScope): readonly string[] | null {
  return projectIds === 'ALL' ? null : knownIds(projectIds);
}
