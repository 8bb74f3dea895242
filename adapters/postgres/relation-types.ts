import type { RelationTypeStore } from '../../core/ports/relation-type-store.ts';
import type { RelationType } from '../../core/relations/relation.ts';
import { groupBy, knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, project_id AS "projectId", name, inverse_name AS "inverseName", description, from_levels AS "fromLevels",
  to_levels AS "toLevels", acyclic, retired_at AS "retiredAt"`;

/** `core/ports/relation-type-store.ts` in the table `relation_type`. */
export class PostgresRelationTypes implements RelationTypeStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putType(type: RelationType): Promise<void> {
    await this.#sql.query(
      `INSERT INTO relation_type (id, project_id, name, inverse_name, description, from_levels, to_levels, acyclic, retired_at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::text[], $7::text[], $8, $9::timestamptz)
       ON CONFLICT (id) DO UPDATE SET inverse_name = excluded.inverse_name, description = excluded.description,
         from_levels = excluded.from_levels, to_levels = excluded.to_levels, acyclic = excluded.acyclic, retired_at = excluded.retired_at`,
      [
        ...[type.id, type.projectId, type.name, type.inverseName, type.description, type.fromLevels, type.toLevels],
        ...[type.acyclic, type.retiredAt?.toISOString() ?? null],
      ],
    );
  }

  async getTypes(ids: readonly string[]): Promise<ReadonlyMap<string, RelationType>> {
    const rows = await this.#sql.query<RelationType>(
      `SELECT ${columns} FROM relation_type WHERE id = ANY($1::uuid[])`,
      [knownIds(ids)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async typesOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly RelationType[]>> {
    const rows = await this.#sql.query<RelationType>(
      `SELECT ${columns} FROM relation_type WHERE project_id = ANY($1::uuid[]) ORDER BY name COLLATE "C"`,
      [knownIds(projectIds)],
    );
    return groupBy(
      projectIds,
      rows,
      (row) => row.projectId,
      (row) => row,
    );
  }

  async lockType(id: string): Promise<RelationType | null> {
    const [row] = await this.#sql.query<RelationType>(
      `SELECT ${columns} FROM relation_type WHERE id = $1::uuid FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }
}
