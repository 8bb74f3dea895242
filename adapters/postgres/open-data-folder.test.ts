import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DurableNodeFS, durableParameters } from './durable-node-fs.ts';
import { tidyUp } from './maintenance.ts';
import { openDataFolder } from './open-data-folder.ts';
import { killAll, start } from './test-process.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const forever = 'setInterval(() => {}, 1000);';

// Each opening starts a database, and some a process: seconds when the machine is idle, more when it is not.
describe('openDataFolder', { timeout: 180_000 }, () => {
  let base: string;
  let home: string;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'pesscara-folder-'));
    home = join(base, 'home');
    await (await openDataFolder(home)).close();
  });
  afterEach(() => {
    killAll();
  });
  afterAll(() => rm(base, { recursive: true }));

  test('keeps what was written from one opening to the next', async () => {
    const first = await openDataFolder(home);
    await first.sql.script('CREATE TABLE note (text text)');
    await first.sql.query('INSERT INTO note VALUES ($1)', ['kept']);
    await first.close();
    const second = await openDataFolder(home);
    expect(await second.sql.query('SELECT text FROM note')).toEqual([{ text: 'kept' }]);
    await second.close();
  });

  test('refuses a folder that a living process has, naming it; takes over from one that was killed', async () => {
    const owner = start(home, forever);
    await owner.said('open');
    await expect(openDataFolder(home)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`process ${String(owner.pid)}:`) as string,
    });
    expect(await start(home, '').ended()).toContain(`refused CONFLICT`);
    await owner.kill();
    await (await openDataFolder(home)).close();
  });

  test('refuses a second opening in the same process', async () => {
    const first = await openDataFolder(home);
    await expect(openDataFolder(home)).rejects.toMatchObject({ code: 'CONFLICT' });
    await first.close();
  });

  test('a first start killed at any moment leaves a folder that opens, without its remains', async () => {
    const fresh = join(base, 'fresh');
    await mkdir(fresh);
    for (let round = 0; round < 5; round++) {
      const child = start(fresh, forever);
      await pause(200 + Math.random() * 2500);
      await child.kill();
    }
    const folder = await openDataFolder(fresh);
    expect((await folder.sql.query('SELECT name FROM migration')).length).toBeGreaterThan(0);
    expect((await readdir(fresh)).filter((name) => name.startsWith('database'))).toEqual(['database']);
    await folder.close();
  });

  test('kill -9 while writing loses nothing acknowledged, and leaves no half transaction', async () => {
    const begin = await openDataFolder(home);
    await begin.sql.script('CREATE TABLE pair (n int, half text)');
    await begin.close();
    const write = (from: number) => `
      for (let n = ${String(from)}; ; n++) {
        await folder.sql.transact(async () => {
          await folder.sql.query('INSERT INTO pair VALUES ($1, $2)', [n, 'left']);
          await folder.sql.query('INSERT INTO pair VALUES ($1, $2)', [n, 'right']);
        });
        say('wrote ' + n + '.');
      }`;
    let written = 0;
    for (let round = 0; round < 4; round++) {
      const child = start(home, write(written + 1));
      await child.said(`wrote ${String(written + 1)}.`);
      await pause(Math.random() * 400);
      const output = await child.kill();
      const acknowledged = Math.max(...[...output.matchAll(/wrote (\d+)\./g)].map((match) => Number(match[1])));
      const folder = await openDataFolder(home);
      const [row] = await folder.sql.query<{ most: number; halves: number; numbers: number }>(
        'SELECT max(n) AS most, count(*)::int AS halves, count(DISTINCT n)::int AS numbers FROM pair',
      );
      await folder.close();
      // The last commit may have been made without being told.
      expect([acknowledged, acknowledged + 1]).toContain(row?.most);
      expect(row?.numbers).toBe(row?.most);
      expect(row?.halves).toBe(2 * (row?.most ?? 0));
      written = row?.most ?? 0;
    }
  });

  test('a commit is synced to the disk before it is acknowledged', async () => {
    const fs = new DurableNodeFS(join(base, 'synced'));
    const database = await PGlite.create({ fs, startParams: durableParameters(PGlite.defaultStartParams, {}) });
    await database.exec('CREATE TABLE t (i int)');
    for (let n = 0; n < 5; n++) {
      const before = fs.syncs;
      await database.query('INSERT INTO t VALUES (1)');
      expect(fs.syncs).toBeGreaterThan(before);
    }
    const settings = await database.query<{ setting: string }>(
      `SELECT setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')`,
    );
    expect(settings.rows.map((row) => row.setting)).toEqual(['on', 'on', 'on']);
    await database.close();
  });

  test('maintenance writes checkpoints and removes dead rows when there is reason to, and only then', async () => {
    const folder = await openDataFolder(home);
    await folder.sql.script('CREATE TABLE churn (n int)');
    await folder.sql.query('INSERT INTO churn SELECT generate_series(1, 20000)');
    await folder.sql.query('UPDATE churn SET n = n + 1');
    await folder.sql.query('SELECT pg_stat_force_next_flush()');
    const megabyte = 1024 * 1024;
    expect(await tidyUp(folder.sql, megabyte)).toEqual(['VACUUM (ANALYZE) churn', 'CHECKPOINT']);
    await folder.sql.query('SELECT pg_stat_force_next_flush()');
    expect(await tidyUp(folder.sql, megabyte)).toEqual([]);
    await folder.close();
  });
});
