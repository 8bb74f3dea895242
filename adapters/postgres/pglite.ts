import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { SqlClient } from './sql-client.ts';

interface Ambient {
  readonly transaction: Transaction;
  readonly effects: (() => void)[];
}

/** PostgreSQL in this process. */
export class PgliteClient implements SqlClient {
  readonly #database: PGlite;
  readonly #ambient = new AsyncLocalStorage<Ambient>();

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** A database that lives in memory alone, for tests. */
  static async inMemory(): Promise<PgliteClient> {
    return new PgliteClient(await PGlite.create());
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const target = this.#ambient.getStore()?.transaction ?? this.#database;
    return (await target.query<Row>(sql, [...parameters])).rows;
  }

  async script(sql: string): Promise<void> {
    await (this.#ambient.getStore()?.transaction ?? this.#database).exec(sql);
  }

  async transact<T>(work: () => Promise<T>): Promise<T> {
    if (this.#ambient.getStore()) return work();
    const effects: (() => void)[] = [];
    const result = await this.#database.transaction((transaction) => this.#ambient.run({ transaction, effects }, work));
    for (const effect of effects) effect();
    return result;
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

  async close(): Promise<void> {
    await this.#database.close();
  }
}
