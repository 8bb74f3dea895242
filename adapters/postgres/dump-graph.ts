import type { Tag } from '../../core/assets/asset.ts';
import type { GraphWrite } from '../../core/assets/graph-write.ts';
import { assetColumns, tagColumns, toAsset, type AssetRow, type TagRow } from './asset-rows.ts';
import { getActivities } from './provenance.ts';
import type { SqlClient } from './sql-client.ts';

const pageSize = 500;

/**
 * The whole graph as writes in an order in which they can be made again: assets after their parents, then tags, then activities, each in
 * order of id. Reads a page at a time; what is written meanwhile may be missing.
 */
export async function* dumpGraph(sql: SqlClient): AsyncIterable<GraphWrite> {
  for (let steps = 0; ; steps++) {
    // Assets whose longest way up has that many steps.
    const wave = `${wayUp(steps)} AND NOT ${wayUp(steps + 1)}`;
    let any = false;
    for await (const rows of pages<AssetRow & { parentIds: string[] }>(
      sql,
      `SELECT ${assetColumns}, ARRAY(SELECT parent_id::text FROM part_of WHERE child_id = a.id ORDER BY parent_id) AS "parentIds"
       FROM asset a WHERE a.id > $1::uuid AND ${wave} ORDER BY a.id LIMIT $2::int`,
    )) {
      any = true;
      yield {
        kind: 'ASSETS',
        assets: rows.map(({ parentIds, ...row }) => ({ ...toAsset(row), parentIds })),
      };
    }
    if (!any) break;
  }
  for await (const rows of pages<{ id: string }>(
    sql,
    'SELECT DISTINCT asset_id AS id FROM tag WHERE asset_id > $1::uuid ORDER BY asset_id LIMIT $2::int',
  )) {
    const tags = await sql.query<TagRow>(
      `SELECT ${tagColumns} FROM tag WHERE asset_id = ANY($1::uuid[]) ORDER BY asset_id, name`,
      [rows.map((row) => row.id)],
    );
    yield { kind: 'TAGS', tags: tags satisfies readonly Tag[] };
  }
  for await (const rows of pages<{ id: string }>(
    sql,
    'SELECT id FROM prov_activity WHERE id > $1::uuid ORDER BY id LIMIT $2::int',
  )) {
    const ids = rows.map((row) => row.id);
    const activities = await getActivities(sql, ids);
    for (const id of ids) {
      const activity = activities.get(id);
      if (activity) yield { kind: 'ACTIVITY', activity };
    }
  }
}

/** A condition on `a`: there is a way of `steps` steps up from it. */
function wayUp(steps: number): string {
  if (steps === 0) return 'true';
  const joins = Array.from({ length: steps - 1 }, (_, n) => {
    const [below, above] = [`p${String(n)}`, `p${String(n + 1)}`];
    return `JOIN part_of ${above} ON ${above}.child_id = ${below}.parent_id`;
  });
  return `EXISTS (SELECT FROM part_of p0 ${joins.join(' ')} WHERE p0.child_id = a.id)`;
}

async function* pages<Row extends { readonly id: string }>(
  sql: SqlClient,
  statement: string,
): AsyncIterable<readonly Row[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await sql.query<Row>(statement, [after, pageSize]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}
