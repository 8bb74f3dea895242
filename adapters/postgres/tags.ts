import type { Tag, TagKey } from '../../core/assets/asset.ts';
import { wordsOfTag } from '../../core/assets/search-words.ts';
import { lexemes } from './fill-words.ts';
import type { SqlClient } from './sql-client.ts';

/** `AssetGraph.putTags` in the table `tag`. */
export async function putTags(sql: SqlClient, tags: readonly Tag[], removed: readonly TagKey[]): Promise<void> {
  if (removed.length === 0) return set(sql, tags);
  await sql.transact(async () => {
    await sql.query(
      `DELETE FROM tag t USING jsonb_to_recordset($1::jsonb) AS gone("assetId" uuid, name text, slot text)
       WHERE t.asset_id = gone."assetId" AND t.name = gone.name AND t.slot = coalesce(gone.slot, '')`,
      [JSON.stringify(removed)],
    );
    await set(sql, tags);
  });
}

async function set(sql: SqlClient, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return;
  // One statement can't replace a row twice; the last of a key wins, as with one statement each.
  const last = new Map(tags.map((tag) => [JSON.stringify([tag.assetId, tag.name, tag.slot ?? '']), tag]));
  await sql.query(
    `INSERT INTO tag (asset_id, name, slot, value, set_by, reason, set_at, definition_id, words)
     SELECT "assetId", name, coalesce(slot, ''), value, "setBy", reason, "setAt", "definitionId", ${lexemes('words')}
     FROM jsonb_to_recordset($1::jsonb) AS new("assetId" uuid, name text, slot text, value jsonb, "setBy" text,
       reason text, "setAt" timestamptz, "definitionId" uuid, words jsonb)
     ORDER BY "assetId", name, slot ON CONFLICT (asset_id, name, slot) DO UPDATE SET value = excluded.value,
       set_by = excluded.set_by, reason = excluded.reason, set_at = excluded.set_at, definition_id = excluded.definition_id,
       words = excluded.words`,
    [JSON.stringify([...last.values()].map((tag) => ({ ...tag, words: wordsOfTag(tag) })))],
  );
}
