import { assetChangesTopic, type AssetChanges } from '../../core/assets/asset-changes.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { SeenChange, TriggerStore, Webhook } from '../../core/ports/trigger-store.ts';
import { holdTopic } from './change-feed.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, project_id AS "projectId", workflow, created_at AS "createdAt", created_by AS "createdBy",
  revoked_at AS "revokedAt", revoked_by AS "revokedBy"`;

/** The tables of 236-triggers.sql and 291-paused-triggers.sql. */
export class PostgresTriggers implements TriggerStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async hold(projectId: string): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('triggers:' || $1::text, 0))`, [projectId]);
  }

  async watchAssets(projectId: string): Promise<void> {
    const topic = assetChangesTopic(projectId);
    const known = await this.#sql.query('SELECT FROM asset_trigger WHERE project_id = $1::uuid', [projectId]);
    if (known.length > 0) return;
    await holdTopic(this.#sql, topic);
    await this.#sql.query(
      `INSERT INTO asset_trigger (project_id, seen)
       SELECT $1::uuid, coalesce(max(seq), 0) FROM change WHERE topic = $2 ON CONFLICT DO NOTHING`,
      [projectId, topic],
    );
    await this.#sql.query('INSERT INTO asset_trigger_wake (project_id) VALUES ($1::uuid) ON CONFLICT DO NOTHING', [
      projectId,
    ]);
  }

  async forgetAssets(projectId: string): Promise<void> {
    await this.#sql.query('DELETE FROM asset_trigger_wake WHERE project_id = $1::uuid', [projectId]);
    await this.#sql.query('DELETE FROM asset_trigger WHERE project_id = $1::uuid', [projectId]);
  }

  async noteChange(projectId: string): Promise<boolean> {
    // The lock is held until the commit, also where it is noted already: `takeNote` waits for it, so no change is overlooked.
    const [wake] = await this.#sql.query<{ queued: boolean }>(
      'SELECT queued FROM asset_trigger_wake WHERE project_id = $1::uuid FOR UPDATE',
      [projectId],
    );
    if (!wake || wake.queued) return false;
    await this.#sql.query('UPDATE asset_trigger_wake SET queued = true WHERE project_id = $1::uuid', [projectId]);
    return true;
  }

  async takeNote(projectId: string): Promise<void> {
    await this.#sql.query('UPDATE asset_trigger_wake SET queued = false WHERE project_id = $1::uuid', [projectId]);
  }

  async nextChanges(projectId: string, first: number): Promise<readonly SeenChange[]> {
    return this.#sql.query<SeenChange & { changes: AssetChanges }>(
      `SELECT c.seq::text AS cursor, c.payload AS changes FROM asset_trigger t JOIN change c ON c.seq > t.seen
        WHERE t.project_id = $1::uuid AND c.topic = $2 ORDER BY c.seq LIMIT $3::int`,
      [projectId, assetChangesTopic(projectId), first],
    );
  }

  async sawChanges(projectId: string, cursor: string): Promise<void> {
    await this.#sql.query('UPDATE asset_trigger SET seen = greatest(seen, $2::bigint) WHERE project_id = $1::uuid', [
      projectId,
      cursor,
    ]);
  }

  async noteCause(runId: string, causeRunId: string): Promise<void> {
    await this.#sql.query(
      'INSERT INTO workflow_run_cause (run_id, cause_run_id) VALUES ($1::uuid, $2::uuid) ON CONFLICT DO NOTHING',
      [runId, causeRunId],
    );
  }

  async causesOf(runIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.query<{ runId: string; cause: string }>(
      'SELECT run_id AS "runId", cause_run_id AS cause FROM workflow_run_cause WHERE run_id = ANY($1::uuid[])',
      [runIds],
    );
    return new Map(rows.map(({ runId, cause }) => [runId, cause]));
  }

  async noteLoop(causeRunId: string, workflow: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `INSERT INTO workflow_loop (cause_run_id, workflow) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING RETURNING workflow`,
      [causeRunId, workflow],
    );
    return rows.length > 0;
  }

  async notePaused({ id, projectId }: Parameters<TriggerStore['notePaused']>[0]): Promise<boolean> {
    const rows = await this.#sql.query(
      `INSERT INTO workflow_triggers_paused (workflow_id, project_id) VALUES ($1::uuid, $2::uuid)
       ON CONFLICT DO NOTHING RETURNING workflow_id`,
      [id, projectId],
    );
    return rows.length > 0;
  }

  async keepPaused(projectId: string, workflowIds: readonly string[]): Promise<void> {
    await this.#sql.query(
      'DELETE FROM workflow_triggers_paused WHERE project_id = $1::uuid AND workflow_id <> ALL($2::uuid[])',
      [projectId, workflowIds],
    );
  }

  async createWebhook({ id, projectId, workflow, createdBy }: Parameters<TriggerStore['createWebhook']>[0]) {
    await this.#sql.query(
      'INSERT INTO workflow_webhook (id, project_id, workflow, created_by) VALUES ($1::uuid, $2::uuid, $3, $4)',
      [id, projectId, workflow, createdBy],
    );
  }

  async webhooks(ids: readonly string[]): Promise<ReadonlyMap<string, Webhook>> {
    const rows = await this.#sql.query<Webhook>(`SELECT ${columns} FROM workflow_webhook WHERE id = ANY($1::uuid[])`, [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async webhooksOf(projectId: string, { first, after }: PageRequest): Promise<Page<Webhook>> {
    const [count] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM workflow_webhook WHERE project_id = $1::uuid',
      [projectId],
    );
    const rows = await this.#sql.query<Webhook>(
      `SELECT ${columns} FROM workflow_webhook WHERE project_id = $1::uuid AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3::int`,
      [projectId, after, first + 1],
    );
    return { items: rows.slice(0, first), hasNextPage: rows.length > first, totalCount: count?.count ?? 0 };
  }

  async revokeWebhook(id: string, by: string): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_webhook SET revoked_at = clock_timestamp(), revoked_by = $2
        WHERE id = $1::uuid AND revoked_at IS NULL`,
      [id, by],
    );
  }
}
