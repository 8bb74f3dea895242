import type { ProjectScope } from '../../core/ports/workflow-store.ts';
import type { Notification, Task } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';
import { notificationOf, scopeParameter, taskOf, type NotificationRow, type TaskRow } from './workflows-rows.ts';
import { PostgresRuns } from './workflows-runs.ts';

/** People's tasks and notifications. */
export class PostgresTasks extends PostgresRuns {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async createTask(
    task: Pick<Task, 'id' | 'runId' | 'stepRunId' | 'projectId' | 'title' | 'instructions' | 'roles'>,
  ): Promise<void> {
    await this.#sql.query(
      `INSERT INTO workflow_task (id, run_id, step_run_id, project_id, title, instructions, roles, round)
       SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::text[], round FROM workflow_step WHERE id = $3::uuid
       ON CONFLICT DO NOTHING`,
      [task.id, task.runId, task.stepRunId, task.projectId, task.title, task.instructions, task.roles],
    );
  }

  async getTasks(ids: readonly string[]): Promise<ReadonlyMap<string, Task>> {
    const rows = await this.#sql.query<TaskRow>('SELECT * FROM workflow_task WHERE id = ANY($1::uuid[])', [ids]);
    return new Map(rows.map((row) => [row.id, taskOf(row)]));
  }

  async tasksOfSteps(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, Task>> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT t.* FROM workflow_task t JOIN workflow_step s ON s.id = t.step_run_id AND s.round = t.round
        WHERE s.id = ANY($1::uuid[])`,
      [stepRunIds],
    );
    return new Map(rows.map((row) => [row.step_run_id, taskOf(row)]));
  }

  async findTasks(projectIds: ProjectScope, state: Task['state'] | null): Promise<readonly Task[]> {
    const rows = await this.#sql.query<TaskRow>(
      `SELECT * FROM workflow_task
        WHERE ($1::uuid[] IS NULL OR project_id = ANY($1::uuid[])) AND ($2::text IS NULL OR state = $2::text)
        ORDER BY created_at, id`,
      [scopeParameter(projectIds), state],
    );
    return rows.map(taskOf);
  }

  async completeTask(
    id: string,
    end: { state: Exclude<Task['state'], 'OPEN'>; completedBy: string; comment: string | null },
  ): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_task SET state = $2, completed_by = $3, comment = $4, completed_at = clock_timestamp()
        WHERE id = $1::uuid AND state = 'OPEN'`,
      [id, end.state, end.completedBy, end.comment],
    );
  }

  async closeTasks(runId: string, comment: string): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_task SET state = 'REJECTED', comment = $2, completed_at = clock_timestamp()
        WHERE run_id = $1::uuid AND state = 'OPEN'`,
      [runId, comment],
    );
  }

  async closeTasksOfSteps(stepRunIds: readonly string[], comment: string): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_task SET state = 'REJECTED', comment = $2, completed_at = clock_timestamp()
        WHERE step_run_id = ANY($1::uuid[]) AND state = 'OPEN'`,
      [stepRunIds, comment],
    );
  }

  async putNotifications(
    notifications: readonly Omit<Notification, 'at' | 'readAt'>[],
  ): Promise<readonly Notification[]> {
    const rows = await this.#sql.query<NotificationRow>(
      `INSERT INTO notification (id, user_id, text, run_id)
       SELECT n.id, n.user_id, n.text, n.run_id
         FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, user_id uuid, text text, run_id uuid)
       ON CONFLICT (id) DO NOTHING RETURNING *`,
      [JSON.stringify(notifications.map((n) => ({ id: n.id, user_id: n.userId, text: n.text, run_id: n.runId })))],
    );
    return rows.map(notificationOf);
  }

  async getNotifications(ids: readonly string[]): Promise<ReadonlyMap<string, Notification>> {
    const rows = await this.#sql.query<NotificationRow>('SELECT * FROM notification WHERE id = ANY($1::uuid[])', [ids]);
    return new Map(rows.map((row) => [row.id, notificationOf(row)]));
  }

  async notificationsOf(userId: string, first: number): Promise<readonly Notification[]> {
    const rows = await this.#sql.query<NotificationRow>(
      'SELECT * FROM notification WHERE user_id = $1::uuid ORDER BY at DESC, id DESC LIMIT $2::int',
      [userId, first],
    );
    return rows.map(notificationOf);
  }
}
