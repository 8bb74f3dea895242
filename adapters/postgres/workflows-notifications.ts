import type { Notification } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';
import { notificationOf, type NotificationRow } from './workflows-rows.ts';
import { PostgresRuns } from './workflows-runs.ts';

/** The hub's messages to people. */
export class PostgresNotifications extends PostgresRuns {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
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

  async notificationsOf(
    userId: string,
    first: number,
    projectIds?: readonly string[],
  ): Promise<readonly Notification[]> {
    const within =
      projectIds === undefined
        ? ''
        : 'AND EXISTS (SELECT FROM workflow_run r WHERE r.id = n.run_id AND r.project_id = ANY($3::uuid[]))';
    const rows = await this.#sql.query<NotificationRow>(
      `SELECT n.* FROM notification n WHERE n.user_id = $1::uuid ${within} ORDER BY n.at DESC, n.id DESC LIMIT $2::int`,
      [userId, first, ...(projectIds === undefined ? [] : [projectIds])],
    );
    return rows.map(notificationOf);
  }
}
