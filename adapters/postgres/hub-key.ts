import { HubError } from '../../core/errors.ts';
import { sha256 } from '../../core/json.ts';
import type { Secrets } from '../../core/ports/secrets.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * Resolves when the database is of this master key; the first process of a hub notes it. With another key identities and credentials could
 * not be opened, and what is sealed from now on not by the others.
 * @throws CONFLICT
 */
export async function agreeOnKey(sql: SqlClient, secrets: Secrets): Promise<void> {
  const fingerprint = sha256(Buffer.from(await secrets.key('fingerprint')).toString('hex'));
  await sql.query('INSERT INTO hub_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING', [fingerprint]);
  const [known] = await sql.query<{ fingerprint: string }>('SELECT fingerprint FROM hub_key');
  if (known?.fingerprint === fingerprint) return;
  throw new HubError(
    'CONFLICT',
    'this database was written with another master key: bring back the one it was written with ' +
      '(PESSCARA_MASTER_KEY, or secrets/master.key in PESSCARA_HOME)',
  );
}
