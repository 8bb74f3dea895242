import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { filesRoute } from '../../gateway/routes/files.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

const text = '0123456789'.repeat(100);
let hub: AssetHub;
let server: FastifyInstance;
let member: Actor;
let url: string;
let etag: string;
let emptyUrl: string;
let noContentUrl: string;

beforeAll(async () => {
  hub = await assetHub();
  server = fastify();
  await server.register(
    filesRoute({
      assets: hub.useCases,
      links: hub.links,
      actorOf: (authorization) => {
        if (authorization === undefined) return Promise.resolve(anonymous);
        if (authorization === 'Bearer member') return Promise.resolve(member);
        if (authorization === 'Bearer stranger') return Promise.resolve(person('stranger', {}));
        return Promise.reject(new HubError('UNAUTHENTICATED', 'not a good token'));
      },
    }),
  );
  const p = await measuredProject(hub, 'p');
  member = person('ann', { [p.projectId]: 'VIEWER' });
  const file = async (label: string, content: string) => {
    const stored = await hub.objects.put(Buffer.from(content));
    const made = asset('DERIVED', label, [p.series.id], {
      projectId: p.projectId,
      content: { ...stored, mediaType: 'text/csv' },
    });
    await hub.graph.putAssets([made]);
    return { url: `/files/${made.id}`, etag: `"${stored.sha256}"` };
  };
  ({ url, etag } = await file('volumes', text));
  ({ url: emptyUrl } = await file('empty', ''));
  noContentUrl = `/files/${p.nifti.id}`;
});
afterAll(async () => {
  await server.close();
  await hub.end();
});

let headers: Record<string, string>;
beforeEach(() => {
  headers = { authorization: 'Bearer member' };
});

test('answers the whole with its type, size, name and ETag', async () => {
  const answer = await server.inject({ url, headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe(text);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    etag,
    'content-disposition': 'attachment; filename="volumes.csv"',
    'x-content-type-options': 'nosniff',
  });
});

test('HEAD answers the same without the bytes, without a stream left open', async () => {
  const answer = await server.inject({ method: 'HEAD', url, headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe('');
  expect(answer.headers).toMatchObject({ 'content-length': '1000', etag });
});

test('answers a range', async () => {
  const answer = await server.inject({ url, headers: { ...headers, range: 'bytes=10-19' } });
  expect(answer.statusCode).toBe(206);
  expect(answer.body).toBe('0123456789');
  expect(answer.headers).toMatchObject({ 'content-range': 'bytes 10-19/1000', 'content-length': '10' });
  const last = await server.inject({ url, headers: { ...headers, range: 'bytes=-3' } });
  expect([last.statusCode, last.body]).toEqual([206, '789']);
});

test('answers the whole when If-Range names other content', async () => {
  const range = 'bytes=0-4';
  expect((await server.inject({ url, headers: { ...headers, range, 'if-range': etag } })).statusCode).toBe(206);
  expect((await server.inject({ url, headers: { ...headers, range, 'if-range': '"other"' } })).statusCode).toBe(200);
});

test('says 416 with the size for a range beyond the content, also of nothing', async () => {
  const answer = await server.inject({ url, headers: { ...headers, range: 'bytes=1000-' } });
  expect([answer.statusCode, answer.headers['content-range']]).toEqual([416, 'bytes */1000']);
  expect(answer.json()).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await server.inject({ url: emptyUrl, headers: { ...headers, range: 'bytes=0-' } })).statusCode).toBe(416);
  const empty = await server.inject({ url: emptyUrl, headers });
  expect([empty.statusCode, empty.body]).toEqual([200, '']);
});

test('answers the bytes of a version, and 400 for what is no number of one', async () => {
  const first = await server.inject({ url: `${url}?version=1`, headers });
  expect([first.statusCode, first.body, first.headers.etag]).toEqual([200, text, etag]);
  expect((await server.inject({ url: `${url}?version=2`, headers })).statusCode).toBe(404);
  for (const version of ['', '0', '-1', 'x', '1&version=1', '99999999999']) {
    const answer = await server.inject({ url: `${url}?version=${version}`, headers });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'BAD_USER_INPUT']);
  }
});

test('says 304 to who has it already', async () => {
  const answer = await server.inject({ url, headers: { ...headers, 'if-none-match': `"other", W/${etag}` } });
  expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([304, '', etag]);
});

test('401 without a token or with a bad one, 404 for what is invisible, absent or has no bytes', async () => {
  const none = await server.inject({ url });
  expect([none.statusCode, none.json<{ code: string }>().code, none.headers['www-authenticate']]).toEqual([
    401,
    'UNAUTHENTICATED',
    'Bearer',
  ]);
  expect((await server.inject({ url, headers: { authorization: 'Bearer other' } })).statusCode).toBe(401);
  for (const [path, authorization] of [
    [url, 'Bearer stranger'],
    ['/files/strange', 'Bearer member'],
    ['/files/..%2f..%2fetc%2fpasswd', 'Bearer member'],
    [noContentUrl, 'Bearer member'],
  ] as const) {
    const answer = await server.inject({ url: path, headers: { authorization } });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'NOT_FOUND']);
  }
});
