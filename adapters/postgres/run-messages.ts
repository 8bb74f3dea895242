import type { MessageStatus } from '../../core/ports/contact-store.ts';
import type { RunMessage, RunMessages } from '../../core/ports/run-messages.ts';
import type { SqlClient } from './sql-client.ts';

const columns =
  'id, step_run_id AS "stepRunId", channel, target, text, status, reason, made_at AS "madeAt", ended_at AS "endedAt"';

/** Messages of notify steps, in our own table. */
export class PostgresRunMessages implements RunMessages {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async addMessages(messages: Parameters<RunMessages['addMessages']>[0]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO run_message (id, step_run_id, channel, target, text, status)
       SELECT id, "stepRunId", channel, target, text, 'WAITING'
         FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, "stepRunId" uuid, channel text, target text, text text)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(messages)],
    );
  }

  async lockMessage(id: string): Promise<RunMessage | null> {
    const [row] = await this.#sql.query<RunMessage>(`SELECT ${columns} FROM run_message WHERE id = $1 FOR UPDATE`, [
      id,
    ]);
    return row ?? null;
  }

  async putStatus(id: string, status: MessageStatus, reason: string | null): Promise<void> {
    await this.#sql.query(
      `UPDATE run_message SET status = $2, reason = $3,
         ended_at = CASE WHEN $2 IN ('WAITING', 'SENDING') THEN NULL ELSE now() END WHERE id = $1`,
      [id, status, reason],
    );
  }

  async messagesOfSteps(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, readonly RunMessage[]>> {
    const rows = await this.#sql.query<RunMessage>(
      `SELECT ${columns} FROM run_message WHERE step_run_id = ANY($1::uuid[]) ORDER BY sequence`,
      [stepRunIds],
    );
    return Map.groupBy(rows, ({ stepRunId }) => stepRunId);
  }
}
