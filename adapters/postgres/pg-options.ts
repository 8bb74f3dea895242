import type { ClientConfig } from 'pg';
import { columnTypes } from './pg-types.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`, with `?sslmode=...` where wanted. Never printed. */
  readonly url: string;
  /** Connections of this process at most, besides the one that listens. @default 10 */
  readonly maxConnections?: number;
  /** What PostgreSQL shows in pg_stat_activity. @default 'pesscara' */
  readonly applicationName?: string;
  /** Longest wait for a connection, a new one or one of the pool. @default 10 000 */
  readonly connectTimeoutMs?: number;
  /** Longest time of one statement. @default 60 000 */
  readonly statementTimeoutMs?: number;
  /** Longest wait for a lock. @default 15 000 */
  readonly lockTimeoutMs?: number;
  /** A transaction that asks nothing for so long is ended. @default 60 000 */
  readonly idleInTransactionTimeoutMs?: number;
  /** How often a transaction runs again that PostgreSQL ended to solve a deadlock. @default 3 */
  readonly conflictRetries?: number;
  /** Hears of lost connections that nobody waits for. @default a process warning */
  readonly onError?: (error: Error) => void;
}

/** The name of the setting, for messages: never its value. */
const setting = 'PESSCARA_DATABASE_URL';

/** @throws Error naming the setting, without its value, which holds a password */
function checkedUrl(url: string): URL {
  const parsed = URL.parse(url);
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || parsed.hostname === '') {
    throw new Error(`${setting}: expected postgres://user:password@host:port/database`);
  }
  return parsed;
}

/** Where the database is, without user and password, for messages. */
export function placeOf(url: string): string {
  const { host, pathname } = checkedUrl(url);
  return `${host}${pathname} (${setting})`;
}

/** How each connection is made; the session's formats are those that pg-types.ts reads. */
export function clientConfig(options: PostgresOptions): ClientConfig {
  checkedUrl(options.url);
  return {
    connectionString: options.url,
    application_name: options.applicationName ?? 'pesscara',
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    lock_timeout: options.lockTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c bytea_output=hex',
    types: columnTypes,
  };
}
