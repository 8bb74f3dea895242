import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../../tests/services/postgres.ts';
import { createTestDatabase } from '../../tests/support/postgres-databases.ts';
import { PostgresChangeFeed } from './change-feed.ts';
import { PgClient } from './pg-client.ts';

/** A server of its own, since it is stopped and killed. */
let server: PostgresServer;
let url: string;
beforeAll(async () => {
  server = await startPostgres();
  ({ url } = await createTestDatabase({ server: server.url }));
});
afterAll(() => server.stop());

const unavailable = expect.objectContaining({ code: 'UNAVAILABLE', retryable: true }) as Error;
const quietly = { onError: () => undefined };

async function untilWorks(sql: PgClient): Promise<void> {
  const works = () =>
    sql
      .query('SELECT 1')
      .then(() => true)
      .catch(() => false);
  await expect.poll(works, { timeout: 20_000, interval: 20 }).toBe(true);
}

describe.each([
  ['stopped', 'SIGINT' as const],
  ['killed', 'SIGKILL' as const],
])('a server that is %s', (_, signal) => {
  test('fails queries and transactions as retryable, and serves the same pool when it is back', async () => {
    const heard: string[] = [];
    const sql = new PgClient({ url, maxConnections: 3, onError: (error) => heard.push(error.message) });
    await Promise.all([1, 2, 3].map(() => sql.query('SELECT pg_sleep(0.05)')));
    const begun = Promise.withResolvers<undefined>();
    const stopped = Promise.withResolvers<undefined>();
    const transaction = sql.transact(async () => {
      await sql.query('SELECT 1');
      begun.resolve(undefined);
      await stopped.promise;
      await sql.query('SELECT 2');
    });
    const failed = expect(transaction).rejects.toThrow(unavailable);
    await begun.promise;
    const sleeping = expect(sql.query('SELECT pg_sleep(60)')).rejects.toThrow(unavailable);
    await server.stop(signal);
    await sleeping;
    // Killed alone, the postmaster leaves its backends a moment in which they still answer.
    await new Promise((resolve) => setTimeout(resolve, 500));
    stopped.resolve(undefined);
    await failed;
    await expect(sql.query('SELECT 1')).rejects.toThrow(unavailable);
    await expect(sql.transact(() => sql.query('SELECT 1'))).rejects.toThrow(unavailable);
    expect(heard.join()).not.toContain('integration-tests');
    await server.restart();
    await untilWorks(sql);
    await expect(sql.transact(() => sql.query('SELECT 1 AS one'))).resolves.toEqual([{ one: 1 }]);
    await sql.close();
  });

  test('wakes subscribers again when it is back, also for what was published meanwhile', async () => {
    const [here, there] = [new PgClient({ url, ...quietly }), new PgClient({ url, ...quietly })];
    const feed = new PostgresChangeFeed(here, { pollMs: 600_000, notifications: here });
    const other = new PostgresChangeFeed(there, { pollMs: 600_000, notifications: there });
    await other.publish('run:1', { n: 0 });
    const abort = new AbortController();
    const changes = feed.subscribe('run:1', '0', abort.signal)[Symbol.asyncIterator]();
    expect((await changes.next()).value).toMatchObject({ payload: { n: 0 } });
    const next = changes.next();
    // Gives `next` the time to look and to wait.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await server.stop(signal);
    await server.restart();
    await untilWorks(there);
    await other.publish('run:1', { n: 1 });
    expect((await next).value).toMatchObject({ payload: { n: 1 } });
    await other.publish('run:1', { n: 2 });
    expect((await changes.next()).value).toMatchObject({ payload: { n: 2 } });
    await changes.return?.();
    await Promise.all([here.close(), there.close()]);
  });
});

test('a commit whose answer is lost says that its outcome is unknown', async () => {
  const sql = new PgClient({ url, ...quietly });
  await sql.script(`CREATE TABLE slow (id int);
    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()`);
  const work = sql.transact(() => sql.query('INSERT INTO slow VALUES (1)'));
  const failed = expect(work).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { outcome: 'UNKNOWN' } });
  const committing = `SELECT FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'`;
  await expect.poll(async () => (await sql.query(committing)).length, { timeout: 10_000 }).toBe(1);
  await server.stop('SIGKILL');
  await failed;
  await server.restart();
  await untilWorks(sql);
  await sql.close();
});

test('a subscriber in another process hears a change within milliseconds', async () => {
  const [here, there] = [new PgClient({ url }), new PgClient({ url })];
  const feed = new PostgresChangeFeed(here, { pollMs: 600_000, notifications: here });
  const other = new PostgresChangeFeed(there, { notifications: there });
  const changes = feed.subscribe('run:9', '0', new AbortController().signal)[Symbol.asyncIterator]();
  await other.publish('run:9', { n: 0 });
  await changes.next();
  const delays: number[] = [];
  for (let n = 0; n < 20; n++) {
    const next = changes.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const began = performance.now();
    await other.publish('run:9', { n });
    await next;
    delays.push(performance.now() - began);
  }
  // The median: this machine does other things too.
  expect(delays.toSorted((a, b) => a - b)[10]).toBeLessThan(250);
  await changes.return?.();
  await Promise.all([here.close(), there.close()]);
});
