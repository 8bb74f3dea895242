import type { Asset, AssetLevel } from '../../core/assets/asset.ts';
import { badInput } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { AssetFilter, Page, PageRequest } from '../../core/ports/asset-graph.ts';
import { assetColumns, knownIds, toAsset, type AssetRow } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** A row of a page, or (`id` null) what an outer join gives for an empty one. */
type PageRow = (AssetRow | { readonly id: null }) & { readonly totalCount: number };

/** `rows` has one more than the page when there is a next one. */
function toPage(rows: readonly PageRow[], first: number): Page<Asset> {
  const assets = rows.filter((row): row is AssetRow & PageRow => row.id !== null);
  return {
    items: assets.slice(0, first).map(toAsset),
    hasNextPage: assets.length > first,
    totalCount: rows[0]?.totalCount ?? 0,
  };
}

function checkCursor(after: string | null): string | null {
  if (after !== null && !isId(after)) throw badInput('after', 'the cursor of an edge of this list', after);
  return after;
}

/** The page of the assets that match, and their count, in one statement. @throws BAD_USER_INPUT for a strange cursor */
export async function findAssets(sql: SqlClient, filter: AssetFilter, page: PageRequest): Promise<Page<Asset>> {
  const parameters: unknown[] = [];
  const place = (value: unknown) => `$${String(parameters.push(value))}`;
  const conditions: string[] = ['a.withdrawn_at IS NULL'];
  if (filter.projectIds !== 'ALL') conditions.push(`a.project_id = ANY(${place(knownIds(filter.projectIds))}::uuid[])`);
  if (filter.level !== undefined) conditions.push(`a.level = ${place(filter.level)}`);
  if (filter.kind !== undefined) conditions.push(`a.kind = ${place(filter.kind)}`);
  if (filter.parentId !== undefined) {
    const parents = place(knownIds([filter.parentId]));
    conditions.push(`a.id IN (SELECT child_id FROM part_of WHERE parent_id = ANY(${parents}::uuid[]))`);
  }
  if (filter.tag !== undefined) {
    // Compared as the text that jsonb makes of both, by hash first: see the index tag_value.
    const value = `${place(JSON.stringify(filter.tag.value))}::jsonb::text`;
    conditions.push(
      `a.id IN (SELECT asset_id FROM tag t WHERE t.name = ${place(filter.tag.name)}
         AND hashtextextended(t.value::text, 0) = hashtextextended(${value}, 0) AND t.value::text = ${value})`,
    );
  }
  const matching = `FROM asset a WHERE ${conditions.join(' AND ')}`;
  const after = `${place(checkCursor(page.after))}::uuid`;
  const rows = await sql.query<PageRow>(
    `SELECT total.count AS "totalCount", ${assetColumns} FROM (SELECT count(*)::int AS count ${matching}) total
     LEFT JOIN LATERAL (
       SELECT a.* ${matching} AND (${after} IS NULL OR a.id > ${after}) ORDER BY a.id LIMIT ${place(page.first + 1)}::int) a ON true
     ORDER BY a.id`,
    parameters,
  );
  return toPage(rows, page.first);
}

/** One page for each project or parent, in one statement. @throws BAD_USER_INPUT for a strange cursor */
export async function pagesOf(
  sql: SqlClient,
  of: { readonly projectIds: readonly string[] } | { readonly parentIds: readonly string[] },
  level: AssetLevel,
  page: PageRequest,
): Promise<ReadonlyMap<string, Page<Asset>>> {
  const [ids, table, scopeId, childLevel, childId, living] =
    'projectIds' in of
      ? [of.projectIds, 'asset', 'project_id', 'level', 'id', 'AND c.withdrawn_at IS NULL']
      : [of.parentIds, 'part_of', 'parent_id', 'child_level', 'child_id', ''];
  const children = `FROM ${table} c WHERE c.${scopeId} = scope.id AND c.${childLevel} = $2 ${living}`;
  const rows = await sql.query<PageRow & { readonly scopeId: string }>(
    `SELECT scope.id AS "scopeId", total.count AS "totalCount", ${assetColumns}
     FROM unnest($1::uuid[]) AS scope(id)
     CROSS JOIN LATERAL (SELECT count(*)::int AS count ${children}) total
     LEFT JOIN LATERAL (
       SELECT c.${childId} AS id ${children} AND ($3::uuid IS NULL OR c.${childId} > $3::uuid)
       ORDER BY c.${childId} LIMIT $4::int) page ON true
     LEFT JOIN asset a ON a.id = page.id ORDER BY a.id`,
    [knownIds(ids), level, checkCursor(page.after), page.first + 1],
  );
  const byScope = Map.groupBy(rows, (row) => row.scopeId);
  return new Map(ids.map((id) => [id, toPage(byScope.get(id) ?? [], page.first)]));
}
