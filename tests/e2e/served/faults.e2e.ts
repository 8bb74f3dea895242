import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startCluster, diskBytes, type Cluster } from './cluster.ts';
import { Workload } from './workload.ts';

/**
 * What breaks while work goes on. After each: every acknowledged write is there once, every run ends, nothing lies dead, and the audit chain is
 * whole (Workload.verify). Each test prints what it broke and what it found.
 */
let cluster: Cluster;
let work: Workload;
let number = 0;
beforeAll(async () => {
  cluster = await startCluster();
}, 240_000);
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
}, 60_000);
beforeEach(async () => {
  number += 1;
  work = await Workload.open(cluster, `FAULT-${String(number)}`);
  work.start();
  await wait(2_000);
});

async function verified(broke: string): Promise<void> {
  // Some work after the fault, so that a hub that stands still is seen.
  const before = work.exams;
  await expect.poll(() => work.exams, { timeout: 120_000 }).toBeGreaterThan(before);
  await work.stop();
  const found = JSON.stringify(await work.verify());
  process.stdout.write(`broke: ${broke}\nfound: ${found}\n`);
}

const timeout = 400_000;

test('kill -9 of each role under load', { timeout }, async () => {
  const { gateways, subgraphs, workers, receiver } = cluster;
  const roles = [...gateways, ...subgraphs, ...workers, receiver];
  for (const role of roles) {
    await role.kill();
    await wait(500);
  }
  await verified(`kill -9 of ${roles.map(({ name }) => name).join(', ')}, in turn`);
});

test('Redis is restarted, and then loses everything', { timeout }, async () => {
  const { redis } = cluster;
  await redis.stop('SIGKILL');
  await wait(3_000);
  await redis.restart();
  await wait(3_000);
  await cluster.flushQueue();
  await verified('Redis killed for 3 s, started again, and flushed');
});

test('PostgreSQL is restarted', { timeout }, async () => {
  const { postgres } = cluster;
  await postgres.stop();
  await wait(3_000);
  await postgres.restart();
  await verified('PostgreSQL stopped for 3 s');
});

test(
  'Neo4j is away for a minute: what needs it says so, the rest answers, and writes land afterwards',
  { timeout },
  async () => {
    const { neo4j, hub } = cluster;
    await neo4j.stop('SIGTERM');
    const began = Date.now();
    const graph = await hub.execute('{ assets(filter: { level: EXAM }, first: 1) { totalCount } }');
    expect(graph.errors?.[0]?.extensions?.['code']).toBe('UNAVAILABLE');
    const rest = await hub.execute(
      '{ me { username } projects(first: 1) { totalCount } runs(first: 1) { totalCount } }',
    );
    expect(rest.errors).toBeUndefined();
    await wait(Math.max(0, 60_000 - (Date.now() - began)));
    await neo4j.restart();
    await verified('Neo4j stopped for 60 s');
  },
);

test('a worker is frozen past its lock', { timeout }, async () => {
  const [frozen] = cluster.workers;
  if (!frozen) throw new Error('no worker');
  process.kill(frozen.pid, 'SIGSTOP');
  await wait(40_000);
  process.kill(frozen.pid, 'SIGCONT');
  await verified('a worker frozen for 40 s, longer than its lock of 30 s');
});

test('the disk of the object store is full', { timeout }, async () => {
  const { s3, bucket } = cluster;
  const fillers: string[] = [];
  // Smaller and smaller, until nothing more fits.
  for (let size = diskBytes / 2; size >= 4096;) {
    const key = `filler-${String(fillers.length)}`;
    try {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.alloc(size) }));
      fillers.push(key);
    } catch {
      size /= 2;
    }
  }
  const upload = await cluster.uploadOne();
  expect(upload).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  await wait(5_000);
  for (const Key of fillers) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  await verified('the disk of the object store full for 5 s');
});
