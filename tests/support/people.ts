import { createHmac } from 'node:crypto';
import { Argon2Hasher } from '../../adapters/argon2/argon2-hasher.ts';
import { JoseSigner } from '../../adapters/jose/jose-signer.ts';
import { PostgresAccessTokens } from '../../adapters/postgres/access-tokens.ts';
import { PostgresAccounts } from '../../adapters/postgres/accounts.ts';
import { PostgresAuditTrail } from '../../adapters/postgres/audit-trail.ts';
import { PostgresClinical } from '../../adapters/postgres/clinical.ts';
import { PostgresIdentityMap } from '../../adapters/postgres/identity-map.ts';
import { PostgresMappingKeys } from '../../adapters/postgres/mapping-keys.ts';
import { PostgresProjects } from '../../adapters/postgres/projects.ts';
import { PostgresSites } from '../../adapters/postgres/sites.ts';
import { PostgresLoginThrottle, PostgresSessions } from '../../adapters/postgres/sessions.ts';
import { createAuditCheck } from '../../core/audit/audit-check.ts';
import { createAuditSearch } from '../../core/audit/audit-search.ts';
import { createClinical } from '../../core/clinical/clinical.ts';
import { createIdentity } from '../../core/identity/identity.ts';
import { createMappingKeys } from '../../core/mapping/mapping-keys.ts';
import type { Secrets } from '../../core/ports/secrets.ts';
import { createProjects } from '../../core/projects/projects.ts';
import { freshSql } from './postgres.ts';

/** Keys that are the same in every test. */
export const testSecrets: Secrets = {
  key: (name) => Promise.resolve(new Uint8Array(createHmac('sha256', 'a test').update(name).digest())),
};

/** Accounts, projects and clinical records over a fresh database, with a clock that tests turn. */
export async function openPeople() {
  const sql = await freshSql();
  const clock = { now: new Date() };
  const now = () => clock.now;
  const audit = new PostgresAuditTrail(sql);
  const identityMap = {
    identities: new PostgresIdentityMap(sql),
    mappingKeys: createMappingKeys(new PostgresMappingKeys(sql), testSecrets),
  };
  const shared = { audit, transactor: sql, secrets: testSecrets, now };
  const accounts = new PostgresAccounts(sql);
  const projectStore = new PostgresProjects(sql);
  return {
    sql,
    audit,
    accounts,
    identity: createIdentity({
      ...shared,
      accounts,
      sessions: new PostgresSessions(sql),
      throttle: new PostgresLoginThrottle(sql),
      accessTokens: new PostgresAccessTokens(sql),
      hasher: new Argon2Hasher({ memoryCost: 64, timeCost: 1, parallelism: 1 }),
      signer: new JoseSigner(await testSecrets.key('tokens'), now),
    }),
    projects: createProjects({ ...shared, projects: projectStore, accounts, sites: new PostgresSites(sql) }),
    auditCheck: { ...createAuditCheck({ audit }), ...createAuditSearch({ audit }) },
    ...identityMap,
    clinical: createClinical({
      ...shared,
      ...identityMap,
      clinical: new PostgresClinical(sql),
      projects: projectStore,
    }),
    /** Moves the clock on. */
    wait(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    /** Actions in the audit trail, oldest first. */
    async audited(action?: string) {
      return sql.query<{ actor: string; action: string; target: string; old_value: unknown; new_value: unknown }>(
        'SELECT actor, action, target, old_value, new_value FROM audit WHERE $1::text IS NULL OR action = $1 ORDER BY sequence',
        [action ?? null],
      );
    },
    /** All rows of all tables as one text: what an intruder would read. */
    async everythingStored(): Promise<string> {
      const tables = await sql.query<{ name: string }>(
        `SELECT quote_ident(table_name) AS name FROM information_schema.tables
          WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
      );
      const texts = await Promise.all(
        tables.map(({ name }) => sql.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)),
      );
      return texts
        .flat()
        .map(({ row }) => row)
        .join('\n');
    },
    close: () => sql.close(),
  };
}
export type People = Awaited<ReturnType<typeof openPeople>>;
