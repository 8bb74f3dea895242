/**
 * `node bench/job-queue.ts [--jobs 20000] [--rounds 5] [--concurrency 50] [--only bull|ours]`: jobs per second, added and processed in one
 * process, by bull alone and by our queue port on bull with its durable state in PostgreSQL, on the same Redis, in turn; the
 * median of the rounds' ratios counts. Wants PESSCARA_TEST_REDIS_URL and PESSCARA_TEST_POSTGRES_URL (an empty database of its own).
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import Bull from 'bull';
import { Redis } from 'ioredis';
import { openBullQueue } from '../adapters/bull/bull-job-queue.ts';
import { JobTable } from '../adapters/postgres/job-table.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { PgClient } from '../adapters/postgres/pg-client.ts';
import { serviceUrl } from '../tests/services/addresses.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
  },
});
const jobs = Number(values.jobs);
const concurrency = Number(values.concurrency);
const url = serviceUrl('redis');
const chunk = 1_000;

/** Bull as its users use it: bulk adds, a processor that does nothing. */
async function bullAlone(): Promise<number> {
  const queue = new Bull('bench', url, { prefix: `bench-${randomUUID()}` });
  await queue.isReady();
  const all = Promise.withResolvers<undefined>();
  let done = 0;
  queue.on('completed', () => {
    if (++done === jobs) all.resolve(undefined);
  });
  const begin = performance.now();
  void queue.process(concurrency, () => Promise.resolve());
  for (let start = 0; start < jobs; start += chunk) {
    await queue.addBulk(
      Array.from({ length: Math.min(chunk, jobs - start) }, (_, n) => ({
        data: { n: start + n },
        opts: { removeOnComplete: true, removeOnFail: true },
      })),
    );
  }
  await all.promise;
  const seconds = (performance.now() - begin) / 1000;
  await queue.close();
  return jobs / seconds;
}

const sql = new PgClient({ url: serviceUrl('postgres') });
await migrate(sql);

/** The same by the port: it counts when the table says that all jobs are done. */
async function ours(): Promise<number> {
  await sql.script('TRUNCATE job');
  const ledger = new JobTable(sql);
  const queue = await openBullQueue({
    url,
    ledger,
    afterCommit: (effect) => sql.afterCommit(effect),
    prefix: `bench-${randomUUID()}`,
    onError: (error) => console.error(error),
  });
  const all = Promise.withResolvers<undefined>();
  let done = 0;
  const begin = performance.now();
  queue.work('step', concurrency, () => {
    if (++done === jobs) all.resolve(undefined);
    return Promise.resolve();
  });
  for (let start = 0; start < jobs; start += chunk) {
    await queue.enqueue(
      Array.from({ length: Math.min(chunk, jobs - start) }, (_, n) => ({
        queue: 'step' as const,
        key: `job-${String(start + n)}`,
        payload: { n: start + n },
      })),
    );
  }
  await all.promise;
  for (let left = 1; left > 0;) {
    const of = (await queue.counts()).get('step');
    left = (of?.queued ?? 0) + (of?.active ?? 0) + (of?.dead ?? 0);
  }
  const seconds = (performance.now() - begin) / 1000;
  const [row] = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM job WHERE state = 'DONE'`);
  if (row?.count !== jobs) throw new Error(`expected ${String(jobs)} jobs done, got ${String(row?.count)}`);
  await queue.close(0);
  return jobs / seconds;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const contenders = [
  { name: 'bull', run: bullAlone, rates: [] as number[] },
  { name: 'ours', run: ours, rates: [] as number[] },
].filter(({ name }) => values.only === '' || values.only === name);
const rounds = Number(values.rounds);
for (let round = -1; round < rounds; round++) {
  // Who goes first changes, and the first round warms up.
  for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
    const rate = await contender.run();
    if (round >= 0) contender.rates.push(rate);
    console.log(
      `${round < 0 ? 'warm-up' : `round ${String(round + 1)}`}  ${contender.name}  ${rate.toFixed(0)} jobs/s`,
    );
  }
}
for (const { name, rates } of contenders) console.log(`median  ${name}  ${median(rates).toFixed(0)} jobs/s`);
const [bull, port] = contenders;
if (bull && port) {
  console.log(
    `ratio   ${median(port.rates.map((rate, n) => rate / (bull.rates[n] ?? NaN))).toFixed(2)} (ours / bull alone)`,
  );
}
await sql.close();
const redis = new Redis(url);
for (const key of await redis.keys('bench-*')) await redis.del(key);
redis.disconnect();
