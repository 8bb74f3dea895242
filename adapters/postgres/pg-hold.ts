import pg from 'pg';
import { asSqlError } from './pg-errors.ts';

/**
 * See `SqlClient.whileHolding`. The name is held by a connection of its own, beside the pool's: the server lets it go when that ends, with this process
 * at the latest.
 */
export async function whileHolding<T>(
  config: pg.ClientConfig,
  name: string,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | null> {
  const application = `${config.application_name ?? ''} hold`.trim();
  const client = new pg.Client({ ...config, application_name: application });
  // Without this, a connection that breaks meanwhile would end the process.
  client.on('error', () => undefined);
  try {
    return (await isOurs(client, name)) ? { done: await work() } : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws UNAVAILABLE when the server can't be asked */
async function isOurs(client: pg.Client, name: string): Promise<boolean> {
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      [`hold:${name}`],
    );
    return rows[0]?.held === true;
  } catch (error) {
    throw asSqlError(error);
  }
}
