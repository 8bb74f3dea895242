import type { Tag } from '../../core/assets/asset.ts';
import { datedAsset, tombstoneOf, type GraphWrite } from '../../core/assets/graph-write.ts';
import { assetMap, tagsOf, toAsset, type AssetRow } from './assets.ts';
import { integer, type Neo4jConnection } from './connection.ts';
import { activityRow, toActivity } from './provenance.ts';
import { relationMap, toRelation } from './relations.ts';

const pageSize = 500;

/**
 * The whole graph as writes in an order in which they can be made again: assets after their parents, then tags, relations, activities and tombstones,
 * each in order of id. Reads a page at a time; what is written meanwhile may be missing.
 */
export async function* dumpGraph(connection: Neo4jConnection, bookmarks: readonly string[]): AsyncIterable<GraphWrite> {
  for (let steps = 0; ; steps++) {
    // Assets whose longest way up has that many steps.
    const wave = `EXISTS { (a)-[:PART_OF*${String(steps)}]->() } AND NOT EXISTS { (a)-[:PART_OF*${String(steps + 1)}]->() }`;
    let any = false;
    for await (const rows of pages<AssetRow & { parentIds: string[] }>(
      connection,
      bookmarks,
      `MATCH (a:Asset|Withdrawn) WHERE a.id > $after AND ${wave} WITH a ORDER BY a.id LIMIT $limit
       RETURN ${assetMap} AS asset, COLLECT { MATCH (a)-[:PART_OF]->(p) RETURN p.id ORDER BY p.id } AS parentIds`,
      (row) => row.asset.id,
    )) {
      any = true;
      yield { kind: 'ASSETS', assets: rows.map(({ asset, parentIds }) => datedAsset(toAsset(asset), parentIds)) };
    }
    if (!any) break;
  }
  for await (const rows of pages<{ id: string }>(
    connection,
    bookmarks,
    `MATCH (a:Asset) WHERE a.id > $after AND EXISTS { (a)-[:HAS_TAG]->() } RETURN a.id AS id ORDER BY a.id LIMIT $limit`,
    (row) => row.id,
  )) {
    const tags = await connection.read(bookmarks, (run) =>
      tagsOf(
        run,
        rows.map((row) => row.id),
      ),
    );
    yield { kind: 'TAGS', tags: [...tags.values()].flat() satisfies readonly Tag[] };
  }
  for await (const rows of pages<{ relation: Parameters<typeof toRelation>[0] }>(
    connection,
    bookmarks,
    `MATCH ()-[r:RELATES_TO]->() WHERE r.id > $after AND NOT r.removed WITH r ORDER BY r.id LIMIT $limit
     RETURN ${relationMap} AS relation`,
    (row) => row.relation.id,
  )) {
    yield { kind: 'RELATIONS', relations: rows.map(({ relation }) => ({ ...toRelation(relation), removed: false })) };
  }
  for await (const rows of pages<Parameters<typeof toActivity>[0]>(
    connection,
    bookmarks,
    `MATCH (p:ProvActivity) WHERE p.id > $after WITH p ORDER BY p.id LIMIT $limit RETURN ${activityRow}`,
    (row) => row.activity.id,
  )) {
    for (const row of rows) yield { kind: 'ACTIVITY', activity: toActivity(row) };
  }
  for await (const rows of pages<AssetRow>(
    connection,
    bookmarks,
    `MATCH (a:Withdrawn) WHERE a.id > $after WITH a ORDER BY a.id LIMIT $limit RETURN ${assetMap} AS asset`,
    (row) => row.asset.id,
  )) {
    yield { kind: 'TOMBSTONES', tombstones: rows.flatMap(({ asset }) => tombstoneOf(toAsset(asset)) ?? []) };
  }
}

async function* pages<Row>(
  connection: Neo4jConnection,
  bookmarks: readonly string[],
  cypher: string,
  cursorOf: (row: Row) => string,
): AsyncIterable<readonly Row[]> {
  for (let after = ''; ;) {
    const rows = await connection.read(bookmarks, (run) => run<Row>(cypher, { after, limit: integer(pageSize) }));
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = cursorOf(last);
  }
}
