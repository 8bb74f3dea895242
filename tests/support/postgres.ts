import { PGlite } from '@electric-sql/pglite';
import { PgClient } from '../../adapters/postgres/pg-client.ts';
import { PgliteClient } from '../../adapters/postgres/pglite.ts';
import type { Notifications, SqlClient } from '../../adapters/postgres/sql-client.ts';
import { embeddedDump } from './embedded-template.ts';
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

let template: Promise<Blob> | null = null;
/** PGlite's own 128 MB of buffers are made anew with each database. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

export async function freshPglite(): Promise<PgliteClient> {
  template ??= embeddedDump();
  return new PgliteClient(await PGlite.create({ loadDataDir: await template, startParams }));
}
