import { migrate } from './migrate.ts';
import { PgliteClient } from './pglite.ts';
import type { SqlClient } from './sql-client.ts';

export interface TestDatabase {
  readonly sql: SqlClient;
  /** Statements that went to the database so far. */
  statements(): number;
  inTransaction(): boolean;
  empty(...tables: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

/** A migrated database in memory that counts what it is asked, for tests. */
export async function testDatabase(): Promise<TestDatabase> {
  const client = await PgliteClient.inMemory();
  await migrate(client);
  let statements = 0;
  const sql: SqlClient = {
    query: (text, parameters) => {
      statements++;
      return client.query(text, parameters);
    },
    script: (text) => client.script(text),
    transact: (work) => client.transact(work),
    afterCommit: (effect) => {
      client.afterCommit(effect);
    },
    close: () => client.close(),
  };
  return {
    sql,
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
