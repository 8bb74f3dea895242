import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { objectStoreContract } from '../../tests/contract/object-store.contract.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { startS3 } from '../../tests/services/s3.ts';
import { s3Region } from '../../tests/services/settings.ts';
import { openS3ObjectStore } from './s3-object-store.ts';

const megabyte = 1024 * 1024;
const bucket = 'pesscara-objects';
const served = new URL(serviceUrl('s3'));
const endpoint = served.origin;
const credentials = { accessKeyId: served.username, secretAccessKey: served.password };
const client = clientOf(endpoint);

function clientOf(url: string): S3Client {
  return new S3Client({ endpoint: url, region: s3Region, forcePathStyle: true, credentials });
}

function urlOf(prefix: string, at = endpoint): string {
  return `s3://${bucket}/${prefix}?endpoint=${at}&region=${s3Region}&pathStyle=true`;
}

const open = (prefix: string, at = endpoint, more = {}) =>
  openS3ObjectStore({ url: urlOf(prefix, at), credentials, ...more });

async function keysUnder(prefix: string, from = client): Promise<string[]> {
  const answer = await from.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/` }));
  return (answer.Contents ?? []).map(({ Key }) => Key ?? '');
}

async function uploadsUnder(prefix: string): Promise<string[]> {
  const answer = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: `${prefix}/objects/` }));
  return (answer.Uploads ?? []).map(({ Key }) => Key ?? '');
}

async function makeBucket(at: S3Client): Promise<void> {
  await at.send(new CreateBucketCommand({ Bucket: bucket })).catch((error: unknown) => {
    if (!/^BucketAlready/.test((error as Error).name)) throw error;
  });
}

beforeAll(() => makeBucket(client));

objectStoreContract('S3', async () => {
  const prefix = randomUUID();
  const store = await open(prefix);
  return {
    store,
    count: async () => (await keysUnder(prefix)).length,
    end: async () => {
      store.close();
    },
  };
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that something still holds: garbage that waits for the collector depends on the machine, not on the store. */
function liveArrayBuffers(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

test('a stream of 64 MiB goes in parts, with little of it in memory and no temporary file left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pesscara-spool-'));
  const prefix = randomUUID();
  const store = await open(prefix, endpoint, { spoolFolder: folder });
  const random = randomBytes(64 * 1024);
  const hash = createHash('sha256');
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let number = 0; number < 1024; number++) {
      const block = Buffer.from(random);
      block.writeUInt32LE(number);
      hash.update(block);
      yield block;
    }
  }
  const before = liveArrayBuffers();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, liveArrayBuffers() - before);
  }, 50);
  const stored = await store.put(Readable.from(content()));
  clearInterval(watch);
  expect(stored).toEqual({ sha256: hash.digest('hex'), sizeBytes: 64 * megabyte });
  // Three parts of 8 MiB under way, as read and as sent.
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(56 * megabyte);
  expect(await readdir(folder)).toEqual([]);
  const again = createHash('sha256');
  for await (const chunk of await store.stream(stored.sha256)) again.update(chunk as Uint8Array);
  expect(again.digest('hex')).toBe(stored.sha256);
  expect(await uploadsUnder(prefix)).toEqual([]);
  await store.delete(stored.sha256);
  store.close();
  await rm(folder, { recursive: true });
});

test('notices content that the store has changed, in get and at the end of a stream', async () => {
  const prefix = randomUUID();
  const store = await open(prefix);
  const { sha256 } = await store.put(Buffer.from('abc'));
  const Key = `${prefix}/objects/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
  await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'abd!' }));
  await expect(store.get(sha256)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  await expect((await store.stream(sha256)).toArray()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  await store.put(Buffer.from('abc'));
  expect(Buffer.from(await store.get(sha256)).toString()).toBe('abc');
  store.close();
});

test('opening removes the uploads that died, and leaves those that may still live', async () => {
  const prefix = randomUUID();
  const Key = `${prefix}/objects/ab/c`;
  await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
  (await open(prefix)).close();
  expect(await uploadsUnder(prefix)).toEqual([Key]);
  (await open(prefix, endpoint, { abandonedAfterMs: -60_000 })).close();
  expect(await uploadsUnder(prefix)).toEqual([]);
});

test('opening says what is wrong with PESSCARA_OBJECTS_URL, and never repeats a secret', async () => {
  const refused = async (options: Parameters<typeof openS3ObjectStore>[0]) =>
    openS3ObjectStore(options).then(
      () => 'opened',
      (error: unknown) => error as Error & { code: string },
    );
  const none = await refused({ url: `s3://nosuchbucket?endpoint=${endpoint}`, credentials });
  expect(none).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: 'PESSCARA_OBJECTS_URL: expected a bucket that exists, got "nosuchbucket"',
  });
  const wrong = { accessKeyId: 'hub', secretAccessKey: 'topsecretword' };
  const denied = await refused({ url: urlOf('x'), credentials: wrong });
  expect(denied).toMatchObject({ code: 'BAD_USER_INPUT' });
  const dead = await refused({ url: urlOf('x', 'http://127.0.0.1:9'), credentials });
  expect(dead).toMatchObject({ code: 'UNAVAILABLE' });
  const inUrl = await refused({ url: `s3://me:topsecretword@bucket?endpoint=${endpoint}` });
  expect(inUrl).toMatchObject({ code: 'BAD_USER_INPUT' });
  for (const error of [none, denied, dead, inUrl]) {
    expect((error as Error).message).toContain('PESSCARA_OBJECTS_URL');
    expect(JSON.stringify(error) + String((error as Error).cause)).not.toMatch(/topsecretword|integration-tests/);
  }
});

/** A way to the server that is cut after so many bytes were sent; null lets everything through. */
async function cuttable(
  port: number,
): Promise<{ endpoint: string; cutAfter: number | null; cuts: number; server: Server }> {
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let sent = 0;
    near.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      if (way.cutAfter === null || sent <= way.cutAfter) return;
      way.cuts++;
      near.destroy();
      far.destroy();
    });
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as { port: number };
  const way = { endpoint: `http://127.0.0.1:${String(own)}`, cutAfter: null as number | null, cuts: 0, server };
  return way;
}

test.each([
  ['whole', 5 * megabyte],
  ['in parts', 20 * megabyte],
])(
  'an upload (%s) whose connection is cut leaves no object, is UNAVAILABLE, and works again later',
  async (_, size) => {
    const way = await cuttable(Number(new URL(endpoint).port));
    const prefix = randomUUID();
    const store = await open(prefix, way.endpoint);
    const content = randomBytes(size);
    way.cutAfter = 2 * megabyte;
    await expect(store.put(Readable.from(inChunks(content)))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retryable: true,
    });
    expect(way.cuts).toBeGreaterThan(1);
    expect(await keysUnder(prefix)).toEqual([]);
    expect(await store.size(hashOf(content))).toBeNull();
    way.cutAfter = null;
    await store.put(Readable.from(inChunks(content)));
    expect(hashOf(await store.get(hashOf(content)))).toBe(hashOf(content));
    expect(await uploadsUnder(prefix)).toEqual([]);
    store.close();
    way.server.close();
  },
);

test('a full object store is UNAVAILABLE and shows no half object; once there is room it goes on', async () => {
  const server = await startS3(8 * megabyte);
  const { origin } = new URL(server.url);
  const own = clientOf(origin);
  await makeBucket(own);
  const store = await open('hub', origin);
  const first = await store.put(randomBytes(5 * megabyte));
  const content = randomBytes(4 * megabyte);
  for (const put of [content, Readable.from(inChunks(content))]) {
    await expect(store.put(put)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  }
  expect(await store.size(hashOf(content))).toBeNull();
  expect(await keysUnder('hub', own)).toHaveLength(1);
  expect(hashOf(await store.get(first.sha256))).toBe(first.sha256);
  await store.delete(first.sha256);
  await store.put(content);
  expect(hashOf(await store.get(hashOf(content)))).toBe(hashOf(content));
  store.close();
  await server.stop();
});
