import { engine, freshSql } from '../../tests/support/postgres.ts';
import { auditTrailContract } from '../../tests/contract/audit-trail.contract.ts';
import { canonicalJson, sha256, type Json } from '../../core/json.ts';
import { PostgresAuditTrail } from './audit-trail.ts';

auditTrailContract(engine, async () => {
  const sql = await freshSql();
  /** What a superuser can do. */
  const withoutTriggers = async (statement: string) => {
    await sql.script(`ALTER TABLE audit DISABLE TRIGGER ALL; ${statement}; ALTER TABLE audit ENABLE TRIGGER ALL;`);
  };
  return {
    trail: new PostgresAuditTrail(sql),
    transactor: sql,
    tryToRewrite: [
      () => sql.query(`UPDATE audit SET actor = 'eve' WHERE sequence = 2`),
      () => sql.query('DELETE FROM audit WHERE sequence = 3'),
      () => sql.script('TRUNCATE audit'),
      () => sql.query('DELETE FROM audit_head'),
      () => sql.script('TRUNCATE audit_head'),
      () => sql.query('UPDATE audit_head SET sequence = 1'),
    ],
    tamper: {
      change: (n) => withoutTriggers(`UPDATE audit SET new_value = '{"a": "c"}' WHERE sequence = ${String(n)}`),
      retime: (n) => withoutTriggers(`UPDATE audit SET at = at - interval '1 day' WHERE sequence = ${String(n)}`),
      remove: (n) => withoutTriggers(`DELETE FROM audit WHERE sequence = ${String(n)}`),
      swap: (one, other) =>
        withoutTriggers(
          `UPDATE audit SET sequence = -1 WHERE sequence = ${String(one)};
           UPDATE audit SET sequence = ${String(one)} WHERE sequence = ${String(other)};
           UPDATE audit SET sequence = ${String(other)} WHERE sequence = -1`,
        ),
      forge: async (n) => {
        const [row] = await sql.query<{ at: string; previous_hash: string; entry: Json }>(
          `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, previous_hash,
                  jsonb_build_object('actor', 'eve', 'action', action, 'target', target, 'projectId', project_id,
                    'reason', reason, 'oldValue', old_value, 'newValue', new_value) AS entry
             FROM audit WHERE sequence = $1`,
          [n],
        );
        if (!row) throw new Error('no such entry');
        const { at, previous_hash: previousHash, entry } = row;
        const hash = sha256(canonicalJson({ sequence: n, at, previousHash, entry }));
        await withoutTriggers(`UPDATE audit SET actor = 'eve', hash = '${hash}' WHERE sequence = ${String(n)}`);
      },
      add: () =>
        withoutTriggers(
          `INSERT INTO audit SELECT sequence + 1, at, actor, action, target, project_id, reason, old_value, new_value, hash, hash
             FROM audit ORDER BY sequence DESC LIMIT 1`,
        ),
    },
    close: () => sql.close(),
  };
});
