import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPglite } from '../../tests/support/postgres.ts';
import { createTestDatabase } from '../../tests/support/postgres-databases.ts';
import { openPostgres } from './open-postgres.ts';
import { PgClient } from './pg-client.ts';
import type { SqlClient } from './sql-client.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: PgClient;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = new PgClient({ url: database.url, maxConnections: 4, lockTimeoutMs: 2_000 });
  await sql.script('CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL)');
});
afterAll(async () => {
  await sql.close();
  await database.drop();
});

const unavailable = expect.objectContaining({ code: 'UNAVAILABLE', retryable: true }) as Error;

function put(id: number, text = ''): Promise<unknown> {
  return sql.query('INSERT INTO note VALUES ($1::int, $2)', [id, text]);
}

async function has(id: number): Promise<boolean> {
  return (await sql.query('SELECT FROM note WHERE id = $1::int', [id])).length === 1;
}

test('gives every type as PGlite does, alone and in arrays', async () => {
  const scalars = [
    `5::int8`,
    `9007199254740993::int8`,
    `null::int8`,
    `1.50::numeric`,
    `1.5::float8`,
    `'2026-11-25 22:05:52.348+02'::timestamptz`,
    `'infinity'::timestamptz`,
    `'2020-01-02'::date`,
    `'2020-01-02 03:04:05.6'::timestamp`,
    `'{"a": [1, null]}'::jsonb`,
    `'null'::jsonb`,
    `'"text"'::json`,
    `'\\xdeadbeef'::bytea`,
    `''::bytea`,
    `'00000000-0000-4000-8000-000000000000'::uuid`,
    `interval '1 day 2 hours'`,
    `'12:00'::time`,
    `true`,
    `'a,"b" \\ {c}'::text`,
  ];
  const columns = scalars.flatMap((value, n) => [
    `${value} AS one${String(n)}`,
    `array[${value}, null] AS many${String(n)}`,
  ]);
  const query = `SELECT ${[...columns, 'array[array[1, 2], array[3, 4]] AS nested', `'{}'::bytea[] AS nothing`].join(', ')}`;
  const embedded = await freshPglite();
  const ask = async (client: SqlClient) => (await client.query<Record<string, unknown>>(query))[0];
  const [expected, got] = [await ask(embedded), await ask(sql)];
  await embedded.close();
  expect(got).toStrictEqual(expected);
  expect(Object.keys(got ?? {})).toHaveLength(2 * scalars.length + 2);
});

test('takes parameters as PGlite does', async () => {
  const query = `SELECT $1::timestamptz AS a, $2::bytea AS b, $3::uuid[] AS c, $4::jsonb AS d, $5::boolean AS e, $6::int8 AS f,
    $7::text[] AS g, $8::bytea[] AS h, $9::float8 AS i, $10::text AS j`;
  const bytes = Uint8Array.of(0, 1, 255);
  const id = '00000000-0000-4000-8000-000000000000';
  const values = [new Date(5), bytes, [id], '{"a":1}', true, 7n, ['a,b', null, '"'], [bytes], 0.1, null];
  const embedded = await freshPglite();
  const expected = await embedded.query(query, values);
  await embedded.close();
  expect(await sql.query(query, values)).toStrictEqual(expected);
});

describe('transactions', () => {
  test('commit whole, run effects after it outside of the transaction, and join what is nested', async () => {
    const seen: string[] = [];
    const later = Promise.withResolvers<boolean>();
    await sql.transact(async () => {
      await put(1);
      await sql.transact(() => put(2));
      sql.afterCommit(() => {
        seen.push('effect');
        later.resolve(has(2));
      });
      seen.push('work');
    });
    expect(seen).toEqual(['work', 'effect']);
    expect(await later.promise).toBe(true);
    expect(await has(1)).toBe(true);
  });

  test('roll back whole, and drop their effects', async () => {
    const seen: string[] = [];
    const work = sql.transact(async () => {
      await sql.transact(() => put(3));
      sql.afterCommit(() => seen.push('effect'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await has(3)).toBe(false);
    expect(seen).toEqual([]);
  });

  test('are not seen from beside, and take their statements one by one', async () => {
    const beside = new PgClient({ url: database.url });
    await sql.transact(async () => {
      await Promise.all([put(10), put(11), put(12)]);
      expect(await has(12)).toBe(true);
      expect(await beside.query('SELECT FROM note WHERE id = 12')).toEqual([]);
    });
    expect(await beside.query('SELECT FROM note WHERE id = 12')).toHaveLength(1);
    await beside.close();
  });

  test('whose failed statement was passed over are no success', async () => {
    const work = sql.transact(async () => {
      await put(20);
      await put(20).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('nothing was committed');
    expect(await has(20)).toBe(false);
  });

  test('refuse a statement that comes after their end', async () => {
    const gate = Promise.withResolvers<undefined>();
    const { late } = await sql.transact(async () => ({ late: gate.promise.then(() => put(30)) }));
    gate.resolve(undefined);
    await expect(late).rejects.toThrow('this transaction has ended');
    expect(await has(30)).toBe(false);
  });

  test('that deadlock both succeed: the one that PostgreSQL ends runs again', async () => {
    await put(40);
    await put(41);
    const runs = [0, 0];
    const both = Promise.withResolvers<undefined>();
    const swap = (n: 0 | 1, first: number, second: number) =>
      sql.transact(async () => {
        runs[n] = (runs[n] ?? 0) + 1;
        await sql.query(`UPDATE note SET text = text || 'x' WHERE id = $1::int`, [first]);
        if (runs[0] === 1 && runs[1] === 1) both.resolve(undefined);
        await both.promise;
        await sql.query(`UPDATE note SET text = text || 'x' WHERE id = $1::int`, [second]);
      });
    await Promise.all([swap(0, 40, 41), swap(1, 41, 40)]);
    expect(runs.toSorted()).toEqual([1, 2]);
    expect(await sql.query('SELECT text FROM note WHERE id IN (40, 41)')).toEqual([{ text: 'xx' }, { text: 'xx' }]);
  });

  test('that find no lock in time say "again later"', async () => {
    await put(50);
    const held = Promise.withResolvers<undefined>();
    const done = Promise.withResolvers<undefined>();
    const holder = sql.transact(async () => {
      await sql.query('SELECT FROM note WHERE id = 50 FOR UPDATE');
      held.resolve(undefined);
      await done.promise;
    });
    await held.promise;
    await expect(sql.query('DELETE FROM note WHERE id = 50')).rejects.toThrow(unavailable);
    done.resolve(undefined);
    await holder;
  });
});

test('a name is held by one process at a time, and is free once that is gone', async () => {
  const other = new PgClient({ url: database.url, applicationName: 'other' });
  const hold = (name: string) => sql.whileHolding(name, () => Promise.resolve('mine'));
  const held = await other.whileHolding('file', async () => {
    expect(await hold('file')).toBeNull();
    expect(await hold('another')).toEqual({ done: 'mine' });
    // What the end of the process does.
    await sql.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'other hold'`,
    );
    await expect.poll(() => hold('file')).toEqual({ done: 'mine' });
    return 'theirs';
  });
  expect(held).toEqual({ done: 'theirs' });
  await expect(other.whileHolding('file', () => Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  expect(await hold('file')).toEqual({ done: 'mine' });
  await other.close();
});

test('a statement that takes too long is DEADLINE_EXCEEDED', async () => {
  const impatient = new PgClient({ url: database.url, statementTimeoutMs: 100 });
  const slow = impatient.query('SELECT pg_sleep(10)');
  await expect(slow).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED', cause: { code: '57014' } });
  await impatient.close();
});

test("a statement's own error is not dressed up, and costs no connection", async () => {
  const one = new PgClient({ url: database.url, maxConnections: 1 });
  const pid = () => one.query('SELECT pg_backend_pid() AS pid');
  const first = await pid();
  await expect(one.query('INSERT INTO note VALUES (60, NULL)')).rejects.toMatchObject({ code: '23502' });
  expect(await pid()).toEqual(first);
  await one.close();
});

describe('openPostgres', () => {
  test('migrates once, however many start at the same time', async () => {
    const empty = await createTestDatabase({ empty: true });
    const clients = await Promise.all(
      Array.from({ length: 6 }, () => openPostgres({ url: empty.url, maxConnections: 2 })),
    );
    const [row] = (await clients[0]?.query<{ count: number }>('SELECT count(*)::int AS count FROM migration')) ?? [];
    expect(row?.count).toBeGreaterThan(5);
    await Promise.all(clients.map((client) => client.close()));
    await empty.drop();
  });

  test.each([
    ['a wrong password', (url: URL) => (url.password = 'guessed-secret')],
    ['a server that is not there', (url: URL) => (url.port = '1')],
    ['a database that is not there', (url: URL) => (url.pathname = '/nowhere')],
    ['another kind of URL', (url: URL) => (url.href = url.href.replace('postgres:', 'https:'))],
  ])('tells of %s by the name of the setting, and never the password', async (_, change) => {
    const url = new URL(database.url);
    change(url);
    const error: unknown = await openPostgres({ url: url.href, connectTimeoutMs: 2_000 }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(Error);
    const shown = inspect(error, { depth: 12, showHidden: true });
    expect(shown).toContain('PESSCARA_DATABASE_URL');
    expect(shown).not.toContain(url.password);
  });
});

test('a statement that comes often is prepared, and outlives a migration that changes what it answers', async () => {
  await sql.script('CREATE TABLE changing (a int); INSERT INTO changing VALUES (1)');
  const all = 'SELECT * FROM changing WHERE a > $1::int';
  for (let n = 0; n < 40; n++) expect(await sql.query(all, [0])).toEqual([{ a: 1 }]);
  const [prepared] = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pg_prepared_statements WHERE statement = $1',
    [all],
  );
  expect(prepared?.count).toBe(1);
  await sql.script('ALTER TABLE changing ADD COLUMN b int DEFAULT 2');
  expect(await sql.query(all, [0])).toEqual([{ a: 1, b: 2 }]);

  const more = 'SELECT * FROM changing WHERE a < $1::int';
  for (let n = 0; n < 40; n++) await sql.query(more, [9]);
  await sql.script('ALTER TABLE changing ADD COLUMN c int DEFAULT 3');
  let runs = 0;
  const found = await sql.transact(async () => {
    runs++;
    return sql.query(more, [9]);
  });
  expect([found, runs]).toEqual([[{ a: 1, b: 2, c: 3 }], 2]);
});
