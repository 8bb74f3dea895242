import type { Tag } from '../../core/assets/asset.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import { searchFields, tagSearchFields } from './asset-node.ts';
import { assetMap, toAsset, type AssetRow } from './assets.ts';
import { integer, type Neo4jConnection } from './connection.ts';

const batch = 1000;
const migration = '110-find.cypher';

/**
 * Gives the nodes of a graph that is older than the search what they are found by, once: the migration's node says that it is done. May run in
 * several processes, and go on where one ended.
 */
export async function fillSearch(connection: Neo4jConnection, outbox: GraphOutbox): Promise<void> {
  const [done] = await connection.read([], (run) =>
    run('MATCH (m:Migration {name: $migration}) WHERE m.filled RETURN m.name', { migration }),
  );
  if (done) return;
  await fillAssets(connection, outbox);
  await fillTags(connection);
  await connection.write([], (run) => run('MATCH (m:Migration {name: $migration}) SET m.filled = true', { migration }));
}

async function fillAssets(connection: Neo4jConnection, outbox: GraphOutbox): Promise<void> {
  for (let after = ''; ;) {
    const rows = await connection.read([], (run) =>
      run<AssetRow>(
        `MATCH (a:Asset) WHERE a.id > $after AND a.words IS NULL WITH a ORDER BY a.id LIMIT $limit RETURN ${assetMap} AS asset`,
        { after, limit: integer(batch) },
      ),
    );
    const assets = rows.map(({ asset }) => toAsset(asset));
    const last = assets.at(-1);
    if (!last) return;
    await outbox.noteProperties(assets);
    await connection.write([], (run) =>
      run('UNWIND $rows AS row MATCH (a:Asset {id: row.id}) SET a += row.node', {
        rows: assets.map((asset) => ({ id: asset.id, node: searchFields(asset) })),
      }),
    );
    after = last.id;
  }
}

async function fillTags(connection: Neo4jConnection): Promise<void> {
  for (let after = ''; ;) {
    const rows = await connection.read([], (run) =>
      run<{ id: string } & Pick<Tag, 'assetId' | 'name' | 'value'>>(
        `MATCH (a:ProvEntity)-[:HAS_TAG]->(t:Tag) WHERE t.id > $after AND t.words IS NULL
         RETURN t.id AS id, a.id AS assetId, t.name AS name, t.value AS value ORDER BY t.id LIMIT $limit`,
        { after, limit: integer(batch) },
      ),
    );
    const last = rows.at(-1);
    if (!last) return;
    await connection.write([], (run) =>
      // One that was set anew meanwhile has its own.
      run('UNWIND $rows AS row MATCH (t:Tag {id: row.id}) WHERE t.words IS NULL SET t += row.node', {
        rows: rows.map(({ id, ...tag }) => ({ id, node: tagSearchFields(tag) })),
      }),
    );
    after = last.id;
  }
}
