import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeFeedContract } from '../../tests/contract/change-feed.contract.ts';
import { engine } from '../../tests/support/postgres.ts';
import { PostgresChangeFeed } from './change-feed.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

changeFeedContract(engine, async () => {
  await database.empty('change');
  return {
    feed: new PostgresChangeFeed(database.sql, { pollMs: 60_000, notifications: database.notifications }),
    transact: (work) => database.sql.transact(work),
    end: () => Promise.resolve(),
  };
});

test('hears what another process published, at the latest after its polling time', async () => {
  await database.empty('change');
  const other = new PostgresChangeFeed(database.sql);
  const feed = new PostgresChangeFeed(database.sql, { pollMs: 20 });
  const changes = feed.subscribe('run:1', '0', new AbortController().signal)[Symbol.asyncIterator]();
  const next = changes.next();
  await other.publish('run:1', { n: 1 });
  expect((await next).value).toMatchObject({ payload: { n: 1 } });
  await changes.return?.();
});

test('reads pages, however much is there', async () => {
  await database.empty('change');
  const feed = new PostgresChangeFeed(database.sql, { pageSize: 10 });
  await database.sql.query(`INSERT INTO change (topic, payload) SELECT 'run:1', '{}' FROM generate_series(1, 1000)`);
  const before = database.statements();
  const changes = feed.subscribe('run:1', '0', new AbortController().signal)[Symbol.asyncIterator]();
  for (let n = 0; n < 15; n++) await changes.next();
  expect(database.statements() - before).toBe(2);
  await changes.return?.();
});

test('subscriptions that wait on one topic look together, whenever they began', async () => {
  await database.empty('change');
  const feed = new PostgresChangeFeed(database.sql, { pollMs: 300 });
  const ended = new AbortController();
  const waiting: Promise<unknown>[] = [];
  for (let n = 0; n < 10; n++) {
    waiting.push(feed.subscribe('run:1', '0', ended.signal)[Symbol.asyncIterator]().next());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const before = database.statements();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(database.statements() - before).toBeLessThanOrEqual(5);
  ended.abort();
  await Promise.all(waiting);
});
