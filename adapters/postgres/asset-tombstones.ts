import { badInput } from '../../core/errors.ts';
import { withdrawnLabel, type AssetTombstones, type Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { SqlClient } from './sql-client.ts';
import { holdAlone } from './withdrawn.ts';

/** `core/ports/asset-tombstones.ts` for a graph in this database. */
export class PostgresTombstones implements AssetTombstones {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  hold(): Promise<void> {
    return holdAlone(this.#sql);
  }

  async put(tombstones: readonly Tombstone[]): Promise<void> {
    if (tombstones.length === 0) return;
    const ids = tombstones.map(({ id }) => id);
    const rows = tombstones.map(({ id, withdrawn }) => ({ id, ...withdrawn }));
    await this.#sql.transact(async () => {
      await holdAlone(this.#sql);
      const missing = await this.#sql.query<{ id: string }>(
        `WITH new AS (
           SELECT * FROM jsonb_to_recordset($1::jsonb) AS new(id uuid, at timestamptz, reason text, "withdrawalId" uuid)),
         emptied AS (
           UPDATE asset a SET label = $2, properties = '{}', sha256 = NULL, size_bytes = NULL, media_type = NULL, version = 1, words = '',
             withdrawn_at = new.at, withdrawn_reason = new.reason, withdrawal_id = new."withdrawalId"
           FROM new WHERE a.id = new.id AND a.withdrawn_at IS NULL)
         SELECT id FROM new WHERE id NOT IN (SELECT id FROM asset) LIMIT 1`,
        [JSON.stringify(rows), withdrawnLabel],
      );
      if (missing[0]) throw badInput('assetId', 'an asset of this graph', missing[0].id);
      await this.#sql.query('DELETE FROM tag WHERE asset_id = ANY($1::uuid[])', [ids]);
      await this.#sql.query('DELETE FROM relation WHERE from_id = ANY($1::uuid[]) OR to_id = ANY($1::uuid[])', [ids]);
      // Of no level that children are listed by.
      await this.#sql.query(`UPDATE part_of SET child_level = 'WITHDRAWN' WHERE child_id = ANY($1::uuid[])`, [ids]);
    });
  }
}
