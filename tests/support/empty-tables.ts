import type { SqlClient } from '../../adapters/postgres/sql-client.ts';

/** Of migrations, and what the audit trail begins with. */
const ofTheSchema = ['migration', 'audit_head'];

/**
 * Empties every table but those of `keep`, and lets their numbers begin again. Only what holds rows is touched: TRUNCATE of all tables makes each
 * of them and its indexes anew, which takes longer than most tests. Triggers and foreign keys are off meanwhile, as all is emptied.
 */
export async function emptyTables(sql: SqlClient, keep: readonly string[] = []): Promise<void> {
  const kept = [...ofTheSchema, ...keep].map((name) => `'${name}'`).join(', ');
  await sql.script(`DO $$
    DECLARE
      one record;
    BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
      FOR one IN
        SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN (${kept})
      LOOP
        -- As TRUNCATE does, this waits for transactions that still write there.
        EXECUTE format('LOCK TABLE %s', one.name);
        EXECUTE format('DELETE FROM %s', one.name);
      END LOOP;
      FOR one IN
        SELECT s.seqrelid::regclass AS name, s.seqstart AS start
        FROM pg_sequence s
        JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
        JOIN pg_class t ON t.oid = d.refobjid AND t.relnamespace = 'public'::regnamespace AND t.relname NOT IN (${kept})
      LOOP
        PERFORM setval(one.name, one.start, false);
      END LOOP;
      ${keep.includes('audit') ? '' : `UPDATE audit_head SET sequence = 0, hash = '';`}
    END $$`);
}
