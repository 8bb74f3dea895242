import type { QuotaUse, RunQuota, RunQuotas, WaitingStart } from '../../core/ports/run-quotas.ts';
import type { SqlClient } from './sql-client.ts';

/** A run for itself, not one that does a step. */
const isOwn = 'NOT EXISTS (SELECT FROM workflow_child_run c WHERE c.run_id = r.id)';

/** The tables of 271-run-quotas.sql, and 280-tries-and-waiting-starts.sql. */
export class PostgresRunQuotas implements RunQuotas {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async set(projectId: string, { maxRuns, maxRunsADay }: RunQuota, by: string): Promise<void> {
    await this.#sql.query(
      `INSERT INTO workflow_quota (project_id, max_runs, max_runs_a_day, set_by) VALUES ($1::uuid, $2::int, $3::int, $4)
       ON CONFLICT (project_id) DO UPDATE SET max_runs = $2::int, max_runs_a_day = $3::int, set_by = $4, set_at = clock_timestamp()`,
      [projectId, maxRuns, maxRunsADay, by],
    );
  }

  async hold(projectId: string): Promise<QuotaUse | null> {
    const held = await this.#sql.query(
      `SELECT FROM workflow_quota WHERE project_id = $1::uuid AND (max_runs IS NOT NULL OR max_runs_a_day IS NOT NULL) FOR UPDATE`,
      [projectId],
    );
    return held.length === 0 ? null : this.use(projectId);
  }

  async use(projectId: string): Promise<QuotaUse> {
    const [row] = await this.#sql.query<QuotaUse>(
      `SELECT clock_timestamp() AS now,
         (SELECT max_runs FROM workflow_quota WHERE project_id = $1::uuid) AS "maxRuns",
         (SELECT max_runs_a_day FROM workflow_quota WHERE project_id = $1::uuid) AS "maxRunsADay",
         (SELECT count(*)::int FROM workflow_run r WHERE project_id = $1::uuid AND state IN ('RUNNING', 'WAITING', 'PAUSED')
           AND ${isOwn}) AS runs,
         (SELECT count(*)::int FROM workflow_run r WHERE project_id = $1::uuid AND ${isOwn}
           AND started_at >= date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS "runsToday",
         (SELECT count(*)::int FROM workflow_waiting_start WHERE project_id = $1::uuid) AS waiting`,
      [projectId],
    );
    return row ?? { maxRuns: null, maxRunsADay: null, runs: 0, runsToday: 0, waiting: 0, now: new Date() };
  }

  async wait(start: WaitingStart): Promise<void> {
    const { runId, projectId, examId, workflow, key, on, startedBy, startedById, causeRunId } = start;
    await this.#sql.query(
      `INSERT INTO workflow_waiting_start (run_id, project_id, exam_id, workflow, event_key, started_by, started_by_id, cause_run_id, event)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::uuid, $8::uuid, $9) ON CONFLICT DO NOTHING`,
      [runId, projectId, examId, workflow, key, startedBy, startedById, causeRunId, on],
    );
  }

  async anyWaits(projectId: string): Promise<boolean> {
    const rows = await this.#sql.query('SELECT FROM workflow_waiting_start WHERE project_id = $1::uuid LIMIT 1', [
      projectId,
    ]);
    return rows.length > 0;
  }

  async nextWaiting(projectId: string, first: number): Promise<readonly WaitingStart[]> {
    return this.#sql.query<WaitingStart>(
      `SELECT run_id AS "runId", project_id AS "projectId", exam_id AS "examId", workflow, event_key AS key, event AS "on",
              started_by AS "startedBy", started_by_id AS "startedById", cause_run_id AS "causeRunId"
         FROM workflow_waiting_start WHERE project_id = $1::uuid ORDER BY since, run_id LIMIT $2::int`,
      [projectId, first],
    );
  }

  async waitingExams(projectId: string, workflow: string, examIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.query<{ examId: string }>(
      `SELECT DISTINCT exam_id AS "examId" FROM workflow_waiting_start
        WHERE exam_id = ANY($3::uuid[]) AND project_id = $1::uuid AND workflow = $2`,
      [projectId, workflow, examIds],
    );
    return new Set(rows.map(({ examId }) => examId));
  }

  async forget(runIds: readonly string[]): Promise<void> {
    await this.#sql.query('DELETE FROM workflow_waiting_start WHERE run_id = ANY($1::uuid[])', [runIds]);
  }
}
