import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../core/json.ts';
import type { SqlClient } from './sql-client.ts';

const folder = join(import.meta.dirname, 'migrations');

/**
 * Brings the database to the newest schema: runs each `NNN-name.sql` of ./migrations that it has not seen, in order,
 * each in a transaction of its own. A script that was run may never change: its hash is kept and compared. Processes that
 * start at once wait for each other.
 * @throws Error when a script that was run has changed, or the database knows a newer one
 */
export async function migrate(sql: SqlClient): Promise<void> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  const ran = await locked(sql, async () => {
    await sql.script(
      'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, sha256 text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())',
    );
    return ranScripts(sql);
  });
  const unknown = [...ran.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`this data was written by a newer PESSCARA (it has ${unknown.join(', ')}): start that version`);
  }
  for (const name of names) {
    const script = readFileSync(join(folder, name), 'utf8');
    const hash = sha256(script);
    if (ran.get(name) === hash) continue;
    await locked(sql, async () => {
      // Again, behind the lock: another process may have run it meanwhile.
      const earlier = (await ranScripts(sql)).get(name);
      if (earlier === hash) return;
      if (earlier !== undefined) throw new Error(`migration ${name} has changed since it ran: add a new one instead`);
      await sql.script(script);
      await sql.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [name, hash]);
    });
  }
}

/** A transaction that one process at a time runs; a migration takes what time it needs. */
async function locked<T>(sql: SqlClient, work: () => Promise<T>): Promise<T> {
  return sql.transact(async () => {
    await sql.script('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('pesscara migration', 0))`);
    return work();
  });
}

async function ranScripts(sql: SqlClient): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM migration');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}
