import { assetLevels, type AssetLevel } from '../../core/assets/asset.ts';
import type { Json } from '../../core/json.ts';
import type { NotedAsset, PropertyName, PropertyNames, PropertyType } from '../../core/ports/property-names.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** The table `property_name`, with what this process knows to be in it. */
export class PostgresPropertyNames implements PropertyNames {
  readonly #sql: SqlClient;
  /** Committed ones. Names are never taken out. */
  readonly #noted = new Set<string>();

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async note(assets: readonly NotedAsset[]): Promise<void> {
    const fresh = new Map<string, { name: string; projectId: string; level: AssetLevel; type: PropertyType }>();
    for (const { projectId, level, properties } of assets) {
      for (const [name, value] of Object.entries(properties)) {
        if (value === null) continue;
        const type = typeOf(value);
        const key = JSON.stringify([projectId, level, type, name]);
        if (!this.#noted.has(key)) fresh.set(key, { name, projectId, level, type });
      }
    }
    if (fresh.size === 0) return;
    // In order of the key, so that two who note the same wait for each other instead of deadlocking.
    await this.#sql.query(
      `INSERT INTO property_name (name, project_id, level, type)
       SELECT name, "projectId", level, type FROM jsonb_to_recordset($1::jsonb) AS new(name text, "projectId" uuid, level text, type text)
       ORDER BY hashtextextended(name, 0), "projectId", level, type ON CONFLICT DO NOTHING`,
      [JSON.stringify([...fresh.values()])],
    );
    this.#sql.afterCommit(() => {
      if (this.#noted.size > maxNoted) this.#noted.clear();
      for (const key of fresh.keys()) this.#noted.add(key);
    });
  }

  async ofProject(projectId: string): Promise<readonly PropertyName[]> {
    return this.#sql.query<PropertyName>(
      `SELECT level, name, array_agg(type ORDER BY type COLLATE "C") AS types FROM property_name
       WHERE project_id = ANY($1::uuid[]) GROUP BY level, name
       ORDER BY array_position('{${assetLevels.join(',')}}'::text[], level), name COLLATE "C"`,
      [knownIds([projectId])],
    );
  }

  async known(projectIds: 'ALL' | readonly string[], names: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.query<{ name: string }>(
      `SELECT DISTINCT p.name FROM unnest($1::text[]) AS asked(name)
         JOIN property_name p ON p.name_hash = hashtextextended(asked.name, 0) AND p.name = asked.name
       WHERE $2::uuid[] IS NULL OR p.project_id = ANY($2::uuid[])`,
      [names, projectIds === 'ALL' ? null : knownIds(projectIds)],
    );
    return new Set(rows.map(({ name }) => name));
  }

  async some(projectIds: 'ALL' | readonly string[], limit: number): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ name: string }>(
      `SELECT DISTINCT name COLLATE "C" AS name FROM property_name
       WHERE $1::uuid[] IS NULL OR project_id = ANY($1::uuid[]) ORDER BY 1 LIMIT $2::int`,
      [projectIds === 'ALL' ? null : knownIds(projectIds), limit],
    );
    return rows.map(({ name }) => name);
  }
}

/** More than this many would be a leak. */
const maxNoted = 100_000;

function typeOf(value: Json): PropertyType {
  if (typeof value === 'string') return 'TEXT';
  if (typeof value === 'number') return 'NUMBER';
  return typeof value === 'boolean' ? 'BOOLEAN' : 'OTHER';
}
