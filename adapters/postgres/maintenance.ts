import { asError } from '../../core/errors.ts';
import type { SqlClient } from './sql-client.ts';

const intervalMs = 60_000;

/** Log that may gather before a checkpoint: the most that a start after a crash replays. */
const checkpointBytes = 32 * 1024 * 1024;

/**
 * Does what PostgreSQL's background processes would, which the embedded one has not: it would never write a checkpoint (its
 * log would grow without end, and a start after a crash would replay all of it), never remove dead rows and never
 * learn the sizes that its query plans go by.
 */
export function keepTidy(sql: SqlClient, onError: (error: Error) => void): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => {
      try {
        await tidyUp(sql);
      } catch (caught) {
        onError(asError(caught));
      }
    });
  }, intervalMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** One round, with autovacuum's own thresholds; answers the statements that it ran. */
export async function tidyUp(sql: SqlClient, checkpointAfterBytes = checkpointBytes): Promise<readonly string[]> {
  const tables = await sql.query<{ name: string; dead: boolean; changed: boolean }>(
    `SELECT quote_ident(s.relname) AS name, s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) AS dead,
       s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0) AS changed
     FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid`,
  );
  const statements = tables.flatMap(({ name, dead, changed }) => {
    if (dead) return [`VACUUM (ANALYZE) ${name}`];
    return changed ? [`ANALYZE ${name}`] : [];
  });
  const [log] = await sql.query<{ bytes: number }>(
    'SELECT (pg_current_wal_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
  );
  if ((log?.bytes ?? 0) > checkpointAfterBytes) statements.push('CHECKPOINT');
  // One at a time, so that requests come between.
  for (const statement of statements) await sql.script(statement);
  return statements;
}
