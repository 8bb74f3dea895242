import type { StepRound } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';
import { stepRoundOf, type StepRoundRow } from './workflows-rows.ts';

/** What makes steps and runs go on after they had ended or stopped. */
export class PostgresRedo {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async reopenRun(id: string): Promise<void> {
    await this.#sql.query('UPDATE workflow_run SET reopened = reopened + 1 WHERE id = $1::uuid', [id]);
  }

  async unqueueSteps(runId: string): Promise<void> {
    await this.#sql.query(
      "UPDATE workflow_step SET queued = false, turn = turn + 1 WHERE run_id = $1::uuid AND state = 'PENDING' AND queued",
      [runId],
    );
  }

  async redoSteps(ids: readonly string[], why: string): Promise<void> {
    await this.#sql.transact(async () => {
      await this.#sql.query(
        `INSERT INTO workflow_step_round
           (step_run_id, round, state, attempts, reason, log, outputs, started_at, ended_at, left_because)
         SELECT id, round, state, attempts, reason, log, outputs, started_at, ended_at, $2
           FROM workflow_step WHERE id = ANY($1::uuid[])`,
        [ids, why],
      );
      await this.#sql.query(
        `UPDATE workflow_step SET state = 'PENDING', queued = false, round = round + 1, turn = turn + 1, fence = fence + 1,
                attempts = 0, cut_short = false, reason = NULL, log = NULL, outputs = '[]', reused_activity_id = NULL,
                reused_project_id = NULL, reused_run_id = NULL, reused_by = NULL, reused_at = NULL, started_at = NULL,
                ended_at = NULL
          WHERE id = ANY($1::uuid[])`,
        [ids],
      );
    });
  }

  async roundsOf(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, readonly StepRound[]>> {
    const rows = await this.#sql.query<StepRoundRow>(
      'SELECT * FROM workflow_step_round WHERE step_run_id = ANY($1::uuid[]) ORDER BY step_run_id, round',
      [stepRunIds],
    );
    const found = Map.groupBy(rows, (row) => row.step_run_id);
    return new Map(stepRunIds.map((id) => [id, (found.get(id) ?? []).map(stepRoundOf)]));
  }
}
