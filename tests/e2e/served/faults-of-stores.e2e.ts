import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { diskBytes } from './cluster.ts';
import { timeout, underLoad } from './under-load.ts';

/** What breaks while work goes on: see `underLoad` for what has to be true afterwards. */
const load = underLoad();

test('Redis is restarted, and then loses everything', { timeout }, async () => {
  const { redis } = load.cluster;
  await redis.stop('SIGKILL');
  await wait(3_000);
  await redis.restart();
  await wait(3_000);
  await load.cluster.flushQueue();
  await load.verified('Redis killed for 3 s, started again, and flushed');
});

test('PostgreSQL is restarted', { timeout }, async () => {
  const { postgres } = load.cluster;
  await postgres.stop();
  await wait(3_000);
  await postgres.restart();
  await load.verified('PostgreSQL stopped for 3 s');
});

test(
  'Neo4j is away for a minute: what needs it says so, the rest answers, and writes land afterwards',
  { timeout },
  async () => {
    const { neo4j, hub } = load.cluster;
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
    await load.verified('Neo4j stopped for 60 s');
  },
);

test('the disk of the object store is full', { timeout }, async () => {
  const { s3, bucket } = load.cluster;
  const fillers: string[] = [];
  // Smaller and smaller, until nothing more fits.
  const fill = async (): Promise<void> => {
    for (let size = diskBytes / 2; size >= 4096;) {
      const key = `filler-${String(fillers.length)}`;
      try {
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.alloc(size) }));
        fillers.push(key);
      } catch {
        size /= 2;
      }
    }
  };
  // Exams that were approved before still give room back, for a while: filled again until they have ended.
  await expect
    .poll(
      async () => {
        await fill();
        return load.cluster.uploadOne();
      },
      { timeout: 60_000 },
    )
    .toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  await wait(5_000);
  for (const Key of fillers) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  await load.verified('the disk of the object store full for 5 s');
});
