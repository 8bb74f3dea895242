import { isId } from '../../core/ids.ts';
import { notFound } from '../../core/errors.ts';
import type { ProjectSite, SiteStore, StoredSite } from '../../core/ports/site-store.ts';
import type { SqlClient } from './sql-client.ts';

export const siteColumns =
  'id, name, url, sealed_token AS "sealedToken", sealed_tls AS "sealedTls", deadline_ms AS "deadlineMs"';

/** The registered sites, in tables `site`, `site_grant` and (of the intake) `pool`. */
export class PostgresSites implements SiteStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putSite(site: StoredSite): Promise<void> {
    await this.#sql.query(
      `INSERT INTO site (id, name, url, sealed_token, sealed_tls, deadline_ms) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, sealed_token = excluded.sealed_token,
         sealed_tls = excluded.sealed_tls, deadline_ms = excluded.deadline_ms, updated_at = now()`,
      [site.id, site.name, site.url, site.sealedToken, site.sealedTls, site.deadlineMs],
    );
  }

  listSites(): Promise<readonly StoredSite[]> {
    return this.#sql.query<StoredSite>(`SELECT ${siteColumns} FROM site ORDER BY name`);
  }

  async getSites(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSite>> {
    const rows = await this.#sql.query<StoredSite>(`SELECT ${siteColumns} FROM site WHERE id = ANY($1::uuid[])`, [
      ids.filter(isId),
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async findSite(name: string): Promise<StoredSite | null> {
    const rows = await this.#sql.query<StoredSite>(`SELECT ${siteColumns} FROM site WHERE name = $1`, [name]);
    return rows[0] ?? null;
  }

  projectSites(projectIds: 'ALL' | readonly string[]): Promise<readonly ProjectSite[]> {
    const pairs = `SELECT project_id AS "projectId", site_id AS "siteId" FROM (
        SELECT project_id, site_id FROM pool WHERE site_id IS NOT NULL UNION SELECT project_id, site_id FROM site_grant) p`;
    if (projectIds === 'ALL') return this.#sql.query<ProjectSite>(pairs);
    return this.#sql.query<ProjectSite>(`${pairs} WHERE project_id = ANY($1::uuid[])`, [projectIds]);
  }

  async grant({ siteId, projectId }: ProjectSite, grantedBy: string): Promise<boolean> {
    const [found] = await this.#sql.query<{ added: boolean }>(
      `WITH wanted AS (SELECT id FROM project WHERE id = $2),
         added AS (INSERT INTO site_grant (site_id, project_id, granted_by) SELECT $1, id, $3 FROM wanted
                   ON CONFLICT DO NOTHING RETURNING 1)
       SELECT EXISTS (SELECT 1 FROM added) AS added FROM wanted`,
      [siteId, projectId, grantedBy],
    );
    if (!found) throw notFound('project');
    return found.added;
  }

  async revoke({ siteId, projectId }: ProjectSite): Promise<boolean> {
    const gone = await this.#sql.query('DELETE FROM site_grant WHERE site_id = $1 AND project_id = $2 RETURNING 1', [
      siteId,
      projectId,
    ]);
    return gone.length > 0;
  }
}
