import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { SqlClient } from '../../adapters/postgres/sql-client.ts';

/** A SqlClient on a pool of PostgreSQL connections, as much as the bench needs. */
export function openPool(url: string): SqlClient {
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  const ambient = new AsyncLocalStorage<{ client: pg.PoolClient; effects: (() => void)[] }>();
  const names = new Map<string, string>();
  const query = async <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> => {
    // Prepared once per connection.
    let name = names.get(text);
    if (name === undefined) names.set(text, (name = `q${String(names.size)}`));
    const target = ambient.getStore()?.client ?? pool;
    return (await target.query({ name, text, values: [...parameters] })).rows as Row[];
  };
  return {
    query,
    script: async (text) => {
      await (ambient.getStore()?.client ?? pool).query(text);
    },
    transact: async (work) => {
      if (ambient.getStore()) return work();
      const client = await pool.connect();
      const effects: (() => void)[] = [];
      try {
        await client.query('BEGIN');
        const result = await ambient.run({ client, effects }, work);
        await client.query('COMMIT');
        for (const effect of effects) effect();
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
    afterCommit: (effect) => {
      const open = ambient.getStore();
      if (open) open.effects.push(() => ambient.exit(effect));
      else effect();
    },
    close: () => pool.end(),
  };
}
