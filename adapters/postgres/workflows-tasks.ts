import type { NewTask, TaskFilter } from '../../core/ports/task-store.ts';
import type { ProjectScope } from '../../core/ports/workflow-store.ts';
import type { Task, TaskDecision } from '../../core/workflows/run.ts';
import type { TaskPlace } from '../../core/workflows/task-cursor.ts';
import { taskSpecOf, type TaskPriority, type TaskOutcome } from '../../core/workflows/task-spec.ts';
import type { SqlClient } from './sql-client.ts';
import { decisionOf, taskColumns, taskOf, type DecisionRow, type TaskRow } from './task-rows.ts';
import { scopeParameter } from './workflows-rows.ts';
import { PostgresNotifications } from './workflows-notifications.ts';

const rankOf: Readonly<Record<TaskPriority, number>> = { LOW: -1, NORMAL: 0, HIGH: 1 };

/** People's tasks. */
export class PostgresTasks extends PostgresNotifications {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async createTask(task: NewTask): Promise<void> {
    const spec = task.spec ?? {};
    await this.#sql.query(
      `INSERT INTO workflow_task
         (id, run_id, step_run_id, project_id, title, instructions, roles, spec, priority, due_at, note, round)
       SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::text[], $8::jsonb, $9::int, $10::timestamptz, $11, round
         FROM workflow_step WHERE id = $3::uuid
       ON CONFLICT DO NOTHING`,
      [
        task.id,
        task.runId,
        task.stepRunId,
        task.projectId,
        task.title,
        task.instructions,
        task.roles,
        JSON.stringify(spec),
        rankOf[taskSpecOf(spec).priority],
        task.dueAt?.toISOString() ?? null,
        task.note ?? null,
      ],
    );
  }

  async getTasks(ids: readonly string[]): Promise<ReadonlyMap<string, Task>> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT ${taskColumns} FROM workflow_task t WHERE t.id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, taskOf(row)]));
  }

  async lockTask(id: string): Promise<Task | null> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT ${taskColumns} FROM workflow_task t WHERE t.id = $1::uuid FOR UPDATE`,
      [id],
    );
    return rows.map(taskOf)[0] ?? null;
  }

  async tasksOfSteps(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, Task>> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT ${taskColumns} FROM workflow_task t JOIN workflow_step s ON s.id = t.step_run_id AND s.round = t.round
        WHERE s.id = ANY($1::uuid[])`,
      [stepRunIds],
    );
    return new Map(rows.map((row) => [row.step_run_id, taskOf(row)]));
  }

  async findTasks(projectIds: ProjectScope, state: Task['state'] | null): Promise<readonly Task[]> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT ${taskColumns} FROM workflow_task t
        WHERE ($1::uuid[] IS NULL OR t.project_id = ANY($1::uuid[])) AND ($2::text IS NULL OR t.state = $2::text)
        ORDER BY t.created_at, t.id`,
      [scopeParameter(projectIds), state],
    );
    return rows.map(taskOf);
  }

  async queueTasks(filter: TaskFilter, after: TaskPlace | null, limit: number): Promise<readonly Task[]> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT ${taskColumns} FROM workflow_task t
        WHERE ($1::uuid[] IS NULL OR t.project_id = ANY($1::uuid[])) AND ($2::text IS NULL OR t.state = $2::text)
          AND ($3::timestamptz IS NULL OR t.due_at < $3::timestamptz)
          AND ($4::uuid IS NULL OR (t.held_by_id = $4::uuid AND t.held_until > clock_timestamp()))
          AND ($5::int IS NULL OR (-t.priority, coalesce(t.due_at, 'infinity'::timestamptz), t.created_at, t.id)
            > ($5::int, coalesce($6::timestamptz, 'infinity'::timestamptz), $7::timestamptz, $8::uuid))
        ORDER BY -t.priority, coalesce(t.due_at, 'infinity'::timestamptz), t.created_at, t.id LIMIT $9::int`,
      [
        scopeParameter(filter.projectIds),
        filter.state,
        filter.dueBefore?.toISOString() ?? null,
        filter.heldById ?? null,
        after && -rankOf[after.priority],
        after?.dueAt?.toISOString() ?? null,
        after?.createdAt.toISOString() ?? null,
        after?.id ?? null,
        limit,
      ],
    );
    return rows.map(taskOf);
  }

  async countSentBack(stepRunId: string): Promise<number> {
    const [row] = await this.#sql.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM workflow_task WHERE step_run_id = $1::uuid AND state = 'SENT_BACK'",
      [stepRunId],
    );
    return row?.count ?? 0;
  }

  async holdTask(id: string, person: { readonly id: string; readonly username: string }, ms: number): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE workflow_task SET held_by_id = $2::uuid, held_by = $3,
              held_until = clock_timestamp() + $4::int * interval '1 millisecond'
        WHERE id = $1::uuid AND state = 'OPEN'
          AND (held_until IS NULL OR held_until <= clock_timestamp() OR held_by_id = $2::uuid)
        RETURNING id`,
      [id, person.id, person.username, ms],
    );
    return rows.length > 0;
  }

  async releaseTask(id: string): Promise<void> {
    await this.#sql.query(
      'UPDATE workflow_task SET held_by_id = NULL, held_by = NULL, held_until = NULL WHERE id = $1::uuid',
      [id],
    );
  }

  async escalateTask(id: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE workflow_task SET escalated_at = clock_timestamp()
        WHERE id = $1::uuid AND state = 'OPEN' AND escalated_at IS NULL RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }

  async completeTask(
    id: string,
    end: Pick<Task, 'comment' | 'answers'> & { readonly state: TaskOutcome; readonly completedBy: string },
  ): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_task SET state = $2, completed_by = $3, comment = $4, answers = $5::jsonb,
              completed_at = clock_timestamp()
        WHERE id = $1::uuid AND state = 'OPEN'`,
      [id, end.state, end.completedBy, end.comment, end.answers && JSON.stringify(end.answers)],
    );
  }

  async closeTasks(runId: string, comment: string): Promise<readonly Task[]> {
    const rows = await this.#sql.query<TaskRow>(
      `UPDATE workflow_task SET state = 'REJECTED', comment = $2, completed_at = clock_timestamp()
        WHERE run_id = $1::uuid AND state = 'OPEN' RETURNING *`,
      [runId, comment],
    );
    return rows.map(taskOf);
  }

  async closeTasksOfSteps(stepRunIds: readonly string[], comment: string): Promise<readonly Task[]> {
    const rows = await this.#sql.query<TaskRow>(
      `UPDATE workflow_task SET state = 'REJECTED', comment = $2, completed_at = clock_timestamp()
        WHERE step_run_id = ANY($1::uuid[]) AND state = 'OPEN' RETURNING *`,
      [stepRunIds, comment],
    );
    return rows.map(taskOf);
  }

  async putDecision(one: TaskDecision): Promise<void> {
    await this.#sql.query(
      `INSERT INTO task_decision (id, task_id, person_id, username, outcome, comment, answers, outputs, at, document, jws)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::jsonb, $8::jsonb, $9::timestamptz, $10::jsonb, $11)`,
      [
        one.id,
        one.taskId,
        one.personId,
        one.username,
        one.outcome,
        one.comment,
        one.answers && JSON.stringify(one.answers),
        JSON.stringify(one.outputs),
        one.at.toISOString(),
        one.signature && JSON.stringify(one.signature.document),
        one.signature?.jws ?? null,
      ],
    );
  }

  async decisionsOf(taskIds: readonly string[]): Promise<ReadonlyMap<string, readonly TaskDecision[]>> {
    const rows = await this.#sql.query<DecisionRow>(
      'SELECT * FROM task_decision WHERE task_id = ANY($1::uuid[]) ORDER BY sequence',
      [taskIds],
    );
    const found = Map.groupBy(rows.map(decisionOf), ({ taskId }) => taskId);
    return new Map(taskIds.map((id) => [id, found.get(id) ?? []]));
  }
}
