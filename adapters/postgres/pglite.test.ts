import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PgliteClient } from './pglite.ts';

let sql: PgliteClient;
beforeAll(async () => {
  sql = await PgliteClient.inMemory();
});
afterAll(() => sql.close());
beforeEach(() =>
  sql.script(
    'DROP TABLE IF EXISTS part; CREATE TABLE part (id int PRIMARY KEY, name text, sizes bigint[], made timestamptz, more jsonb, body bytea)',
  ),
);

/** As often as a statement comes before the database keeps it, and some more. */
const often = 25;

test('a statement answers the same the first time and when it comes often, whatever its types', async () => {
  const insert = 'INSERT INTO part VALUES ($1, $2, $3, $4, $5, $6) RETURNING *';
  const made = new Date('2026-01-02T03:04:05.678Z');
  const body = new Uint8Array([0, 1, 255]);
  for (let id = 0; id < often; id += 1) {
    const [row] = await sql.query(insert, [id, id % 2 === 0 ? "o'clock" : null, [1, 2], made, { a: [id] }, body]);
    expect(row).toEqual({ id, name: id % 2 === 0 ? "o'clock" : null, sizes: [1, 2], made, more: { a: [id] }, body });
    expect(await sql.query('SELECT count(*)::int AS n FROM part WHERE id = ANY($1::int[])', [[id, id + 1]])).toEqual([
      { n: 1 },
    ]);
    expect(await sql.query('UPDATE part SET name = $1 WHERE id = $2', ['x', id])).toEqual([]);
    expect(await sql.query('SELECT 1 AS one WHERE false')).toEqual([]);
  }
});

test('a statement that is refused leaves the session as it was, also when it comes often', async () => {
  const insert = 'INSERT INTO part (id) VALUES ($1)';
  for (let id = 0; id < often; id += 1) {
    await sql.query(insert, [id]);
    await expect(sql.query(insert, [id])).rejects.toMatchObject({ code: '23505' });
    await expect(sql.query(insert, ['no number'])).rejects.toMatchObject({ code: '22P02' });
    expect(await sql.query('SELECT max(id) AS last FROM part')).toEqual([{ last: id }]);
  }
});

test('what failed in a transaction fails the whole of it, though the work passed over it', async () => {
  const insert = 'INSERT INTO part (id) VALUES ($1)';
  for (let id = 0; id < often; id += 1) {
    const failing = sql.transact(async () => {
      await sql.query(insert, [id]);
      await sql.query(insert, [id]).catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('nothing was committed');
  }
  expect(await sql.query('SELECT count(*)::int AS n FROM part')).toEqual([{ n: 0 }]);
});

test('others wait for the end of a transaction, and a late statement of it is refused', async () => {
  const late: Promise<unknown>[] = [];
  const transaction = sql.transact(async () => {
    await sql.query('INSERT INTO part (id) VALUES (1)');
    late.push(
      new Promise((resolve) => setTimeout(resolve, 100)).then(() => sql.query('INSERT INTO part (id) VALUES (2)')),
    );
    throw new Error('undone');
  });
  const other = sql.query('INSERT INTO part (id) VALUES (3)');
  await expect(transaction).rejects.toThrow('undone');
  await other;
  await expect(late[0]).rejects.toThrow('this transaction has ended');
  expect(await sql.query('SELECT id FROM part')).toEqual([{ id: 3 }]);
});

test('a transaction may ask the same at the same time, also when the database begins to keep it', async () => {
  const select = 'SELECT id + $1::int AS n FROM part';
  await sql.query('INSERT INTO part (id) VALUES (1)');
  for (let turn = 0; turn < often; turn += 1) {
    const both = () => Promise.all([1, 2].map((more) => sql.query(select, [more])));
    expect(await sql.transact(both)).toEqual([[{ n: 2 }], [{ n: 3 }]]);
  }
});

test('a statement goes on when what it answers has changed', async () => {
  const select = 'SELECT * FROM part';
  for (let turn = 0; turn < often; turn += 1) await sql.query(select);
  await sql.script('ALTER TABLE part ADD COLUMN added int');
  await sql.query('INSERT INTO part (id, added) VALUES (1, 2)');
  expect(await sql.query(select)).toMatchObject([{ id: 1, added: 2 }]);
  expect(await sql.query(select)).toMatchObject([{ id: 1, added: 2 }]);
});

test('plans follow tables that grow: a question by an index of a table that was small stays one', async () => {
  await sql.script(
    `CREATE TABLE word (id int, text text); CREATE INDEX ON word (text); INSERT INTO word VALUES (0, ''); ANALYZE word`,
  );
  const select = 'SELECT id FROM word WHERE text = ANY($1::text[])';
  for (let turn = 0; turn < often; turn += 1) await sql.query(select, [['w1']]);
  await sql.query(`INSERT INTO word SELECT n, 'w' || n FROM generate_series(1, 50000) AS n`);
  // Its plan was made for one row, and is made again when it is a second old.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const before = await rowsScanned();
  expect(await sql.query(select, [['w7', 'w49999']])).toHaveLength(2);
  expect((await rowsScanned()) - before).toBeLessThan(1000);
});

async function rowsScanned(): Promise<number> {
  await sql.script('SELECT pg_stat_force_next_flush()');
  const [row] = await sql.query<{ n: number }>(
    `SELECT seq_tup_read::int AS n FROM pg_stat_user_tables WHERE relname = 'word'`,
  );
  return row?.n ?? 0;
}
