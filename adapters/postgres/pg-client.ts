import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { HubError } from '../../core/errors.ts';
import { asSqlError, isConflict, isConnectionLost, isStalePlan, withoutClient } from './pg-errors.ts';
import { whileHolding } from './pg-hold.ts';
import { PgListener } from './pg-listener.ts';
import { clientConfig, type PostgresOptions } from './pg-options.ts';
import type { Notifications, SqlClient } from './sql-client.ts';
import { StatementNames } from './statement-names.ts';

interface Ambient {
  readonly client: pg.PoolClient;
  readonly effects: (() => void)[];
  /** The statement before: one connection does one at a time. */
  last: Promise<unknown>;
  ended: boolean;
  /** The first error of the connection itself. */
  lost: boolean;
}

/** A PostgreSQL server, by a pool of connections. What fails only at this moment is a retryable HubError, with its cause. */
export class PgClient implements SqlClient, Notifications {
  readonly #config: pg.ClientConfig;
  readonly #pool: pg.Pool;
  readonly #listener: PgListener;
  readonly #ambient = new AsyncLocalStorage<Ambient>();
  readonly #conflictRetries: number;
  readonly #names = new StatementNames();

  /** Connects when it is first asked. @throws Error for a URL that is none, without showing it */
  constructor(options: PostgresOptions) {
    const onError = options.onError ?? ((error: Error) => process.emitWarning(error));
    const config = clientConfig(options);
    this.#config = config;
    this.#conflictRetries = options.conflictRetries ?? 3;
    this.#pool = new pg.Pool({ ...config, max: options.maxConnections ?? 10, idleTimeoutMillis: 30_000 });
    // Without these two, a connection that breaks while nobody waits for it would end the process.
    this.#pool.on('error', (error) => {
      onError(withoutClient(error));
    });
    this.#pool.on('connect', (client) => {
      client.on('error', () => undefined);
    });
    this.#listener = new PgListener(config, onError);
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#run(sql, [...parameters])).rows as Row[];
  }

  async script(sql: string): Promise<void> {
    await this.#run(sql);
  }

  async transact<T>(work: () => Promise<T>): Promise<T> {
    if (this.#ambient.getStore()) return work();
    for (let retry = 0; ; retry++) {
      try {
        return await this.#transactOnce(work);
      } catch (error) {
        if (!isConflict(error) || retry >= this.#conflictRetries) throw error;
        // Random, so that the two that collided don't meet again.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** retry));
      }
    }
  }

  whileHolding<T>(name: string, work: () => Promise<T>): Promise<{ readonly done: T } | null> {
    return whileHolding(this.#config, name, work);
  }

  afterCommit(effect: () => void): void {
    // Outside of the transaction's context: what the effect starts must not query a transaction that has ended.
    const detached = () => {
      this.#ambient.exit(effect);
    };
    const ambient = this.#ambient.getStore();
    if (ambient) ambient.effects.push(detached);
    else detached();
  }

  listen(channel: string, heard: (payload: string | null) => void): () => void {
    return this.#listener.listen(channel, heard);
  }

  async close(): Promise<void> {
    await Promise.all([this.#listener.close(), this.#pool.end()]);
  }

  async #transactOnce<T>(work: () => Promise<T>): Promise<T> {
    const ambient: Ambient = {
      client: await this.#connect(),
      effects: [],
      last: Promise.resolve(),
      ended: false,
      lost: false,
    };
    try {
      await this.#send(ambient, 'BEGIN');
      const result = await this.#ambient.run(ambient, work);
      await this.#commit(ambient);
      ambient.client.release();
      for (const effect of ambient.effects) effect();
      return result;
    } catch (error) {
      if (!ambient.ended) await this.#rollBack(ambient);
      throw error;
    }
  }

  async #commit(ambient: Ambient): Promise<void> {
    const committed = this.#send(ambient, 'COMMIT');
    ambient.ended = true;
    try {
      const { command } = await committed;
      // PostgreSQL's answer to a COMMIT after a statement that failed.
      if (command === 'ROLLBACK') throw new Error('a statement failed and was passed over: nothing was committed');
    } catch (error) {
      ambient.client.release(ambient.lost);
      if (!ambient.lost) throw error;
      throw new HubError(
        'UNAVAILABLE',
        'the connection was lost during the commit: whether the change was made is unknown',
        { outcome: 'UNKNOWN' },
        { cause: error },
      );
    }
  }

  async #rollBack(ambient: Ambient): Promise<void> {
    const rolledBack = this.#send(ambient, 'ROLLBACK');
    ambient.ended = true;
    // A connection that can't roll back is closed, which rolls back; the error that matters is the first one.
    const broken = await rolledBack.then(
      () => false,
      () => true,
    );
    ambient.client.release(broken || ambient.lost);
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw asSqlError(error);
    }
  }

  async #run(sql: string, parameters?: unknown[]): Promise<pg.QueryResult> {
    const ambient = this.#ambient.getStore();
    if (ambient) return this.#send(ambient, sql, parameters);
    const client = await this.#connect();
    try {
      const result = await this.#ask(client, sql, parameters).catch((error: unknown) => {
        if (!isStalePlan(error)) throw error;
        return this.#ask(client, sql, parameters);
      });
      client.release();
      return result;
    } catch (error) {
      client.release(isConnectionLost(error));
      throw asSqlError(error);
    }
  }

  async #ask(client: pg.PoolClient, text: string, values?: unknown[]): Promise<pg.QueryResult> {
    const name = values ? this.#names.nameOf(text) : undefined;
    if (!values || name === undefined) return client.query(text, values);
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (isStalePlan(error)) this.#names.giveUp(text);
      throw error;
    }
  }

  /** @throws Error for a statement that comes after the transaction's end, instead of letting it slip into another one */
  async #send(ambient: Ambient, sql: string, parameters?: unknown[]): Promise<pg.QueryResult> {
    if (ambient.ended) throw new Error('this transaction has ended: its work must await all its statements');
    const sent = ambient.last.then(() => this.#ask(ambient.client, sql, parameters));
    ambient.last = sent.catch(() => undefined);
    try {
      return await sent;
    } catch (error) {
      ambient.lost ||= isConnectionLost(error);
      throw asSqlError(error);
    }
  }
}
