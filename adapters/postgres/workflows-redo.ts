import { HubError } from '../../core/errors.ts';
import type { StepRound } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';
import { PostgresShares } from './workflows-shares.ts';
import { stepRoundOf, type StepRoundRow } from './workflows-rows.ts';

/** What makes steps and runs go on after they had ended or stopped. */
export class PostgresRedo extends PostgresShares {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async reopenRun(id: string): Promise<void> {
    await this.#sql.query('UPDATE workflow_run SET reopened = reopened + 1 WHERE id = $1::uuid', [id]);
  }

  async unqueueSteps(runId: string): Promise<void> {
    await this.leaveLineOf(runId);
    await this.#sql.query(
      "UPDATE workflow_step SET queued = false, retry_at = NULL, turn = turn + 1 WHERE run_id = $1::uuid AND state = 'PENDING' AND queued",
      [runId],
    );
  }

  async countFailedTry(id: string): Promise<void> {
    await this.#sql.query('UPDATE workflow_step SET failed_tries = failed_tries + 1 WHERE id = $1::uuid', [id]);
  }

  async waitForRetry(id: string, delayS: number): Promise<Date> {
    const [row] = await this.#sql.query<{ retry_at: Date }>(
      `UPDATE workflow_step SET queued = true, retry_at = clock_timestamp() + $2::float8 * interval '1 s'
        WHERE id = $1::uuid AND state = 'PENDING' RETURNING retry_at`,
      [id, delayS],
    );
    if (!row) throw new HubError('INTERNAL_SERVER_ERROR', `step ${id} does not wait`);
    return row.retry_at;
  }

  async endRetryWait(id: string, turn: number): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE workflow_step SET queued = false, retry_at = NULL
        WHERE id = $1::uuid AND turn = $2::int AND state = 'PENDING' AND retry_at IS NOT NULL RETURNING id`,
      [id, turn],
    );
    return rows.length > 0;
  }

  async noteProgress(
    id: string,
    fence: number,
    { fraction, text, log }: { fraction: number | null; text: string | null; log: string | null },
  ): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE workflow_step SET progress = coalesce($3::float8, progress), progress_text = coalesce($4, progress_text),
              log = coalesce($5, log)
        WHERE id = $1::uuid AND fence = $2::int AND state = 'RUNNING' RETURNING id`,
      [id, fence, fraction, text, log],
    );
    return rows.length > 0;
  }

  async redoSteps(ids: readonly string[], why: string): Promise<void> {
    await this.#sql.transact(async () => {
      await this.leaveLine(ids);
      await this.#sql.query(
        `INSERT INTO workflow_step_round
           (step_run_id, round, state, attempts, reason, log, outputs, started_at, ended_at, left_because)
         SELECT id, round, state, attempts, reason, log, outputs, started_at, ended_at, $2
           FROM workflow_step WHERE id = ANY($1::uuid[])`,
        [ids, why],
      );
      await this.#sql.query(
        `UPDATE workflow_step SET state = 'PENDING', queued = false, retry_at = NULL, round = round + 1, turn = turn + 1, fence = fence + 1,
                attempts = 0, failed_tries = 0, progress = NULL, progress_text = NULL, cut_short = false, reason = NULL, log = NULL, outputs = '[]', reused_activity_id = NULL,
                reused_project_id = NULL, reused_run_id = NULL, reused_by = NULL, reused_at = NULL, started_at = NULL,
                ended_at = NULL
          WHERE id = ANY($1::uuid[])`,
        [ids],
      );
    });
  }

  async typicalSeconds(runIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
    const rows = await this.#sql.query<{ run_id: string; step: string; seconds: number }>(
      `SELECT wanted.id AS run_id, took.step, (percentile_cont(0.5) WITHIN GROUP (ORDER BY took.seconds))::float8 AS seconds
         FROM workflow_run wanted JOIN workflow w ON w.id = wanted.workflow_id
         CROSS JOIN LATERAL (
           SELECT r.id FROM workflow_run r JOIN workflow v ON v.id = r.workflow_id
            WHERE r.project_id = w.project_id AND v.name = w.name ORDER BY r.started_at DESC, r.id DESC LIMIT 20) last
         CROSS JOIN LATERAL (
           SELECT s.step, greatest(extract(epoch FROM s.ended_at - s.started_at), 0) AS seconds FROM workflow_step s
            WHERE s.run_id = last.id AND s.state = 'COMPLETED' AND s.reused_activity_id IS NULL) took
        WHERE wanted.id = ANY($1::uuid[]) GROUP BY wanted.id, took.step`,
      [runIds],
    );
    const found = Map.groupBy(rows, (row) => row.run_id);
    return new Map([...found].map(([id, steps]) => [id, new Map(steps.map(({ step, seconds }) => [step, seconds]))]));
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
