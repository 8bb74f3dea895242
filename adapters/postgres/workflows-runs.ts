import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { NewRun, NewStepRun, ProjectScope, RunFilter, StepEnd } from '../../core/ports/workflow-store.ts';
import { readRunCursor } from '../../core/workflows/run-cursor.ts';
import type { Run, StepRun } from '../../core/workflows/run.ts';
import type { StepSkip } from '../../core/workflows/schedule.ts';
import type { SqlClient } from './sql-client.ts';
import { PostgresRedo } from './workflows-redo.ts';
import { runOf, scopeParameter, stepOf, type RunRow, type StepRow } from './workflows-rows.ts';

/** Runs and their steps. */
export class PostgresRuns extends PostgresRedo {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async createRun(run: NewRun, steps: readonly NewStepRun[]): Promise<boolean> {
    return this.#sql.transact(async () => {
      const made = await this.#sql.query(
        `INSERT INTO workflow_run (id, workflow_id, project_id, exam_id, reuse, started_by, started_by_id, rerun_of, parameters, priority,
           started_within)
         VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::uuid, $8::uuid, $9::jsonb, $10, $11::jsonb) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [
          ...[run.id, run.workflowId, run.projectId, run.examId, run.reuse, run.startedBy, run.startedById],
          ...[run.rerunOf ?? null, run.parameters ? JSON.stringify(run.parameters) : null, run.priority ?? 'NORMAL'],
          run.startedWithin ? JSON.stringify(run.startedWithin) : null,
        ],
      );
      if (made.length === 0) return false;
      await this.#sql.query(
        `INSERT INTO workflow_step (id, run_id, position, step, uses, item_id)
         SELECT s.id, $1::uuid, s.position, s.step, s.uses, s.item_id
           FROM jsonb_to_recordset($2::jsonb) AS s (id uuid, position int, step text, uses text, item_id uuid)`,
        [
          run.id,
          JSON.stringify(
            steps.map((step, position) => ({
              id: step.id,
              position,
              step: step.step,
              uses: step.uses,
              item_id: step.itemId,
            })),
          ),
        ],
      );
      return true;
    });
  }

  async lockRun(id: string): Promise<Run | null> {
    const rows = await this.#sql.query<RunRow>('SELECT * FROM workflow_run WHERE id = $1::uuid FOR UPDATE', [id]);
    return rows.map(runOf)[0] ?? null;
  }

  async lockRunOfStep(stepRunId: string): Promise<Run | null> {
    const rows = await this.#sql.query<RunRow>(
      'SELECT * FROM workflow_run WHERE id = (SELECT run_id FROM workflow_step WHERE id = $1::uuid) FOR UPDATE',
      [stepRunId],
    );
    return rows.map(runOf)[0] ?? null;
  }

  async lockRuns(ids: readonly string[]): Promise<void> {
    await this.#sql.query('SELECT id FROM workflow_run WHERE id = ANY($1::uuid[]) ORDER BY started_at, id FOR UPDATE', [
      ids,
    ]);
  }

  async getRuns(ids: readonly string[]): Promise<ReadonlyMap<string, Run>> {
    const rows = await this.#sql.query<RunRow>('SELECT * FROM workflow_run WHERE id = ANY($1::uuid[])', [ids]);
    return new Map(rows.map((row) => [row.id, runOf(row)]));
  }

  async findRuns(filter: RunFilter, page: PageRequest): Promise<Page<Run>> {
    const matches = `($1::uuid[] IS NULL OR project_id = ANY($1::uuid[])) AND ($2::uuid IS NULL OR exam_id = $2::uuid)
      AND ($3::text IS NULL OR state = $3::text)`;
    const parameters = [scopeParameter(filter.projectIds), filter.examId ?? null, filter.state ?? null];
    const after = page.after === null ? null : readRunCursor(page.after);
    const [count] = await this.#sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM workflow_run WHERE ${matches}`,
      parameters,
    );
    const rows = await this.#sql.query<RunRow>(
      `SELECT * FROM workflow_run
        WHERE ${matches} AND ($4::timestamptz IS NULL OR (started_at, id) < ($4::timestamptz, $5::uuid))
        ORDER BY started_at DESC, id DESC LIMIT $6::int`,
      [...parameters, after?.startedAt.toISOString() ?? null, after?.id ?? null, page.first + 1],
    );
    return {
      items: rows.slice(0, page.first).map(runOf),
      hasNextPage: rows.length > page.first,
      totalCount: count?.count ?? 0,
    };
  }

  async runsOfExams(
    examIds: readonly string[],
    projectIds: ProjectScope,
  ): Promise<ReadonlyMap<string, readonly Run[]>> {
    const rows = await this.#sql.query<RunRow>(
      `SELECT * FROM workflow_run
        WHERE exam_id = ANY($1::uuid[]) AND ($2::uuid[] IS NULL OR project_id = ANY($2::uuid[]))
        ORDER BY started_at DESC, id DESC`,
      [examIds, scopeParameter(projectIds)],
    );
    const found = Map.groupBy(rows.map(runOf), (run) => run.examId);
    return new Map(examIds.map((id) => [id, found.get(id) ?? []]));
  }

  async updateRun(id: string, change: Pick<Run, 'state' | 'percent' | 'error'>): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_run SET state = $2, percent = $3::int, error = $4,
              ended_at = CASE WHEN $2 IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN coalesce(ended_at, clock_timestamp()) END
        WHERE id = $1::uuid`,
      [id, change.state, change.percent, change.error],
    );
  }

  async stepRunsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, readonly StepRun[]>> {
    const rows = await this.#sql.query<StepRow>(
      'SELECT * FROM workflow_step WHERE run_id = ANY($1::uuid[]) ORDER BY run_id, position',
      [runIds],
    );
    const found = Map.groupBy(rows.map(stepOf), (step) => step.runId);
    return new Map(runIds.map((id) => [id, found.get(id) ?? []]));
  }

  async getStepRuns(ids: readonly string[]): Promise<ReadonlyMap<string, StepRun>> {
    const rows = await this.#sql.query<StepRow>('SELECT * FROM workflow_step WHERE id = ANY($1::uuid[])', [ids]);
    return new Map(rows.map((row) => [row.id, stepOf(row)]));
  }

  async markQueued(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#sql.query(
      `WITH gone AS (DELETE FROM workflow_line WHERE step_run_id = ANY($1::uuid[]))
       UPDATE workflow_step SET queued = true WHERE id = ANY($1::uuid[]) AND state = 'PENDING'`,
      [ids],
    );
  }

  async markWaiting(id: string): Promise<void> {
    await this.#sql.query(
      "UPDATE workflow_step SET state = 'WAITING', started_at = clock_timestamp() WHERE id = $1::uuid AND state = 'PENDING'",
      [id],
    );
  }

  async holdStep(id: string, fence: number): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE workflow_step SET state = 'WAITING', queued = false
        WHERE id = $1::uuid AND state = 'RUNNING' AND fence = $2::int RETURNING id`,
      [id, fence],
    );
    return rows.length > 0;
  }

  async resumeStep(id: string): Promise<void> {
    await this.#sql.query(
      "UPDATE workflow_step SET state = 'PENDING', queued = false, turn = turn + 1 WHERE id = $1::uuid AND state = 'WAITING'",
      [id],
    );
  }

  async skipSteps(skips: readonly StepSkip[]): Promise<void> {
    if (skips.length === 0) return;
    await this.#sql.query(
      `WITH gone AS (DELETE FROM workflow_line WHERE step_run_id IN (
         SELECT left_out.id FROM jsonb_to_recordset($1::jsonb) AS left_out (id uuid)))
       UPDATE workflow_step SET state = 'SKIPPED', reason = s.reason, cut_short = s."cutShort", retry_at = NULL, fence = fence + 1, ended_at = clock_timestamp()
         FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, reason text, "cutShort" boolean)
        WHERE workflow_step.id = s.id AND state NOT IN ('COMPLETED', 'SKIPPED', 'FAILED')`,
      [JSON.stringify(skips)],
    );
  }

  async beginStep(id: string, turn: number): Promise<StepRun | null> {
    const rows = await this.#sql.query<StepRow>(
      `UPDATE workflow_step SET state = 'RUNNING', attempts = attempts + 1, fence = fence + 1, progress = NULL, progress_text = NULL,
              started_at = coalesce(started_at, clock_timestamp())
        WHERE id = $1::uuid AND turn = $2::int AND state IN ('PENDING', 'RUNNING') RETURNING *`,
      [id, turn],
    );
    return rows.map(stepOf)[0] ?? null;
  }

  async noteTrouble(id: string, fence: number, reason: string): Promise<void> {
    await this.#sql.query(
      "UPDATE workflow_step SET reason = $3 WHERE id = $1::uuid AND fence = $2::int AND state = 'RUNNING'",
      [id, fence, reason],
    );
  }

  async endStep(id: string, fence: number | null, end: StepEnd): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE workflow_step SET state = $3, reason = $4, log = coalesce($5, log), outputs = $6::jsonb, reused_activity_id = $7::uuid,
              reused_run_id = $8::uuid, reused_by = $9, reused_at = $10::timestamptz, reused_project_id = $11::uuid,
              ended_at = clock_timestamp()
        WHERE id = $1::uuid AND CASE WHEN $2::int IS NULL THEN state = 'WAITING' ELSE state = 'RUNNING' AND fence = $2::int END
        RETURNING id`,
      [
        id,
        fence,
        end.state,
        end.reason,
        end.log,
        JSON.stringify(end.outputs),
        end.reused?.activityId ?? null,
        end.reused?.runId ?? null,
        end.reused?.by ?? null,
        end.reused?.at.toISOString() ?? null,
        end.reused?.projectId ?? null,
      ],
    );
    return rows.length > 0;
  }
}
