import { createHash } from 'node:crypto';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../core/ids.ts';
import { anonymous } from '../../core/policy/policy.ts';
import { filesRoute } from '../../gateway/routes/files.ts';
import { uploadRoutes } from '../../gateway/routes/uploads.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let server: FastifyInstance;
let projectId: string;
let seriesId: string;

beforeAll(async () => {
  hub = await assetHub();
  server = fastify();
  const actorOf = (authorization: string | undefined) =>
    Promise.resolve(authorization === 'Bearer ann' ? (hub.people.get('ann') ?? anonymous) : anonymous);
  await server.register(uploadRoutes, { uploads: hub.uploads, actorOf });
  await server.register(filesRoute({ assets: hub.useCases, actorOf, links: hub.links }));
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await hub.end();
});
beforeEach(async () => {
  await hub.empty();
  const p = await measuredProject(hub, 'p');
  projectId = p.projectId;
  seriesId = p.series.id;
  hub.people.set('ann', person('ann', { [projectId]: 'RESEARCHER' }));
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const offsetType = 'application/offset+octet-stream';
const tus = { 'tus-resumable': '1.0.0' };

async function create(bytes: string, metadata: Readonly<Record<string, string>> = {}) {
  const all = Object.entries({ projectId, filename: 'table.csv', ...metadata });
  return server.inject({
    method: 'POST',
    url: '/uploads',
    headers: {
      ...tus,
      authorization: 'Bearer ann',
      'upload-length': String(bytes.length),
      'upload-metadata': all.map(([key, value]) => `${key} ${base64(value)}`).join(','),
    },
  });
}

/** Over a real connection: bodies are streams. */
async function send(method: string, url: string, payload: string, headers: Record<string, string>) {
  const { port } = server.server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${String(port)}${url}`, { method, body: payload, headers });
  const text = await answer.text();
  const { code = null } = (text === '' ? {} : JSON.parse(text)) as { code?: string };
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), code };
}

const patch = (url: string, offset: number, payload: string, headers: Record<string, string> = {}) =>
  send('PATCH', url, payload, {
    ...tus,
    'content-type': offsetType,
    'upload-offset': String(offset),
    ...headers,
  });
const head = (url: string) => server.inject({ method: 'HEAD', url, headers: tus });

test('OPTIONS says what it speaks, to anyone', async () => {
  for (const url of ['/uploads', '/uploads/x']) {
    const answer = await server.inject({ method: 'OPTIONS', url });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'creation,termination,checksum,expiration',
      'tus-checksum-algorithm': 'sha1,sha256',
      'tus-max-size': String(2 ** 40),
    });
  }
});

test('creates, takes bytes in parts, and says where it stands', async () => {
  const created = await create('0123456789');
  expect([created.statusCode, created.body]).toEqual([201, '']);
  const url = String(created.headers.location);
  expect(url).toMatch(/^\/uploads\/[0-9a-f-]{36}\?/);
  const first = await patch(url, 0, '0123');
  expect([first.statusCode, first.headers['upload-offset']]).toEqual([204, '4']);
  expect(new Date(String(first.headers['upload-expires'])).getTime()).toBeGreaterThan(Date.now());
  const asked = await head(url);
  expect([asked.statusCode, asked.headers['upload-offset'], asked.headers['upload-length']]).toEqual([200, '4', '10']);
  expect(asked.headers['cache-control']).toBe('no-store');
  const override = { 'content-type': offsetType, 'upload-offset': '4', 'x-http-method-override': 'PATCH' };
  const last = await send('POST', url, '456789', { ...tus, ...override });
  expect([last.statusCode, last.headers['upload-offset']]).toEqual([204, '10']);
});

test('409 at another offset, 413 for too many bytes, 415 for another type, 412 for another version, 400 for strange headers', async () => {
  const url = String((await create('0123456789')).headers.location);
  await patch(url, 0, '01234');
  const statuses = [
    [await patch(url, 3, 'x'), 409, 'CONFLICT'],
    [await patch(url, 5, '567890'), 413, 'TOO_LARGE'],
    [await patch(url, 5, 'x', { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED'],
    [await patch(url, 5, 'x', { 'tus-resumable': '0.2.2' }), 412, 'UNSUPPORTED'],
    [await patch(url, 5, 'x', { 'upload-offset': '-5' }), 400, 'BAD_USER_INPUT'],
    [await patch(url, 5, 'x', { 'upload-checksum': 'md5 AAAA' }), 400, 'BAD_USER_INPUT'],
  ] as const;
  for (const [answer, status, code] of statuses) {
    expect([answer.statusCode, answer.code]).toEqual([status, code]);
  }
  expect((await head(url)).headers['upload-offset']).toBe('5');
});

test('460 for bytes with another checksum, of which nothing stays', async () => {
  const url = String((await create('0123456789')).headers.location);
  for (const algorithm of ['sha1', 'sha256']) {
    const wrong = createHash(algorithm).update('other').digest('base64');
    const answer = await patch(url, 0, '0123', { 'upload-checksum': `${algorithm} ${wrong}` });
    expect([answer.statusCode, answer.code]).toEqual([460, 'HASH_MISMATCH']);
  }
  expect((await head(url)).headers['upload-offset']).toBe('0');
  const right = createHash('sha1').update('0123').digest('base64');
  expect((await patch(url, 0, '0123', { 'upload-checksum': `sha1 ${right}` })).statusCode).toBe(204);
});

test('422 when the whole is not what was announced, and 410 afterwards', async () => {
  const url = String((await create('0123456789', { sha256: 'ab'.repeat(32) })).headers.location);
  const answer = await patch(url, 0, '0123456789');
  expect([answer.statusCode, answer.code]).toEqual([422, 'HASH_MISMATCH']);
  expect((await head(url)).statusCode).toBe(410);
});

test('DELETE gives it up', async () => {
  const url = String((await create('0123456789')).headers.location);
  expect((await server.inject({ method: 'DELETE', url, headers: tus })).statusCode).toBe(204);
  expect((await head(url)).statusCode).toBe(404);
});

test('401 to create without a token, 400 without what must be said, 404 in a project that is not seen', async () => {
  const none = await server.inject({ method: 'POST', url: '/uploads', headers: tus });
  expect([none.statusCode, none.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  const authorized = { ...tus, authorization: 'Bearer ann' };
  expect((await server.inject({ method: 'POST', url: '/uploads', headers: authorized })).statusCode).toBe(400);
  expect((await create('x', { filename: '' })).statusCode).toBe(400);
  expect((await create('x', { projectId: newId() })).statusCode).toBe(404);
  expect((await create('x', { projectId: 'x' })).statusCode).toBe(404);
});

test('403 for an address that was changed, and for another upload', async () => {
  const url = String((await create('0123456789')).headers.location);
  const other = String((await create('0123456789')).headers.location);
  const [path = ''] = other.split('?');
  const changed = [
    url.replace(/until=\d+/, 'until=9999999999'),
    url.replace('by=ann', 'by=bob'),
    `${url}&x=1`,
    url.replace(/signature=./, 'signature=!'),
    `${path}${url.slice(url.indexOf('?'))}`,
    path,
  ];
  for (const each of changed) {
    expect((await patch(each, 0, 'x')).statusCode, each).toBe(403);
    expect((await head(each)).statusCode, each).toBe(403);
    expect((await server.inject({ method: 'DELETE', url: each })).statusCode, each).toBe(403);
  }
});

test('a sender that goes away in the middle has what came before acknowledged', async () => {
  const bytes = '0123456789'.repeat(300);
  const url = String((await create(bytes)).headers.location);
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const headers = [`PATCH ${url} HTTP/1.1`, 'Host: hub', `Content-Type: ${offsetType}`, 'Upload-Offset: 0'];
  socket.write([...headers, `Content-Length: ${String(bytes.length)}`, '', bytes.slice(0, 1500)].join('\r\n'));
  // Two whole pieces of 700 bytes; then the connection is cut, and the rest of what came is kept as well.
  await expect.poll(async () => (await head(url)).headers['upload-offset']).toBe('1400');
  socket.destroy();
  await expect.poll(async () => (await head(url)).headers['upload-offset']).toBe('1500');
  expect((await patch(url, 1500, bytes.slice(1500))).statusCode).toBe(204);
});

test('a download address needs no token, has ranges, and ends with its time, its bytes and the person’s right', async () => {
  const url = String((await create('0123456789')).headers.location);
  await patch(url, 0, '0123456789');
  const uploadId = /uploads\/([^?]+)/.exec(url)?.[1] ?? '';
  const ann = hub.people.get('ann') ?? anonymous;
  const asset = await hub.making.createDerivedAsset(ann, {
    projectId,
    parentIds: [seriesId],
    kind: 'table',
    uploadId,
  });
  const sha256 = asset.content?.sha256 ?? '';
  const of = { ...{ assetId: asset.id, sha256, version: null }, sizeBytes: 10, mediaType: 'text/csv' };
  const link = await hub.face.downloadUrl(ann, of, 15);
  const whole = await server.inject({ url: link });
  expect([whole.statusCode, whole.body, whole.headers['content-disposition']]).toEqual([
    200,
    '0123456789',
    'attachment; filename="table.csv"',
  ]);
  const part = await server.inject({ url: link, headers: { range: 'bytes=2-4' } });
  expect([part.statusCode, part.body]).toEqual([206, '234']);
  expect((await server.inject({ method: 'HEAD', url: link })).headers['content-length']).toBe('10');

  const statusOf = async (address: string) => (await server.inject({ url: address })).statusCode;
  expect(await statusOf(link.replace(/sha256=./, 'sha256=x'))).toBe(403);
  expect(await statusOf(link.replace(asset.id, newId()))).toBe(403);
  expect(await statusOf(await hub.face.downloadUrl(ann, { ...of, sha256: 'ab'.repeat(32) }, 15))).toBe(404);
  const { now } = hub.clock;
  hub.clock.now = () => new Date(Date.now() + 15 * 60_000);
  expect(await statusOf(link)).toBe(403);
  hub.clock.now = now;
  hub.people.set('ann', person('ann', {}));
  expect(await statusOf(link)).toBe(404);
});
