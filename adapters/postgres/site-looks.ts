import type { SiteLook, SiteLooks, StoredSite } from '../../core/ports/site-store.ts';
import { siteColumns } from './sites.ts';
import type { SqlClient } from './sql-client.ts';

/** Looks at sites, in table `site_look`; whoever writes `site.looked_at` first is the one to look. */
export class PostgresSiteLooks implements SiteLooks {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  claim(everyMs: number): Promise<readonly StoredSite[]> {
    return this.#sql.query<StoredSite>(
      `UPDATE site SET looked_at = now()
       WHERE looked_at IS NULL OR looked_at <= now() - make_interval(secs => $1::double precision / 1000)
       RETURNING ${siteColumns}`,
      [everyMs],
    );
  }

  async record(siteId: string, { at, latencyMs, error }: SiteLook, keep: number): Promise<void> {
    await this.#sql.query(
      `INSERT INTO site_look (site_id, looked_at, latency_ms, error) SELECT id, $2, $3, $4 FROM site WHERE id = $1
       ON CONFLICT DO NOTHING`,
      [siteId, at, latencyMs, error],
    );
    await this.#sql.query(
      `DELETE FROM site_look WHERE site_id = $1 AND looked_at <=
         (SELECT looked_at FROM site_look WHERE site_id = $1 ORDER BY looked_at DESC OFFSET $2 LIMIT 1)`,
      [siteId, keep],
    );
  }

  async of(siteIds: readonly string[]): Promise<ReadonlyMap<string, readonly SiteLook[]>> {
    const rows = await this.#sql.query<SiteLook & { readonly siteId: string }>(
      `SELECT site_id AS "siteId", looked_at AS at, latency_ms AS "latencyMs", error FROM site_look
       WHERE site_id = ANY($1::uuid[]) ORDER BY looked_at DESC`,
      [siteIds],
    );
    return new Map(
      [...Map.groupBy(rows, (row) => row.siteId)].map(([id, looks]) => [
        id,
        looks.map(({ at, latencyMs, error }) => ({ at, latencyMs, error })),
      ]),
    );
  }
}
