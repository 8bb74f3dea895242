import type {
  LoginThrottle,
  NewSession,
  RefreshOutcome,
  SessionStore,
  ThrottleState,
} from '../../core/ports/account-store.ts';
import type { SqlClient } from './sql-client.ts';

interface SessionRow {
  id: string;
  account_id: string;
  expires_at: Date;
}

const sessionOf = (row: SessionRow) => ({ id: row.id, accountId: row.account_id, expiresAt: row.expires_at });

export class PostgresSessions implements SessionStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async open(session: NewSession, tokenHash: string | null): Promise<void> {
    const { id, accountId, createdAt, expiresAt } = session;
    const kind = session.kind === 'LOGIN' ? 'LOGIN' : `OPERATOR:${session.holder}`;
    await this.#sql.transact(async () => {
      await this.#sql.query('DELETE FROM refresh_session WHERE account_id = $1 AND expires_at <= $2::timestamptz', [
        accountId,
        createdAt.toISOString(),
      ]);
      await this.#sql.query(
        'INSERT INTO refresh_session (id, account_id, kind, created_at, expires_at) VALUES ($1, $2, $3, $4::timestamptz, $5::timestamptz)',
        [id, accountId, kind, createdAt.toISOString(), expiresAt.toISOString()],
      );
      if (tokenHash !== null) await this.#issue(tokenHash, id, createdAt);
    });
  }

  async rotate(oldHash: string, newHash: string, now: Date): Promise<RefreshOutcome> {
    return this.#sql.transact(async () => {
      // Two at a time: the second waits for the row, sees it used, and falls through to the reuse.
      const [rotated] = await this.#sql.query<SessionRow>(
        `UPDATE refresh_token t SET used_at = $2::timestamptz
           FROM refresh_session s JOIN account a ON a.id = s.account_id
          WHERE t.hash = $1 AND t.used_at IS NULL AND s.id = t.session_id AND s.ended_at IS NULL
            AND s.expires_at > $2::timestamptz AND a.disabled_at IS NULL
         RETURNING s.id, s.account_id, s.expires_at`,
        [oldHash, now.toISOString()],
      );
      if (rotated) {
        await this.#issue(newHash, rotated.id, now);
        return { outcome: 'ROTATED', session: sessionOf(rotated) };
      }
      const [ended] = await this.#sql.query<SessionRow>(
        `UPDATE refresh_session s SET ended_at = $2::timestamptz
           FROM refresh_token t
          WHERE t.hash = $1 AND t.used_at IS NOT NULL AND s.id = t.session_id AND s.ended_at IS NULL
            AND s.expires_at > $2::timestamptz
         RETURNING s.id, s.account_id, s.expires_at`,
        [oldHash, now.toISOString()],
      );
      return ended ? { outcome: 'REUSED', session: sessionOf(ended) } : { outcome: 'REFUSED', session: null };
    });
  }

  async endByToken(accountId: string, tokenHash: string, now: Date): Promise<string | null> {
    const [row] = await this.#sql.query<{ id: string }>(
      `UPDATE refresh_session s SET ended_at = $3::timestamptz
         FROM refresh_token t
        WHERE t.hash = $2 AND s.id = t.session_id AND s.account_id = $1 AND s.ended_at IS NULL
       RETURNING s.id`,
      [accountId, tokenHash, now.toISOString()],
    );
    return row?.id ?? null;
  }

  async endOperator(holder: string, now: Date): Promise<void> {
    await this.#sql.query(
      'UPDATE refresh_session SET ended_at = $2::timestamptz WHERE kind = $1 AND ended_at IS NULL',
      [`OPERATOR:${holder}`, now.toISOString()],
    );
  }

  async #issue(hash: string, sessionId: string, at: Date): Promise<void> {
    await this.#sql.query('INSERT INTO refresh_token (hash, session_id, issued_at) VALUES ($1, $2, $3::timestamptz)', [
      hash,
      sessionId,
      at.toISOString(),
    ]);
  }
}

export class PostgresLoginThrottle implements LoginThrottle {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async advance(
    nameHash: string,
    forgetBefore: Date,
    next: (state: ThrottleState | null) => ThrottleState,
  ): Promise<void> {
    await this.#sql.transact(async () => {
      // Rows that another login holds are left to it, else two logins could wait for each other.
      await this.#sql.query(
        `DELETE FROM login_throttle WHERE name_hash IN (
           SELECT name_hash FROM login_throttle WHERE last_try_at < $1::timestamptz LIMIT 100 FOR UPDATE SKIP LOCKED)`,
        [forgetBefore.toISOString()],
      );
      // An empty state first, so that there is a row to lock for the first try too.
      await this.#sql.query(
        `INSERT INTO login_throttle (name_hash, failures, last_try_at, blocked_until) VALUES ($1, 0, 'epoch', 'epoch')
         ON CONFLICT DO NOTHING`,
        [nameHash],
      );
      const [row] = await this.#sql.query<{ failures: number; last_try_at: Date; blocked_until: Date }>(
        'SELECT failures, last_try_at, blocked_until FROM login_throttle WHERE name_hash = $1 FOR UPDATE',
        [nameHash],
      );
      const state =
        row && row.failures > 0
          ? { failures: row.failures, lastTryAt: row.last_try_at, blockedUntil: row.blocked_until }
          : null;
      const after = next(state);
      await this.#sql.query(
        `INSERT INTO login_throttle (name_hash, failures, last_try_at, blocked_until) VALUES ($1, $2, $3::timestamptz, $4::timestamptz)
         ON CONFLICT (name_hash) DO UPDATE
            SET failures = excluded.failures, last_try_at = excluded.last_try_at, blocked_until = excluded.blocked_until`,
        [nameHash, after.failures, after.lastTryAt.toISOString(), after.blockedUntil.toISOString()],
      );
    });
  }

  async clear(nameHash: string): Promise<void> {
    await this.#sql.query('DELETE FROM login_throttle WHERE name_hash = $1', [nameHash]);
  }
}
