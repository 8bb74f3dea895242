import type { ActivityLedger } from '../../core/ports/activity-ledger.ts';
import type { SqlClient } from './sql-client.ts';

/** `core/ports/activity-ledger.ts` in the table of 130-provenance.sql. */
export class PostgresActivityLedger implements ActivityLedger {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async note(activityId: string, inputSha256: string): Promise<string | null> {
    const made = await this.#sql.query(
      `INSERT INTO recorded_activity (id, input_sha256) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING RETURNING id`,
      [activityId, inputSha256],
    );
    if (made.length > 0) return null;
    const [known] = await this.#sql.query<{ hash: string }>(
      'SELECT input_sha256 AS hash FROM recorded_activity WHERE id = $1::uuid',
      [activityId],
    );
    return known?.hash ?? null;
  }

  async lockOrigins(): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('origins of assets', 0))`);
  }
}
