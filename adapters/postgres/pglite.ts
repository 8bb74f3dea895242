import { AsyncLocalStorage } from 'node:async_hooks';
import { Mutex, PGlite } from '@electric-sql/pglite';
import { PgliteStatements } from './pglite-statements.ts';
import type { SqlClient } from './sql-client.ts';

interface Ambient {
  readonly effects: (() => void)[];
  /** The statement before: one after the other, also where they are asked for at the same time. */
  last: Promise<unknown>;
  ended: boolean;
}

/** PostgreSQL in this process. Nobody else uses the database meanwhile: it has one session, whose transactions are taken in turn. */
export class PgliteClient implements SqlClient {
  readonly #database: PGlite;
  readonly #statements: PgliteStatements;
  readonly #turns = new Mutex();
  readonly #ambient = new AsyncLocalStorage<Ambient>();
  readonly #names = new Set<string>();

  constructor(database: PGlite) {
    this.#database = database;
    this.#statements = new PgliteStatements(database);
  }

  /** A database that lives in memory alone, for tests. */
  static async inMemory(): Promise<PgliteClient> {
    return new PgliteClient(await PGlite.create());
  }

  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#inTurn((isInTransaction) => this.#statements.query<Row>(sql, parameters, isInTransaction));
  }

  async script(sql: string): Promise<void> {
    await this.#inTurn(() => this.#database.exec(sql));
  }

  async transact<T>(work: () => Promise<T>): Promise<T> {
    if (this.#ambient.getStore()) return work();
    const ambient: Ambient = { effects: [], last: Promise.resolve(), ended: false };
    const result = await this.#turns.runExclusive(async () => {
      await this.#database.exec('BEGIN');
      try {
        const done = await this.#ambient.run(ambient, work);
        ambient.ended = true;
        await ambient.last;
        await this.#commit();
        return done;
      } catch (error) {
        // After a COMMIT that failed it changes nothing.
        ambient.ended = true;
        await ambient.last;
        await this.#database.exec('ROLLBACK');
        throw error;
      }
    });
    for (const effect of ambient.effects) effect();
    return result;
  }

  async whileHolding<T>(name: string, work: () => Promise<T>): Promise<{ readonly done: T } | null> {
    if (this.#names.has(name)) return null;
    this.#names.add(name);
    try {
      return { done: await work() };
    } finally {
      this.#names.delete(name);
    }
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
    await this.#turns.runExclusive(() => this.#database.close());
  }

  /** Within the ambient transaction, or between those of others. @throws Error for a statement that comes after its transaction's end */
  async #inTurn<T>(work: (isInTransaction: boolean) => Promise<T>): Promise<T> {
    const ambient = this.#ambient.getStore();
    if (!ambient) return this.#turns.runExclusive(() => work(false));
    if (ambient.ended) throw new Error('this transaction has ended: its work must await all its statements');
    const sent = ambient.last.then(() => work(true));
    ambient.last = sent.catch(() => undefined);
    return sent;
  }

  async #commit(): Promise<void> {
    const [done] = await this.#database.exec('COMMIT');
    // PostgreSQL's answer to a COMMIT after a statement that failed.
    if (done?.command === 'ROLLBACK') throw new Error('a statement failed and was passed over: nothing was committed');
  }
}
