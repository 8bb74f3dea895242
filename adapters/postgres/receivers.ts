import type { Receiver, ReceiverStore } from '../../core/ports/receiver-store.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `pool_id AS "poolId", ae_title AS "aeTitle", calling_ae_titles AS "callingAeTitles", calling_addresses AS "callingAddresses"`;

/** AE titles of pools in PostgreSQL. */
export class PostgresReceivers implements ReceiverStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async put({ poolId, aeTitle, callingAeTitles, callingAddresses }: Receiver): Promise<boolean> {
    // Two that want one title at the same time: the second waits for the first, and then finds it.
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('receiver:' || $1, 0))`, [aeTitle]);
    const rows = await this.#sql.query(
      `INSERT INTO pool_receiver (pool_id, ae_title, calling_ae_titles, calling_addresses)
       SELECT $1::uuid, $2::text, $3::text[], $4::text[] WHERE NOT EXISTS (SELECT FROM pool_receiver WHERE ae_title = $2 AND pool_id <> $1)
       ON CONFLICT (pool_id) DO UPDATE SET ae_title = excluded.ae_title, calling_ae_titles = excluded.calling_ae_titles,
         calling_addresses = excluded.calling_addresses
       RETURNING pool_id`,
      [poolId, aeTitle, callingAeTitles, callingAddresses],
    );
    return rows.length > 0;
  }

  async remove(poolId: string): Promise<void> {
    await this.#sql.query(`DELETE FROM pool_receiver WHERE pool_id = $1`, [poolId]);
  }

  async ofPools(poolIds: readonly string[]): Promise<ReadonlyMap<string, Receiver>> {
    const rows = await this.#sql.query<Receiver>(
      `SELECT ${columns} FROM pool_receiver WHERE pool_id = ANY($1::uuid[])`,
      [poolIds],
    );
    return new Map(rows.map((row) => [row.poolId, row]));
  }

  async byTitle(aeTitle: string): Promise<Receiver | null> {
    const [row] = await this.#sql.query<Receiver>(`SELECT ${columns} FROM pool_receiver WHERE ae_title = $1`, [
      aeTitle,
    ]);
    return row ?? null;
  }
}
