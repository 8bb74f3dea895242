import { asError, HubError } from '../../core/errors.ts';
import { migrate } from './migrate.ts';
import { PgClient } from './pg-client.ts';
import { placeOf, type PostgresOptions } from './pg-options.ts';

const oldestVersion = 15;

/**
 * A PostgreSQL server's database, migrated. Many processes may start at once.
 * @throws UNAVAILABLE when the server does not answer; Error when it is too old or of another encoding, or a newer
 * version of PESSCARA wrote the data. All name the setting, none its value.
 */
export async function openPostgres(options: PostgresOptions): Promise<PgClient> {
  const place = placeOf(options.url);
  const client = new PgClient(options);
  try {
    await checkServer(client);
    await migrate(client);
    return client;
  } catch (caught) {
    await client.close();
    const cause = asError(caught);
    const message = `the database at ${place} can't be opened: ${cause.message}`;
    throw caught instanceof HubError
      ? new HubError(caught.code, message, {}, { cause })
      : new Error(message, { cause });
  }
}

async function checkServer(client: PgClient): Promise<void> {
  const [server] = await client.query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
  );
  const version = Math.floor((server?.version ?? 0) / 10_000);
  if (version < oldestVersion) {
    throw new Error(`it is PostgreSQL ${String(version)}, and ${String(oldestVersion)} or later is needed`);
  }
  if (server?.encoding !== 'UTF8') {
    throw new Error(`its encoding is ${server?.encoding ?? 'unknown'}, and UTF8 is needed`);
  }
}
