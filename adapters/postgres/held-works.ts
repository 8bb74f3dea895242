import type { HeldWork, HeldWorks } from '../../core/ports/held-works.ts';
import type { SqlClient } from './sql-client.ts';

const columns = 'w.step_run_id AS "stepRunId", w.uses, w.key, w.handle';

/** In the table of 240-held-works.sql. */
export class PostgresHeldWorks implements HeldWorks {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async note({ stepRunId, uses, key, handle }: HeldWork, fence: number): Promise<boolean> {
    const rows = await this.#sql.query(
      `INSERT INTO held_work (step_run_id, uses, key, handle)
       SELECT id, $2, $3, $4::jsonb FROM workflow_step
        WHERE id = $1::uuid AND state = 'RUNNING' AND fence = $5::int FOR SHARE
       ON CONFLICT (step_run_id) DO UPDATE SET uses = excluded.uses, key = excluded.key, handle = excluded.handle,
         noted_at = clock_timestamp()
       RETURNING step_run_id`,
      [stepRunId, uses, key, JSON.stringify(handle), fence],
    );
    return rows.length > 0;
  }

  async of(stepRunId: string): Promise<HeldWork | null> {
    const rows = await this.#sql.query<HeldWork>(`SELECT ${columns} FROM held_work w WHERE w.step_run_id = $1::uuid`, [
      stepRunId,
    ]);
    return rows[0] ?? null;
  }

  async disown(stepRunId: string): Promise<void> {
    await this.#sql.query("UPDATE held_work SET key = '' WHERE step_run_id = $1::uuid", [stepRunId]);
  }

  ofEndedSteps(uses: readonly string[]): Promise<readonly HeldWork[]> {
    return this.#sql.query<HeldWork>(
      `SELECT ${columns} FROM held_work w JOIN workflow_step s ON s.id = w.step_run_id
        WHERE w.uses = ANY($1) AND s.state NOT IN ('PENDING', 'RUNNING', 'WAITING') ORDER BY w.noted_at`,
      [uses],
    );
  }

  async forget({ stepRunId, handle }: HeldWork): Promise<void> {
    await this.#sql.query('DELETE FROM held_work WHERE step_run_id = $1::uuid AND handle = $2::jsonb', [
      stepRunId,
      JSON.stringify(handle),
    ]);
  }
}
