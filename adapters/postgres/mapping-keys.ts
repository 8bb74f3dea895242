import { HubError } from '../../core/errors.ts';
import type { MappingKeyStore, StoredMappingKey } from '../../core/ports/mapping-key-store.ts';
import type { SqlClient } from './sql-client.ts';

const first: StoredMappingKey = { version: 1, sealed: null, madeBy: null, madeAt: null, retiredAt: null };
const lock = `hashtext('mapping_key')`;

/** Keeps everybody else from sealing under a key until the ambient transaction ends, and waits for those who do. */
export async function holdKeys(sql: SqlClient): Promise<void> {
  // A statement of its own: only the next one sees what was committed while it waited.
  await sql.query(`SELECT pg_advisory_xact_lock(${lock})`);
}

/** The keys of the identity map, in table `mapping_key`: cipher text only. */
export class PostgresMappingKeys implements MappingKeyStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async hold(): Promise<readonly StoredMappingKey[]> {
    // A statement of its own: only the next one sees what was committed while it waited.
    await this.#sql.query(`SELECT pg_advisory_xact_lock_shared(${lock})`);
    return this.all();
  }

  async all(): Promise<readonly StoredMappingKey[]> {
    const rows = await this.#sql.query<StoredMappingKey>(
      `SELECT version, sealed, made_by AS "madeBy", made_at AS "madeAt", retired_at AS "retiredAt"
       FROM mapping_key ORDER BY version`,
    );
    return rows[0]?.version === 1 ? rows : [first, ...rows];
  }

  async add({ version, sealed, madeBy, madeAt }: StoredMappingKey): Promise<void> {
    const added = await this.#sql.query(
      `INSERT INTO mapping_key (version, sealed, made_by, made_at)
       VALUES ($1, decode($2, 'base64'), $3, $4) ON CONFLICT DO NOTHING RETURNING version`,
      [version, sealed && Buffer.from(sealed).toString('base64'), madeBy, madeAt],
    );
    if (added.length === 0)
      throw new HubError('CONFLICT', 'another change of the key of the identity map was quicker: look, and try again');
  }

  async retireUnused(version: number, at: Date): Promise<boolean> {
    await holdKeys(this.#sql);
    const retired = await this.#sql.query(
      `INSERT INTO mapping_key (version, retired_at)
       SELECT $1::int, $2 WHERE NOT EXISTS (SELECT FROM identity_map WHERE key_version = $1::int)
       ON CONFLICT (version) DO UPDATE SET sealed = NULL, retired_at = coalesce(mapping_key.retired_at, excluded.retired_at)
       RETURNING version`,
      [version, at],
    );
    return retired.length > 0;
  }
}
