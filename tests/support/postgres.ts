import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { PgClient } from '../../adapters/postgres/pg-client.ts';
import { PgliteClient } from '../../adapters/postgres/pglite.ts';
import type { Notifications, SqlClient } from '../../adapters/postgres/sql-client.ts';
import { createTestDatabase } from './postgres-databases.ts';

/** Vitest's projects (vitest.config.ts) run the same files on both. */
export const engine = process.env['PESSCARA_TEST_ENGINE'] === 'PostgreSQL' ? 'PostgreSQL' : 'PGlite';

/** A migrated, empty database of its own: in memory, or on the real server, where closing it drops it. */
export async function freshSql(): Promise<SqlClient & Partial<Notifications>> {
  return engine === 'PostgreSQL' ? freshPostgres() : freshPglite();
}

class TestPgClient extends PgClient {
  readonly #drop: () => Promise<void>;

  constructor(url: string, drop: () => Promise<void>) {
    super({ url });
    this.#drop = drop;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#drop();
  }
}

async function freshPostgres(): Promise<PgClient> {
  const { url, drop } = await createTestDatabase();
  return new TestPgClient(url, drop);
}

let migrated: Promise<File | Blob> | null = null;

/** The first in a process runs the migrations; the rest are copies of it. */
export async function freshPglite(): Promise<PgliteClient> {
  migrated ??= (async () => {
    const database = await PGlite.create();
    await migrate(new PgliteClient(database));
    const dump = await database.dumpDataDir('none');
    await database.close();
    return dump;
  })();
  return new PgliteClient(await PGlite.create({ loadDataDir: await migrated }));
}
