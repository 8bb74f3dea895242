import type { NumberedPage } from '../../core/page.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { PromotionStore } from '../../core/ports/promotion-store.ts';
import type { ConfigurationChange, ProjectConfiguration, Promotion } from '../../core/workflows/promotion.ts';
import type { Workflow } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';
import { workflowOf, type WorkflowRow } from './workflows-rows.ts';

interface ChangeRow extends Omit<ConfigurationChange, 'signature'> {
  readonly document: NonNullable<ConfigurationChange['signature']>['document'] | null;
  readonly jws: string | null;
}

interface PromotionRow extends Omit<Promotion, 'withdrawn'> {
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

const changeColumns = `project_id AS "projectId", number, configuration, reason, set_by AS "setBy", set_at AS "setAt", document, jws`;
const columns = `id, project_id AS "projectId", workflow_id AS "workflowId", part_ids::text[] AS "partIds", document, jws,
  promoted_by AS "promotedBy", promoted_at AS "promotedAt", comment, withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy",
  withdrawn_reason AS "withdrawnReason"`;

function changeOf({ document, jws, ...row }: ChangeRow): ConfigurationChange {
  return { ...row, signature: document === null || jws === null ? null : { document, jws } };
}

function promotionOf({ withdrawnAt: at, withdrawnBy: by, withdrawnReason: reason, ...row }: PromotionRow): Promotion {
  return { ...row, withdrawn: at === null || by === null || reason === null ? null : { at, by, reason } };
}

/** The tables of 255-promotions.sql. */
export class PostgresPromotions implements PromotionStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async configurationsOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, ProjectConfiguration>> {
    const rows = await this.#sql.query<{ projectId: string; configuration: ProjectConfiguration }>(
      `SELECT DISTINCT ON (project_id) project_id AS "projectId", configuration FROM project_configuration
        WHERE project_id = ANY($1::uuid[]) ORDER BY project_id, number DESC`,
      [projectIds],
    );
    const said = new Map(rows.map(({ projectId, configuration }) => [projectId, configuration]));
    return new Map(projectIds.map((id) => [id, said.get(id) ?? 'DEVELOPMENT']));
  }

  async lockConfiguration(projectId: string, how: 'SHARED' | 'ALONE'): Promise<void> {
    const lock = how === 'SHARED' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
    await this.#sql.query(`SELECT ${lock}(hashtextextended($1, 255))`, [projectId]);
  }

  async putChange(change: ConfigurationChange): Promise<void> {
    const { projectId, number, configuration, reason, setBy, setAt, signature } = change;
    await this.#sql.query(
      `INSERT INTO project_configuration (project_id, number, configuration, reason, set_by, set_at, document, jws)
       VALUES ($1::uuid, $2::int, $3, $4, $5, $6::timestamptz, $7::jsonb, $8)`,
      [
        ...[projectId, number, configuration, reason, setBy, setAt.toISOString()],
        ...[signature && JSON.stringify(signature.document), signature?.jws ?? null],
      ],
    );
  }

  async changesOf(projectId: string, { first, after }: NumberedPage): Promise<Page<ConfigurationChange>> {
    const [count] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM project_configuration WHERE project_id = $1::uuid',
      [projectId],
    );
    const rows = await this.#sql.query<ChangeRow>(
      `SELECT ${changeColumns} FROM project_configuration WHERE project_id = $1::uuid AND number > $2::int
        ORDER BY number LIMIT $3::int`,
      [projectId, after ?? 0, first + 1],
    );
    const items = rows.slice(0, first).map(changeOf);
    return { items, hasNextPage: rows.length > first, totalCount: count?.count ?? 0 };
  }

  async putPromotion(promotion: Promotion): Promise<void> {
    const { id, projectId, workflowId, partIds, document, jws, promotedBy, promotedAt, comment } = promotion;
    await this.#sql.query(
      `INSERT INTO workflow_promotion (id, project_id, workflow_id, part_ids, document, jws, promoted_by, promoted_at, comment)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid[], $5::jsonb, $6, $7, $8::timestamptz, $9)`,
      [
        ...[id, projectId, workflowId, partIds, JSON.stringify(document), jws],
        ...[promotedBy, promotedAt.toISOString(), comment],
      ],
    );
  }

  async getPromotions(ids: readonly string[]): Promise<ReadonlyMap<string, Promotion>> {
    const rows = await this.#sql.query<PromotionRow>(
      `SELECT ${columns} FROM workflow_promotion WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, promotionOf(row)]));
  }

  async promotionsOf(projectId: string, { first, after }: PageRequest): Promise<Page<Promotion>> {
    const [count] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM workflow_promotion WHERE project_id = $1::uuid',
      [projectId],
    );
    const rows = await this.#sql.query<PromotionRow>(
      `SELECT ${columns} FROM workflow_promotion WHERE project_id = $1::uuid AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3::int`,
      [projectId, after, first + 1],
    );
    const items = rows.slice(0, first).map(promotionOf);
    return { items, hasNextPage: rows.length > first, totalCount: count?.count ?? 0 };
  }

  async promotionsWith(workflowId: string): Promise<readonly Promotion[]> {
    const rows = await this.#sql.query<PromotionRow>(
      `SELECT ${columns} FROM workflow_promotion WHERE part_ids @> ARRAY[$1::uuid] ORDER BY id DESC`,
      [workflowId],
    );
    return rows.map(promotionOf);
  }

  async promotedVersions(projectId: string): Promise<readonly Workflow[]> {
    const rows = await this.#sql.query<WorkflowRow>(
      `SELECT DISTINCT ON (w.name) w.* FROM workflow_promotion p JOIN workflow w ON w.id = p.workflow_id
        WHERE p.project_id = $1::uuid AND p.withdrawn_at IS NULL ORDER BY w.name, w.version DESC`,
      [projectId],
    );
    return rows.map(workflowOf);
  }

  async withdraw(id: string, { at, by, reason }: NonNullable<Promotion['withdrawn']>): Promise<void> {
    await this.#sql.query(
      `UPDATE workflow_promotion SET withdrawn_at = $2::timestamptz, withdrawn_by = $3, withdrawn_reason = $4
        WHERE id = $1::uuid AND withdrawn_at IS NULL`,
      [id, at.toISOString(), by, reason],
    );
  }
}
