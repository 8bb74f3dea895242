import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Redis } from 'ioredis';
import neo4j from 'neo4j-driver';
import { place, serviceUrl } from '../services/addresses.ts';
import { s3Region } from '../services/settings.ts';
import { createTestDatabase } from './postgres-databases.ts';

/** True in vitest's project `served`: hubs of end-to-end tests run on real servers instead of in one data folder. */
const isServed = process.env['PESSCARA_TEST_HUB'] === 'served';

const environments = new Map<string, Promise<Readonly<Record<string, string>>>>();
let used = 0;

/**
 * The settings of a hub with servers of its own, empty at first: a database, a graph, a queue and a bucket. The same `home` gets the same ones
 * again, as a hub that is started again does. Empty where hubs are embedded.
 */
export function hubEnvironment(home: string): Promise<Readonly<Record<string, string>>> {
  if (!isServed) return Promise.resolve({});
  const known = environments.get(home) ?? makeEnvironment();
  environments.set(home, known);
  return known;
}

async function makeEnvironment(): Promise<Readonly<Record<string, string>>> {
  const [database, , queue, objects] = await Promise.all([
    // Migrated already: that a hub does it itself is what tests/e2e/served shows.
    createTestDatabase(),
    emptyGraph(),
    emptyQueue(),
    makeBucket(`hub-${randomBytes(6).toString('hex')}`),
  ]);
  return {
    PESSCARA_DATABASE_URL: database.url,
    PESSCARA_GRAPH_URL: serviceUrl('neo4j'),
    PESSCARA_QUEUE_URL: queue,
    ...objects,
  };
}

/** The server holds one graph, which this process has alone: see serviceUrl. */
async function emptyGraph(): Promise<void> {
  const { protocol, host, username, password } = new URL(serviceUrl('neo4j'));
  const driver = neo4j.driver(`${protocol}//${host}`, neo4j.auth.basic(username, password));
  try {
    const session = driver.session();
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
    await session.close();
  } finally {
    await driver.close();
  }
}

/** A numbered database of the server, of the five that this test process has of its sixteen. */
async function emptyQueue(): Promise<string> {
  const url = new URL(serviceUrl('redis'));
  url.pathname = `/${String(place * 5 + (used++ % 5))}`;
  const client = new Redis(url.href);
  await client.flushdb();
  client.disconnect();
  return url.href;
}

async function makeBucket(bucket: string): Promise<Readonly<Record<string, string>>> {
  const { origin, username, password } = new URL(serviceUrl('s3'));
  const client = new S3Client({
    endpoint: origin,
    region: s3Region,
    forcePathStyle: true,
    credentials: { accessKeyId: username, secretAccessKey: password },
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  return {
    PESSCARA_OBJECTS_URL: `s3://${bucket}?endpoint=${encodeURIComponent(origin)}&region=${s3Region}&pathStyle=true`,
    AWS_ACCESS_KEY_ID: username,
    AWS_SECRET_ACCESS_KEY: password,
  };
}
