import type { Asset, Tag } from '../../core/assets/asset.ts';
import { wordsOfAsset, wordsOfTag } from '../../core/assets/search-words.ts';
import type { SqlClient } from './sql-client.ts';

const batch = 500;

/** The lexemes that a row of words in JSON stands for, as they are: nothing parses or stems them. */
export const lexemes = (words: string): string =>
  `array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(${words})))`;

/**
 * Gives words to assets and tags of a time before there were any; what has them costs nothing. Each batch commits by itself, so that one who is
 * interrupted goes on from there.
 */
export async function fillWords(sql: SqlClient): Promise<void> {
  for (;;) {
    const assets = await sql.query<Pick<Asset, 'id' | 'label' | 'properties'>>(
      `SELECT id, label, properties FROM asset WHERE words IS NULL LIMIT ${String(batch)}`,
    );
    if (assets.length === 0) break;
    await sql.query(
      `UPDATE asset a SET words = ${lexemes('n.words')}
       FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, words jsonb) WHERE a.id = n.id`,
      [JSON.stringify(assets.map((asset) => ({ id: asset.id, words: wordsOfAsset(asset) })))],
    );
  }
  for (;;) {
    const tags = await sql.query<Pick<Tag, 'assetId' | 'name' | 'value'> & { readonly slot: string }>(
      `SELECT asset_id AS "assetId", name, slot, value FROM tag WHERE words IS NULL LIMIT ${String(batch)}`,
    );
    if (tags.length === 0) break;
    await sql.query(
      `UPDATE tag t SET words = ${lexemes('n.words')}
       FROM jsonb_to_recordset($1::jsonb) AS n("assetId" uuid, name text, slot text, words jsonb)
       WHERE t.asset_id = n."assetId" AND t.name = n.name AND t.slot = n.slot`,
      [
        JSON.stringify(
          tags.map((tag) => ({ assetId: tag.assetId, name: tag.name, slot: tag.slot, words: wordsOfTag(tag) })),
        ),
      ],
    );
  }
}
