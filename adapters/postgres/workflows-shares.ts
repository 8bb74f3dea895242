import type { Line } from '../../core/ports/workflow-store.ts';
import type { Run } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';

const rankOf = { LOW: -1, NORMAL: 0, HIGH: 1 } as const;

/** Which steps have to wait until their project has room for them. */
export class PostgresShares {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async setMaxActiveSteps(projectId: string, max: number | null, by: string): Promise<void> {
    if (max === null) await this.#sql.query('DELETE FROM workflow_share WHERE project_id = $1::uuid', [projectId]);
    else
      await this.#sql.query(
        `INSERT INTO workflow_share (project_id, max_active_steps, set_by) VALUES ($1::uuid, $2::int, $3)
         ON CONFLICT (project_id) DO UPDATE SET max_active_steps = $2::int, set_by = $3, set_at = clock_timestamp()`,
        [projectId, max, by],
      );
  }

  async standInLine({ id, projectId, priority }: Run, stepRunIds: readonly string[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO workflow_line (step_run_id, run_id, project_id, priority)
       SELECT unnest($1::uuid[]), $2::uuid, $3::uuid, $4::int ON CONFLICT DO NOTHING`,
      [stepRunIds, id, projectId, rankOf[priority]],
    );
  }

  async lineOf(
    projectId: string,
    usualLimit: number | null,
    counts: 'ALWAYS' | 'IF_WAITING' = 'ALWAYS',
  ): Promise<Line> {
    // What has a job is counted one by one, so not where nobody asks.
    const [row] = await this.#sql.query<{ now: Date; own: number | null; active: number; waiting: number }>(
      `WITH line AS MATERIALIZED (SELECT count(*)::int AS waiting FROM workflow_line WHERE project_id = $1::uuid)
       SELECT clock_timestamp() AS now, (SELECT max_active_steps FROM workflow_share WHERE project_id = $1::uuid) AS own,
              CASE WHEN $2::bool OR waiting > 0 THEN
                (SELECT count(*)::int FROM workflow_step s JOIN workflow_run r ON r.id = s.run_id
                  WHERE s.queued AND s.state IN ('PENDING', 'RUNNING') AND s.retry_at IS NULL AND s.uses <> 'notify' AND r.project_id = $1::uuid)
              ELSE 0 END AS active, waiting FROM line`,
      [projectId, counts === 'ALWAYS'],
    );
    const { now, own, active, waiting } = row ?? { now: new Date(), own: null, active: 0, waiting: 0 };
    return { limit: own ?? usualLimit, isOwnLimit: own !== null, active, waiting, now };
  }

  async nextInLine(projectId: string, count: number): Promise<readonly { stepRunId: string; runId: string }[]> {
    return this.#sql.query<{ stepRunId: string; runId: string }>(
      `SELECT step_run_id AS "stepRunId", run_id AS "runId" FROM workflow_line WHERE project_id = $1::uuid
        ORDER BY priority DESC, since, step_run_id LIMIT $2::int`,
      [projectId, count],
    );
  }

  async setPriority(runId: string, priority: Run['priority']): Promise<void> {
    await this.#sql.query('UPDATE workflow_run SET priority = $2 WHERE id = $1::uuid', [runId, priority]);
    await this.#sql.query('UPDATE workflow_line SET priority = $2::int WHERE run_id = $1::uuid', [
      runId,
      rankOf[priority],
    ]);
  }

  /** Steps that are given out, left out, set back or held up are in no line. */
  protected async leaveLine(stepRunIds: readonly string[]): Promise<void> {
    await this.#sql.query('DELETE FROM workflow_line WHERE step_run_id = ANY($1::uuid[])', [stepRunIds]);
  }

  protected async leaveLineOf(runId: string): Promise<void> {
    await this.#sql.query('DELETE FROM workflow_line WHERE run_id = $1::uuid', [runId]);
  }
}
