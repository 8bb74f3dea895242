import { badInput } from '../../core/errors.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * Holds the state of assets until the transaction ends. Taken before a write of it has its number, so that numbers are given in the
 * order of commits.
 * @throws BAD_USER_INPUT for an asset that was never acknowledged
 */
export async function holdAssets(sql: SqlClient, ids: readonly string[]): Promise<void> {
  const [missing] = await sql.query<{ id: string }>(
    'SELECT id FROM unnest($1::uuid[]) AS given(id) WHERE NOT EXISTS (SELECT FROM graph_asset a WHERE a.id = given.id) LIMIT 1',
    [ids],
  );
  if (missing) throw badInput('assetId', 'an asset of this graph', missing.id);
  await sql.query(
    `SELECT pg_advisory_xact_lock(key) FROM (
       SELECT DISTINCT hashtextextended('graph state ' || id, 0) AS key FROM unnest($1::text[]) AS given(id)
       ORDER BY key OFFSET 0) ordered`,
    [ids],
  );
}
