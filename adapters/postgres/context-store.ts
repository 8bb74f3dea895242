import type { Context } from '../../core/assets/context.ts';
import type { ContextStore } from '../../core/ports/context-store.ts';
import { knownIds } from './asset-rows.ts';
import { putRevision } from './put-revision.ts';
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
    const { level, kind, condition, permits, removed, changedAt, changedBy } = context;
    return putRevision(this.#sql, 'context_rule', context, [
      ['level', 'text', level],
      ['kind', 'text', kind],
      ['condition', 'jsonb', JSON.stringify(condition)],
      ['permits', 'jsonb', JSON.stringify(permits)],
      ['removed', 'boolean', removed],
      ['changed_at', 'timestamptz', changedAt],
      ['changed_by', 'text', changedBy],
    ]);
  }
}
