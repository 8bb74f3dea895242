import { isId } from '../../core/ids.ts';
import type { PoolSite, SiteStore, StoredSite } from '../../core/ports/site-store.ts';
import type { SqlClient } from './sql-client.ts';

const columns = 'id, name, url, sealed_token AS "sealedToken"';

/** The registered sites, in tables `site` and (of the intake) `pool`. */
export class PostgresSites implements SiteStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putSite(site: StoredSite): Promise<void> {
    await this.#sql.query(
      `INSERT INTO site (id, name, url, sealed_token) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, sealed_token = excluded.sealed_token, updated_at = now()`,
      [site.id, site.name, site.url, site.sealedToken],
    );
  }

  listSites(): Promise<readonly StoredSite[]> {
    return this.#sql.query<StoredSite>(`SELECT ${columns} FROM site ORDER BY name`);
  }

  async getSites(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSite>> {
    const rows = await this.#sql.query<StoredSite>(`SELECT ${columns} FROM site WHERE id = ANY($1::uuid[])`, [
      ids.filter(isId),
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async findSite(name: string): Promise<StoredSite | null> {
    const rows = await this.#sql.query<StoredSite>(`SELECT ${columns} FROM site WHERE name = $1`, [name]);
    return rows[0] ?? null;
  }

  poolSites(projectIds: 'ALL' | readonly string[]): Promise<readonly PoolSite[]> {
    const pairs = 'SELECT DISTINCT project_id AS "projectId", site_id AS "siteId" FROM pool WHERE site_id IS NOT NULL';
    if (projectIds === 'ALL') return this.#sql.query<PoolSite>(pairs);
    return this.#sql.query<PoolSite>(`${pairs} AND project_id = ANY($1::uuid[])`, [projectIds]);
  }
}
