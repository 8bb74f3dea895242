import { freshSql } from '../../tests/support/postgres.ts';
import type { Notifications, SqlClient } from './sql-client.ts';

export interface TestDatabase {
  readonly sql: SqlClient;
  /** By which processes hear of each other; PGlite is one process alone. */
  readonly notifications: Notifications | null;
  /** Statements that went to the database so far. */
  statements(): number;
  inTransaction(): boolean;
  empty(...tables: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

/** A migrated database of its own that counts what it is asked, on the engine that this test run is for. */
export async function testDatabase(): Promise<TestDatabase> {
  const client = await freshSql();
  let statements = 0;
  const sql: SqlClient = {
    query: (text, parameters) => {
      statements++;
      return client.query(text, parameters);
    },
    script: (text) => client.script(text),
    transact: (work) => client.transact(work),
    whileHolding: (name, work) => client.whileHolding(name, work),
    afterCommit: (effect) => {
      client.afterCommit(effect);
    },
    close: () => client.close(),
  };
  const { listen } = client;
  return {
    sql,
    notifications: listen ? { listen: listen.bind(client) } : null,
    statements: () => statements,
    inTransaction: () => {
      // An effect outside of a transaction runs at once.
      let ranAtOnce = false;
      client.afterCommit(() => {
        ranAtOnce = true;
      });
      return !ranAtOnce;
    },
    empty: async (...tables) => client.script(`TRUNCATE ${tables.join(', ')} RESTART IDENTITY CASCADE`),
    end: () => client.close(),
  };
}
