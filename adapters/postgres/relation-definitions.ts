import type { RelationDefinitionStore } from '../../core/ports/relation-definition-store.ts';
import type { RelationDefinition } from '../../core/relations/relation.ts';
import { groupBy, knownIds, namesIn } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, project_id AS "projectId", name, inverse_name AS "inverseName", description, from_levels AS "fromLevels",
  to_levels AS "toLevels", acyclic, retired_at AS "retiredAt"`;

/** `core/ports/relation-definition-store.ts` in the table `relation_definition`. */
export class PostgresRelationDefinitions implements RelationDefinitionStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putType(type: RelationDefinition): Promise<void> {
    await this.#sql.query(
      `INSERT INTO relation_definition (id, project_id, name, inverse_name, description, from_levels, to_levels, acyclic, retired_at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::text[], $7::text[], $8, $9::timestamptz)
       ON CONFLICT (id) DO UPDATE SET inverse_name = excluded.inverse_name, description = excluded.description,
         from_levels = excluded.from_levels, to_levels = excluded.to_levels, acyclic = excluded.acyclic, retired_at = excluded.retired_at`,
      [
        ...[type.id, type.projectId, type.name, type.inverseName, type.description, type.fromLevels, type.toLevels],
        ...[type.acyclic, type.retiredAt?.toISOString() ?? null],
      ],
    );
  }

  async getTypes(ids: readonly string[]): Promise<ReadonlyMap<string, RelationDefinition>> {
    const rows = await this.#sql.query<RelationDefinition>(
      `SELECT ${columns} FROM relation_definition WHERE id = ANY($1::uuid[])`,
      [knownIds(ids)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async typesOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly RelationDefinition[]>> {
    const rows = await this.#sql.query<RelationDefinition>(
      `SELECT ${columns} FROM relation_definition WHERE project_id = ANY($1::uuid[]) ORDER BY name COLLATE "C"`,
      [knownIds(projectIds)],
    );
    return groupBy(
      projectIds,
      rows,
      (row) => row.projectId,
      (row) => row,
    );
  }

  async typeNames(projectIds: 'ALL' | readonly string[]): Promise<readonly string[]> {
    return namesIn(this.#sql, 'relation_definition', projectIds);
  }

  async lockType(id: string): Promise<RelationDefinition | null> {
    const [row] = await this.#sql.query<RelationDefinition>(
      `SELECT ${columns} FROM relation_definition WHERE id = $1::uuid FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }
}
