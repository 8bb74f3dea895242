import type { JsonObject } from '../../core/json.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { SavedQueries, SavedQuery } from '../../core/ports/saved-queries.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

interface Row extends Omit<SavedQuery, 'filter' | 'order'> {
  readonly filter: JsonObject;
  readonly order: JsonObject | null;
}

const columns = `id, owner_id AS "ownerId", owner, project_id AS "projectId", name, description, filter, ordering AS "order",
  saved_at AS "savedAt"`;

/** The table `saved_query`. */
export class PostgresSavedQueries implements SavedQueries {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async put({ order, filter, savedAt, ...query }: SavedQuery): Promise<void> {
    await this.#sql.query(
      `INSERT INTO saved_query (id, owner_id, owner, project_id, name, description, filter, ordering, saved_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::timestamptz)
       ON CONFLICT (id) DO UPDATE SET description = excluded.description, filter = excluded.filter,
         ordering = excluded.ordering, saved_at = excluded.saved_at`,
      [
        query.id,
        query.ownerId,
        query.owner,
        query.projectId,
        query.name,
        query.description,
        JSON.stringify(filter),
        order === null ? null : JSON.stringify(order),
        savedAt.toISOString(),
      ],
    );
  }

  async remove(id: string): Promise<void> {
    await this.#sql.query('DELETE FROM saved_query WHERE id = $1', [id]);
  }

  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, SavedQuery>> {
    const rows = await this.#sql.query<Row>(`SELECT ${columns} FROM saved_query WHERE id = ANY($1::uuid[])`, [
      knownIds(ids),
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async page(
    { ownerId, projectIds }: { readonly ownerId: string | null; readonly projectIds: 'ALL' | readonly string[] },
    { first, after }: PageRequest,
  ): Promise<Page<SavedQuery>> {
    const visible = `((project_id IS NULL AND owner_id = $1::text)
      OR (project_id IS NOT NULL AND ($2::uuid[] IS NULL OR project_id = ANY($2::uuid[]))))`;
    const parameters = [ownerId, projectIds === 'ALL' ? null : knownIds(projectIds)];
    const rows = await this.#sql.query<Row>(
      `SELECT ${columns} FROM saved_query WHERE ${visible} AND ($3::uuid IS NULL OR id > $3::uuid) ORDER BY id LIMIT $4::int`,
      [...parameters, after, first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM saved_query WHERE ${visible}`,
      parameters,
    );
    return { items: rows.slice(0, first), hasNextPage: rows.length > first, totalCount: count?.total ?? 0 };
  }
}
