import type { AssetState } from '../../core/assets/asset.ts';
import { badInput } from '../../core/errors.ts';
import { wordsOfAsset } from '../../core/assets/search-words.ts';
import { lexemes } from './fill-words.ts';
import type { SqlClient } from './sql-client.ts';

/** Writes what assets are now, holding their rows in order of id. @throws BAD_USER_INPUT for an asset that is not there */
export async function putStates(sql: SqlClient, states: readonly AssetState[]): Promise<void> {
  if (states.length === 0) return;
  const rows = states.map(({ content, ...state }) => ({ ...state, ...content, words: wordsOfAsset(state) }));
  await sql.transact(async () => {
    const missing = await sql.query<{ id: string }>(
      `WITH new AS (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS new("assetId" uuid, version int, label text, properties jsonb,
           sha256 text, "sizeBytes" bigint, "mediaType" text, words jsonb)),
       held AS MATERIALIZED (SELECT id FROM asset WHERE id IN (SELECT "assetId" FROM new) ORDER BY id FOR UPDATE),
       changed AS (
         UPDATE asset a SET version = new.version, label = new.label, properties = new.properties, sha256 = new.sha256,
           size_bytes = new."sizeBytes", media_type = new."mediaType", words = ${lexemes('new.words')}
         FROM new JOIN held ON held.id = new."assetId" WHERE a.id = held.id)
       SELECT "assetId" AS id FROM new WHERE "assetId" NOT IN (SELECT id FROM held) LIMIT 1`,
      [JSON.stringify(rows)],
    );
    if (missing[0]) throw badInput('assetId', 'an asset of this graph', missing[0].id);
  });
}
