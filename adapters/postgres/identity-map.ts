import type { IdentityMap, SealedIdentity } from '../../core/ports/identity-map.ts';
import type { SqlClient } from './sql-client.ts';

/** The identity map in PostgreSQL; it only ever sees cipher text. */
export class PostgresIdentityMap implements IdentityMap {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async put(identities: readonly SealedIdentity[]): Promise<void> {
    if (identities.length === 0) return;
    const rows = identities.map((identity) => ({
      project_id: identity.projectId,
      digest: identity.digest,
      research_id: identity.researchId,
      sealed: Buffer.from(identity.sealed).toString('base64'),
    }));
    await this.#sql.query(
      `INSERT INTO identity_map (project_id, digest, research_id, sealed)
       SELECT project_id, digest, research_id, decode(sealed, 'base64')
       FROM jsonb_to_recordset($1::jsonb) AS new(project_id uuid, digest text, research_id text, sealed text)
       ON CONFLICT (project_id, digest) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  async find(projectId: string, researchId: string): Promise<readonly SealedIdentity[]> {
    return this.#sql.query<SealedIdentity>(
      `SELECT project_id AS "projectId", digest, research_id AS "researchId", sealed FROM identity_map
       WHERE project_id = $1 AND research_id = $2 ORDER BY created_at, digest`,
      [projectId, researchId],
    );
  }
}
