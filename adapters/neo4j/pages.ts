import type { Asset, AssetLevel } from '../../core/assets/asset.ts';
import { badInput } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { AssetFilter, Page, PageRequest } from '../../core/ports/asset-graph.ts';
import { levelLabels } from './apply.ts';
import { assetMap, knownIds, toAsset, type AssetRow } from './assets.ts';
import { integer, type Run } from './connection.ts';
import { tagHash } from './tags.ts';

/** Ids are greater than the cursor; the least string stands for none, so that an index with the id is always used in order. */
function cursorOf(after: string | null): string {
  if (after !== null && !isId(after)) throw badInput('after', 'the cursor of an edge of this list', after);
  return after ?? '';
}

/** `rows` has one more than the page when there is a next one. */
function toPage(rows: readonly AssetRow['asset'][], first: number, totalCount: number): Page<Asset> {
  return { items: rows.slice(0, first).map(toAsset), hasNextPage: rows.length > first, totalCount };
}

/** The page of the assets that match, and their count. @throws BAD_USER_INPUT for a strange cursor */
export async function findAssets(run: Run, filter: AssetFilter, { first, after }: PageRequest): Promise<Page<Asset>> {
  const { projectIds, level, kind, parentId, tag } = filter;
  const patterns = [`MATCH (a:${level ? levelLabels[level] : 'Asset'})`];
  if (parentId !== undefined) patterns.push('MATCH (a)-[:PART_OF]->(:ProvEntity {id: $parentId})');
  if (tag) patterns.push('MATCH (a)-[:HAS_TAG]->(:Tag {hash: $hash})');
  const conditions: string[] = [];
  // One project: an index gives its assets in order. The equalities in ORDER BY say to the planner that it does.
  const order = ['a.id'];
  if (projectIds !== 'ALL' && projectIds.length === 1) {
    conditions.push('a.projectId = $projectIds[0]');
    if (level) order.unshift('a.projectId', 'a.level');
  } else if (projectIds !== 'ALL') conditions.push('a.projectId IN $projectIds');
  if (kind !== undefined) {
    conditions.push('a.kind = $kind');
    order.unshift('a.kind');
  } else if (level && projectIds === 'ALL') order.unshift('a.level');
  const ordered = level ? [...conditions, 'a.level = $level'] : conditions;
  const where = (all: readonly string[]) => (all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`);
  const parameters = {
    projectIds: projectIds === 'ALL' ? null : knownIds(projectIds),
    level: level ?? null,
    kind: kind ?? null,
    parentId: parentId ?? null,
    hash: tag ? tagHash(tag.name, tag.value) : null,
    after: cursorOf(after),
    limit: integer(first + 1),
  };
  // Without conditions the count of a label is one number that the store keeps.
  const [counted, rows] = await Promise.all([
    run<{ total: number }>(`${patterns.join(' ')} ${where(conditions)} RETURN count(a) AS total`, parameters),
    run<AssetRow>(
      `${patterns.join(' ').replace(/MATCH \(a:\w+\)/, 'MATCH (a:Asset)')} ${where([...ordered, 'a.id > $after'])}
       WITH a ORDER BY ${order.join(', ')} LIMIT $limit RETURN ${assetMap} AS asset`,
      parameters,
    ),
  ]);
  return toPage(
    rows.map((row) => row.asset),
    first,
    counted[0]?.total ?? 0,
  );
}

/** One page for each project or parent, in one statement. @throws BAD_USER_INPUT for a strange cursor */
export async function pagesOf(
  run: Run,
  of: { readonly projectIds: readonly string[] } | { readonly parentIds: readonly string[] },
  level: AssetLevel,
  { first, after }: PageRequest,
): Promise<ReadonlyMap<string, Page<Asset>>> {
  const [ids, match, order] =
    'projectIds' in of
      ? [
          of.projectIds,
          'MATCH (a:Asset) WHERE a.projectId = scope AND a.level = $level AND',
          'a.projectId, a.level, a.id',
        ]
      : [of.parentIds, `MATCH (:ProvEntity {id: scope})<-[:PART_OF]-(a:${levelLabels[level]}) WHERE`, 'a.id'];
  const rows = await run<{ scope: string; total: number; assets: AssetRow['asset'][] }>(
    `UNWIND $ids AS scope
     CALL (scope) { ${match} a.id > '' RETURN count(a) AS total }
     CALL (scope) { ${match} a.id > $after WITH a ORDER BY ${order} LIMIT $limit RETURN collect(${assetMap}) AS assets }
     RETURN scope, total, assets`,
    { ids: knownIds(ids), level, after: cursorOf(after), limit: integer(first + 1) },
  );
  const pages = new Map(rows.map(({ scope, total, assets }) => [scope, toPage(assets, first, total)]));
  return new Map(ids.map((id) => [id, pages.get(id) ?? toPage([], first, 0)]));
}
