import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ProfileStore, ProfileVersion, SealedLookup } from '../../core/ports/profile-store.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, project_id AS "projectId", name, version, definition, created_at AS "createdAt", created_by AS "createdBy"`;

/** The tables `deidentification_profile` and `deidentification_lookup`; of lookups it only ever sees cipher text. */
export class PostgresProfiles implements ProfileStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async lockProfile(projectId: string, name: string): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('profile:' || $1 || ':' || $2, 0))`, [
      projectId,
      name,
    ]);
  }

  async addProfile(profile: Omit<ProfileVersion, 'createdAt'>): Promise<ProfileVersion> {
    const [row] = await this.#sql.query<ProfileVersion>(
      `INSERT INTO deidentification_profile (id, project_id, name, version, definition, created_by)
       VALUES ($1, $2, $3, $4::int, $5::jsonb, $6) RETURNING ${columns}`,
      [
        profile.id,
        profile.projectId,
        profile.name,
        profile.version,
        JSON.stringify(profile.definition),
        profile.createdBy,
      ],
    );
    if (!row) throw new Error('the profile was not added');
    return row;
  }

  async findProfile(projectId: string, name: string, version: number | null): Promise<ProfileVersion | null> {
    const [row] = await this.#sql.query<ProfileVersion>(
      `SELECT ${columns} FROM deidentification_profile
       WHERE project_id = $1 AND name = $2 AND ($3::int IS NULL OR version = $3) ORDER BY version DESC LIMIT 1`,
      [projectId, name, version],
    );
    return row ?? null;
  }

  async getProfiles(ids: readonly string[]): Promise<ReadonlyMap<string, ProfileVersion>> {
    const rows = await this.#sql.query<ProfileVersion>(
      `SELECT ${columns} FROM deidentification_profile WHERE id = ANY($1::uuid[])`,
      [knownIds(ids)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async profilesOf(projectId: string, name: string | null, page: PageRequest): Promise<Page<ProfileVersion>> {
    const which = 'project_id = $1 AND ($2::text IS NULL OR name = $2)';
    const rows = await this.#sql.query<ProfileVersion>(
      `SELECT ${columns} FROM deidentification_profile WHERE ${which}
         AND ($3::uuid IS NULL OR sequence < (SELECT sequence FROM deidentification_profile WHERE id = $3 AND project_id = $1))
       ORDER BY sequence DESC LIMIT $4::int`,
      [projectId, name, page.after, page.first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM deidentification_profile WHERE ${which}`,
      [projectId, name],
    );
    return { items: rows.slice(0, page.first), hasNextPage: rows.length > page.first, totalCount: count?.total ?? 0 };
  }

  async putLookups(projectId: string, profile: string, entries: readonly SealedLookup[]): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map(({ digest, type, sealed }) => ({
      digest,
      type,
      sealed: Buffer.from(sealed).toString('base64'),
    }));
    await this.#sql.query(
      `INSERT INTO deidentification_lookup (project_id, profile, digest, type, sealed)
       SELECT $1, $2, digest, type, decode(sealed, 'base64')
       FROM jsonb_to_recordset($3::jsonb) AS new(digest text, type text, sealed text)
       ON CONFLICT (project_id, profile, digest) DO UPDATE SET sealed = excluded.sealed`,
      [projectId, profile, JSON.stringify(rows)],
    );
  }

  async removeLookups(projectId: string, profile: string, type: string): Promise<number> {
    const rows = await this.#sql.query(
      `DELETE FROM deidentification_lookup WHERE project_id = $1 AND profile = $2 AND type = $3 RETURNING digest`,
      [projectId, profile, type],
    );
    return rows.length;
  }

  async countLookups(projectId: string, profile: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#sql.query<{ type: string; entries: number }>(
      `SELECT type, count(*)::int AS entries FROM deidentification_lookup WHERE project_id = $1 AND profile = $2
       GROUP BY type ORDER BY type`,
      [projectId, profile],
    );
    return new Map(rows.map(({ type, entries }) => [type, entries]));
  }

  findLookups(projectId: string, profile: string, digests: readonly string[]): Promise<readonly SealedLookup[]> {
    return this.#sql.query<SealedLookup>(
      `SELECT digest, type, sealed FROM deidentification_lookup
       WHERE project_id = $1 AND profile = $2 AND digest = ANY($3::text[])`,
      [projectId, profile, digests],
    );
  }
}
