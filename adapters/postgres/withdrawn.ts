import { HubError } from '../../core/errors.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** Who writes to the graph holds this with others, who withdraws alone: so a withdrawal sees all that was written, and none comes after. */
const lock = "hashtextextended('withdrawals', 0)";
/** Which assets are tombstones, where the graph is in this database, and where it is in another one. */
const tombstones = { asset: 'withdrawn_at IS NOT NULL', graph_asset: 'withdrawn' } as const;

/** Holds the graph alone until the ambient transaction ends. */
export async function holdAlone(sql: SqlClient): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(${lock})`);
}

/** Keeps everybody from withdrawing until the ambient transaction ends. */
export async function holdShared(sql: SqlClient): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock_shared(${lock})`);
}

/**
 * Passes when none of these was withdrawn, nor will be before the ambient transaction ends; ids that no asset has don't matter.
 * @throws WITHDRAWN
 */
export async function refuseWithdrawn(
  sql: SqlClient,
  table: keyof typeof tombstones,
  ids: readonly string[],
): Promise<void> {
  await holdShared(sql);
  const [gone] = await sql.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE id = ANY($1::uuid[]) AND ${tombstones[table]} ORDER BY id LIMIT 1`,
    [knownIds(ids)],
  );
  if (!gone) return;
  throw new HubError('WITHDRAWN', `consent for the asset ${gone.id} was withdrawn`, { assetId: gone.id });
}
