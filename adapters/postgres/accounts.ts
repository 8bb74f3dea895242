import type {
  Account,
  AccountStore,
  Credentials,
  NewAccount,
  Principal,
  SessionKind,
} from '../../core/ports/account-store.ts';
import type { Role } from '../../core/policy/policy.ts';
import type { SqlClient } from './sql-client.ts';

export interface AccountRow {
  id: string;
  username: string;
  display_name: string;
  is_administrator: boolean;
  created_at: Date;
}

/** Of account `a`. */
export const accountColumns = 'a.id, a.username, a.display_name, a.is_administrator, a.created_at';

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    isAdministrator: row.is_administrator,
    createdAt: row.created_at,
  };
}

export interface MembershipsColumn {
  memberships: Record<string, Role[]>;
}

/** Roles by project of account `a`, in one value. */
export const membershipsColumn = `coalesce((SELECT jsonb_object_agg(m.project_id, to_jsonb(m.roles)) FROM membership m WHERE m.account_id = a.id), '{}') AS memberships`;

export function membershipsOf(row: MembershipsColumn): Principal['memberships'] {
  return new Map(Object.entries(row.memberships).map(([project, roles]) => [project, new Set(roles)]));
}

/** A name with U+0000 can't be asked for in PostgreSQL, and no account has one. */
const isAskable = (username: string): boolean => !username.includes('\0') && username.length <= 64;

export class PostgresAccounts implements AccountStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async insert(account: NewAccount): Promise<boolean> {
    const rows = await this.#sql.query(
      `INSERT INTO account (id, username, display_name, is_administrator, password_hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [account.id, account.username, account.displayName, account.isAdministrator, account.passwordHash],
    );
    return rows.length > 0;
  }

  async credentials(username: string): Promise<Credentials | null> {
    if (!isAskable(username)) return null;
    const [row] = await this.#sql.query<{ id: string; password_hash: string; disabled: boolean }>(
      'SELECT id, password_hash, disabled_at IS NOT NULL AS disabled FROM account WHERE lower(username) = lower($1)',
      [username],
    );
    return row ? { accountId: row.id, passwordHash: row.password_hash, disabled: row.disabled } : null;
  }

  async byUsername(username: string): Promise<Account | null> {
    if (!isAskable(username)) return null;
    const [row] = await this.#sql.query<AccountRow>(
      `SELECT ${accountColumns} FROM account a WHERE lower(a.username) = lower($1)`,
      [username],
    );
    return row ? accountOf(row) : null;
  }

  async setPasswordHash(accountId: string, passwordHash: string): Promise<void> {
    await this.#sql.query('UPDATE account SET password_hash = $2 WHERE id = $1', [accountId, passwordHash]);
  }

  async list(): Promise<readonly Account[]> {
    const rows = await this.#sql.query<AccountRow>(
      `SELECT ${accountColumns} FROM account a ORDER BY lower(a.username)`,
    );
    return rows.map(accountOf);
  }

  async byIds(ids: readonly string[], visibleTo: string | null): Promise<ReadonlyMap<string, Account>> {
    const rows = await this.#sql.query<AccountRow>(
      `SELECT ${accountColumns} FROM account a
        WHERE a.id = ANY($1::uuid[])
          AND ($2::uuid IS NULL OR a.id = $2::uuid OR EXISTS (
                SELECT 1 FROM membership theirs JOIN membership mine ON mine.project_id = theirs.project_id
                 WHERE theirs.account_id = a.id AND mine.account_id = $2::uuid))`,
      [ids, visibleTo],
    );
    return new Map(rows.map((row) => [row.id, accountOf(row)]));
  }

  async principal(accountId: string, sessionId: string, now: Date): Promise<Principal | null> {
    const [row] = await this.#sql.query<AccountRow & MembershipsColumn & { kind: SessionKind }>(
      `SELECT ${accountColumns}, split_part(s.kind, ':', 1) AS kind, ${membershipsColumn}
         FROM refresh_session s JOIN account a ON a.id = s.account_id
        WHERE s.id = $2 AND a.id = $1 AND s.ended_at IS NULL AND s.expires_at > $3::timestamptz AND a.disabled_at IS NULL`,
      [accountId, sessionId, now.toISOString()],
    );
    if (!row) return null;
    return { account: accountOf(row), sessionKind: row.kind, memberships: membershipsOf(row) };
  }

  async standing(accountId: string): Promise<Omit<Principal, 'sessionKind'> | null> {
    const [row] = await this.#sql.query<AccountRow & MembershipsColumn>(
      `SELECT ${accountColumns}, ${membershipsColumn} FROM account a WHERE a.id = $1 AND a.disabled_at IS NULL`,
      [accountId],
    );
    return row ? { account: accountOf(row), memberships: membershipsOf(row) } : null;
  }
}
