import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { PostgresJobQueue } from './job-queue.ts';
import { openDataFolder } from './open-data-folder.ts';
import { killAll, start } from './test-process.ts';

afterEach(() => {
  killAll();
});

const jobCount = 40;

/** Each first job writes its effect and a second job in one transaction; that one writes another effect. One attempt each. */
const worker = `
  const jobs = new PostgresJobQueue(folder.sql);
  await jobs.recoverOrphans();
  const effect = (name) => folder.sql.query('INSERT INTO effect VALUES ($1) ON CONFLICT DO NOTHING RETURNING name', [name]);
  const look = async () => {
    const effects = await folder.sql.query('SELECT FROM effect');
    if (effects.length === ${String(2 * jobCount)}) say('all done');
  };
  await look();
  const pause = () => new Promise((resolve) => setTimeout(resolve, 15 * Math.random()));
  jobs.work('step', 4, async (job) => {
    await pause();
    await folder.sql.transact(async () => {
      await effect(job.key);
      await jobs.enqueue([{ queue: 'advance', key: job.key, payload: {}, attempts: 1 }]);
    });
    await pause();
    say('step.');
  });
  jobs.work('advance', 2, async (job) => {
    await effect('after ' + job.key);
    await pause();
    await look();
  });
  setInterval(() => {}, 1000);`;

test(
  'kill -9 at any moment: every job ends, with each effect once and no attempt lost',
  { timeout: 180_000 },
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'pesscara-jobs-'));
    const begin = await openDataFolder(home);
    await begin.sql.script('CREATE TABLE effect (name text PRIMARY KEY)');
    await new PostgresJobQueue(begin.sql).enqueue(
      Array.from({ length: jobCount }, (_, n) => ({
        queue: 'step' as const,
        key: String(n),
        payload: {},
        attempts: 1,
      })),
    );
    await begin.close();
    for (let round = 0; round < 4; round++) {
      const child = start(home, worker);
      await Promise.race([child.said('step.'), child.said('all done')]);
      await new Promise((resolve) => setTimeout(resolve, 40 * Math.random()));
      await child.kill();
    }
    const last = start(home, worker);
    await last.said('all done');
    await last.kill();
    const end = await openDataFolder(home);
    const jobs = new PostgresJobQueue(end.sql);
    await jobs.recoverOrphans();
    expect((await end.sql.query('SELECT name FROM effect')).length).toBe(2 * jobCount);
    const states = await end.sql.query<{ queue: string; state: string; count: number }>(
      `SELECT queue, state, count(*)::int AS count FROM job WHERE state <> 'QUEUED' GROUP BY queue, state ORDER BY queue`,
    );
    // The last few may have been killed between their effect and their end, and would run once more.
    expect(states.every(({ state }) => state === 'DONE')).toBe(true);
    expect((await end.sql.query('SELECT FROM job')).length).toBe(2 * jobCount);
    await end.close();
    await rm(home, { recursive: true });
  },
);
