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
interface Sample {
  /** Jobs per second. */
  readonly rate: number;
  /** Microseconds of CPU per job: of this process, and of Redis. */
  readonly node: number;
  readonly redis: number;
}

const jobs = Number(values.jobs);
const concurrency = Number(values.concurrency);
const url = serviceUrl('redis');
const chunk = 1_000;

const redis = new Redis(url);

/** Begins to measure; what it answers ends that. */
async function measure(): Promise<() => Promise<Sample>> {
  const redisBefore = await redisCpu();
  const before = process.cpuUsage();
  const begin = performance.now();
  return async () => {
    const seconds = (performance.now() - begin) / 1000;
    const { user, system } = process.cpuUsage(before);
    const perJob = (micros: number) => micros / jobs;
    return { rate: jobs / seconds, node: perJob(user + system), redis: perJob((await redisCpu()) - redisBefore) };
  };
}

/** CPU time of Redis since its start, in microseconds. */
async function redisCpu(): Promise<number> {
  const info = await redis.info('cpu');
  return ['user', 'sys'].reduce(
    (sum, kind) => sum + 1e6 * Number(new RegExp(`^used_cpu_${kind}:([\\d.]+)`, 'm').exec(info)?.[1]),
    0,
  );
}

/** Bull as its users use it: bulk adds, a processor that does nothing. */
async function bullAlone(): Promise<Sample> {
  const queue = new Bull('bench', url, { prefix: `bench-${randomUUID()}` });
  await queue.isReady();
  const all = Promise.withResolvers<undefined>();
  let done = 0;
  queue.on('completed', () => {
    if (++done === jobs) all.resolve(undefined);
  });
  const end = await measure();
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
  const sample = await end();
  await queue.close();
  return sample;
}

const sql = new PgClient({ url: serviceUrl('postgres') });
await migrate(sql);

/** The same by the port: it counts when the table says that all jobs are done. */
async function ours(): Promise<Sample> {
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
  const end = await measure();
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
  const sample = await end();
  const [row] = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM job WHERE state = 'DONE'`);
  if (row?.count !== jobs) throw new Error(`expected ${String(jobs)} jobs done, got ${String(row?.count)}`);
  await queue.close(0);
  return sample;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const contenders = [
  { name: 'bull', run: bullAlone, samples: [] as Sample[] },
  { name: 'ours', run: ours, samples: [] as Sample[] },
].filter(({ name }) => values.only === '' || values.only === name);
const rounds = Number(values.rounds);
const shown = ({ rate, node, redis }: Sample) =>
  `${rate.toFixed(0)} jobs/s, CPU per job ${node.toFixed(0)} us here and ${redis.toFixed(0)} us in Redis`;
for (let round = -1; round < rounds; round++) {
  // Who goes first changes, and the first round warms up.
  for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
    const sample = await contender.run();
    if (round >= 0) contender.samples.push(sample);
    console.log(`${round < 0 ? 'warm-up' : `round ${String(round + 1)}`}  ${contender.name}  ${shown(sample)}`);
  }
}
for (const { name, samples } of contenders) {
  const of = (key: keyof Sample) => median(samples.map((sample) => sample[key]));
  console.log(`median  ${name}  ${shown({ rate: of('rate'), node: of('node'), redis: of('redis') })}`);
}
const [bull, port] = contenders;
if (bull && port) {
  const ratios = port.samples.map(({ rate }, n) => rate / (bull.samples[n]?.rate ?? NaN));
  console.log(`ratio   ${median(ratios).toFixed(2)} (ours / bull alone)`);
}
await sql.close();
for (const key of await redis.keys('bench-*')) await redis.del(key);
redis.disconnect();
