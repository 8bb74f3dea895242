import type { IdentityMap, SealedIdentity } from '../../core/ports/identity-map.ts';
import type { SqlClient } from './sql-client.ts';

const columns = 'project_id AS "projectId", digest, research_id AS "researchId", key_version AS "keyVersion", sealed';

/** The identity map in PostgreSQL; it only ever sees cipher text. */
export class PostgresIdentityMap implements IdentityMap {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async put(identities: readonly SealedIdentity[]): Promise<void> {
    if (identities.length === 0) return;
    await this.#sql.query(
      `INSERT INTO identity_map (project_id, digest, research_id, key_version, sealed)
       SELECT project_id, digest, research_id, key_version, decode(sealed, 'base64')
       FROM jsonb_to_recordset($1::jsonb) AS new(project_id uuid, digest text, research_id text, key_version int, sealed text)
       ON CONFLICT (project_id, digest, research_id) DO NOTHING`,
      [JSON.stringify(identities.map(rowOf))],
    );
  }

  async find(projectId: string, researchId: string): Promise<readonly SealedIdentity[]> {
    return this.#sql.query<SealedIdentity>(
      `SELECT ${columns} FROM identity_map WHERE project_id = $1 AND research_id = $2 ORDER BY created_at, digest`,
      [projectId, researchId],
    );
  }

  async findByDigest(projectId: string, digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.query<{ digest: string; researchId: string }>(
      `SELECT digest, research_id AS "researchId" FROM identity_map WHERE project_id = $1 AND digest = ANY($2::text[])
       ORDER BY created_at, research_id`,
      [projectId, digests],
    );
    return new Map(rows.map(({ digest, researchId }) => [digest, researchId]));
  }

  holdOlder(keyVersion: number, first: number): Promise<readonly SealedIdentity[]> {
    return this.#sql.query<SealedIdentity>(
      `SELECT ${columns} FROM identity_map WHERE key_version < $1 ORDER BY key_version, project_id, digest LIMIT $2 FOR UPDATE`,
      [keyVersion, first],
    );
  }

  async replace(pairs: readonly { readonly old: SealedIdentity; readonly by: SealedIdentity }[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.#sql.query(
      `WITH pair AS (
         SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS p(project_id uuid, digest text, research_id text, key_version int, sealed text, old_digest text)
       ), gone AS (
         DELETE FROM identity_map m USING pair p WHERE m.project_id = p.project_id AND m.digest = p.old_digest
           AND m.research_id = p.research_id
         RETURNING p.*, m.created_at
       )
       INSERT INTO identity_map (project_id, digest, research_id, key_version, sealed, created_at)
       SELECT project_id, digest, research_id, key_version, decode(sealed, 'base64'), created_at FROM gone
       ON CONFLICT (project_id, digest, research_id) DO NOTHING`,
      [JSON.stringify(pairs.map(({ old, by }) => ({ ...rowOf(by), old_digest: old.digest })))],
    );
  }

  async countByKey(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#sql.query<{ version: number; count: number }>(
      'SELECT key_version AS version, count(*)::int AS count FROM identity_map GROUP BY key_version',
    );
    return new Map(rows.map(({ version, count }) => [version, count]));
  }
}

const rowOf = ({ projectId, digest, researchId, keyVersion, sealed }: SealedIdentity) => ({
  project_id: projectId,
  digest,
  research_id: researchId,
  key_version: keyVersion,
  sealed: Buffer.from(sealed).toString('base64'),
});
