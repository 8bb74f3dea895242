import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { PgClient } from '../../adapters/postgres/pg-client.ts';
import { serviceUrl } from '../services/addresses.ts';
import { schemaKey } from './schema-key.ts';

/** What `work` does by a connection of its own to the server's own database. */
async function administer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes the migrated template, once per server: whoever comes meanwhile waits. */
async function ensureTemplate(server: string, client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
  if (rowCount) return;
  // Of one whose maker died halfway.
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const sql = new PgClient({ url: withDatabase(server, name) });
  await migrate(sql);
  await sql.close();
  await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
}

/** A database of its own on a real server, migrated unless `empty` is asked for; `drop` also ends who still uses it. */
export async function createTestDatabase(
  options: { readonly server?: string; readonly empty?: boolean } = {},
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const { server = serviceUrl('postgres'), empty = false } = options;
  const name = `pesscara_test_${randomBytes(8).toString('hex')}`;
  await administer(server, async (client) => {
    // A server that outlives a test run has a template for each state of the migrations.
    const template = empty ? 'template0' : `pesscara_template_${schemaKey()}`;
    // For this session: a copy also fails while another one is being made of the same template.
    await client.query(`SELECT pg_advisory_lock(hashtextextended('pesscara test template', 0))`);
    if (!empty) await ensureTemplate(server, client, template);
    await client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE ${template}`);
  });
  return {
    url: withDatabase(server, name),
    drop: () =>
      administer(server, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
