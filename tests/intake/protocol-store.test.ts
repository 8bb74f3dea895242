import { afterAll, beforeAll } from 'vitest';
import { PostgresContacts } from '../../adapters/postgres/contacts.ts';
import { PostgresProtocols } from '../../adapters/postgres/protocols.ts';
import { newId } from '../../core/ids.ts';
import { protocolStoreContract } from '../contract/protocol-store.contract.ts';
import { engine, freshSql } from '../support/postgres.ts';

let sql: Awaited<ReturnType<typeof freshSql>>;
beforeAll(async () => {
  sql = await freshSql();
});
afterAll(() => sql.close());

protocolStoreContract(engine, async () => {
  const [projectId, poolId, accountId] = [newId(), newId(), newId()];
  await sql.query('INSERT INTO project (id, name) VALUES ($1, $2)', [projectId, projectId]);
  await sql.query(
    `INSERT INTO pool (id, project_id, name, profile, created_by) VALUES ($1, $2, 'door', 'research/1', 'ann')`,
    [poolId, projectId],
  );
  await sql.query(`INSERT INTO account (id, username, display_name, password_hash) VALUES ($1, $2, 'Ann', 'none')`, [
    accountId,
    accountId,
  ]);
  // Each protocol may be asked for by any test: only the newest of this one counts.
  await sql.query('DELETE FROM protocol');
  return { protocols: new PostgresProtocols(sql), contacts: new PostgresContacts(sql), projectId, poolId, accountId };
});
