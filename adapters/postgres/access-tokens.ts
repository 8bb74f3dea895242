import type {
  AccessToken,
  AccessTokenStore,
  NewAccessToken,
  TokenPrincipal,
} from '../../core/ports/access-token-store.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import { accountColumns, accountOf, membershipsColumn, membershipsOf } from './accounts.ts';
import type { AccountRow, MembershipsColumn } from './accounts.ts';
import type { SqlClient } from './sql-client.ts';

interface TokenRow {
  token_id: string;
  account_id: string;
  name: string;
  project_ids: string[] | null;
  read_only: boolean;
  token_created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const columns = `t.id AS token_id, t.account_id, t.name, t.project_ids::text[] AS project_ids, t.read_only,
  t.created_at AS token_created_at, t.expires_at, t.last_used_at, t.revoked_at`;

const tokenOf = (row: TokenRow): AccessToken => ({
  id: row.token_id,
  accountId: row.account_id,
  name: row.name,
  projectIds: row.project_ids,
  readOnly: row.read_only,
  createdAt: row.token_created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

export class PostgresAccessTokens implements AccessTokenStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async insert(token: NewAccessToken, hash: string, forgetBefore: Date): Promise<void> {
    await this.#sql.query(
      `DELETE FROM access_token WHERE account_id = $1
          AND (expires_at < $2::timestamptz OR revoked_at < $2::timestamptz)`,
      [token.accountId, forgetBefore.toISOString()],
    );
    await this.#sql.query(
      `INSERT INTO access_token (id, account_id, name, hash, project_ids, read_only, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5::uuid[], $6, $7::timestamptz, $8::timestamptz)`,
      [
        token.id,
        token.accountId,
        token.name,
        hash,
        token.projectIds,
        token.readOnly,
        token.createdAt.toISOString(),
        token.expiresAt.toISOString(),
      ],
    );
  }

  async countGood(accountId: string, now: Date): Promise<number> {
    // Of two that are made at the same time, the second waits, and counts the first.
    await this.#sql.query('SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
    const [row] = await this.#sql.query<{ good: number }>(
      `SELECT count(*)::int AS good FROM access_token
        WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2::timestamptz`,
      [accountId, now.toISOString()],
    );
    return row?.good ?? 0;
  }

  async principal(hash: string): Promise<TokenPrincipal | null> {
    const [row] = await this.#sql.query<TokenRow & AccountRow & MembershipsColumn & { disabled: boolean }>(
      `SELECT ${columns}, ${accountColumns}, ${membershipsColumn}, a.disabled_at IS NOT NULL AS disabled
         FROM access_token t JOIN account a ON a.id = t.account_id WHERE t.hash = $1`,
      [hash],
    );
    if (!row) return null;
    return {
      token: tokenOf(row),
      account: accountOf(row),
      memberships: membershipsOf(row),
      disabled: row.disabled,
    };
  }

  async noteUse(id: string, at: Date, unlessAfter: Date): Promise<void> {
    await this.#sql.query(
      `UPDATE access_token SET last_used_at = $2::timestamptz
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3::timestamptz)`,
      [id, at.toISOString(), unlessAfter.toISOString()],
    );
  }

  async page(accountId: string | null, { first, after }: PageRequest): Promise<Page<AccessToken>> {
    const rows = await this.#sql.query<TokenRow>(
      `SELECT ${columns} FROM access_token t
        WHERE ($1::uuid IS NULL OR t.account_id = $1::uuid) AND ($2::uuid IS NULL OR t.id > $2::uuid)
        ORDER BY t.id LIMIT $3::int`,
      [accountId, after, first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM access_token WHERE $1::uuid IS NULL OR account_id = $1::uuid',
      [accountId],
    );
    return {
      items: rows.slice(0, first).map(tokenOf),
      hasNextPage: rows.length > first,
      totalCount: count?.total ?? 0,
    };
  }

  async byId(id: string): Promise<AccessToken | null> {
    const [row] = await this.#sql.query<TokenRow>(`SELECT ${columns} FROM access_token t WHERE t.id = $1`, [id]);
    return row ? tokenOf(row) : null;
  }

  async revoke(id: string, now: Date): Promise<boolean> {
    const rows = await this.#sql.query(
      'UPDATE access_token SET revoked_at = $2::timestamptz WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [id, now.toISOString()],
    );
    return rows.length > 0;
  }
}
