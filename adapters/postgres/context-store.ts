import type { Context } from '../../core/assets/context.ts';
import type { ContextStore } from '../../core/ports/context-store.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `project_id AS "projectId", name, level, kind, revision, condition, permits, removed,
  changed_at AS "changedAt", changed_by AS "changedBy"`;

/** `core/ports/context-store.ts` in the table of 101-contexts.sql. */
export class PostgresContextStore implements ContextStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async contexts(projectIds: readonly string[]): Promise<readonly Context[]> {
    return this.#sql.query<Context>(
      `SELECT ${columns} FROM context_rule WHERE project_id = ANY($1::uuid[]) AND NOT removed
       ORDER BY project_id, name COLLATE "C"`,
      [knownIds(projectIds)],
    );
  }

  async context(projectId: string, name: string): Promise<Context | null> {
    const [row] = await this.#sql.query<Context>(
      `SELECT ${columns} FROM context_rule WHERE project_id = $1 AND name = $2`,
      [projectId, name],
    );
    return row ?? null;
  }

  async putContext(context: Context): Promise<boolean> {
    const { projectId, name, level, kind, revision, condition, permits, removed, changedAt, changedBy } = context;
    const rows = await this.#sql.query(
      `INSERT INTO context_rule AS old (project_id, name, level, kind, revision, condition, permits, removed, changed_at, changed_by)
       SELECT $1::uuid, $2::text, $3::text, $4::text, $5::int, $6::jsonb, $7::jsonb, $8::boolean, $9::timestamptz, $10::text
       WHERE $5::int = 1 OR EXISTS (SELECT FROM context_rule WHERE project_id = $1::uuid AND name = $2::text)
       ON CONFLICT (project_id, name) DO UPDATE SET level = excluded.level, kind = excluded.kind,
         revision = excluded.revision, condition = excluded.condition, permits = excluded.permits,
         removed = excluded.removed, changed_at = excluded.changed_at, changed_by = excluded.changed_by
         WHERE old.revision = excluded.revision - 1
       RETURNING name`,
      [
        projectId,
        name,
        level,
        kind,
        revision,
        JSON.stringify(condition),
        JSON.stringify(permits),
        removed,
        changedAt,
        changedBy,
      ],
    );
    return rows.length > 0;
  }
}
