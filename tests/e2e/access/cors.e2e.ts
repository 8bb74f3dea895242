import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../../cli/settings.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
const viewer = 'https://viewer.example.org';

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'), { PESSCARA_CORS_ORIGINS: `${viewer},http://localhost:3000` });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(hub.process.url + path, {
    method,
    headers: { authorization: `Bearer ${hub.operator.token ?? ''}`, ...headers },
    ...(method === 'POST' && { body: '{"query":"{ me { username } }"}' }),
  });
const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin');
const doors = ['/dicom-web/studies', '/files/x', '/graphql?query={me{username}}', '/uploads'];

test('pages of the named origins may call the doors for programs, and read what answers say in headers', async () => {
  for (const path of doors) {
    const preflight = await fetch(hub.process.url + path, {
      method: 'OPTIONS',
      headers: {
        origin: viewer,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect([path, preflight.status, allowed(preflight)]).toEqual([path, 204, viewer]);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await ask(path, { origin: viewer, 'content-type': 'application/json' });
    expect([path, allowed(answer)]).toEqual([path, viewer]);
    expect(answer.headers.get('vary')).toMatch(/origin/i);
    for (const name of ['warning', 'x-total-count', 'content-range'])
      expect(answer.headers.get('access-control-expose-headers')).toContain(name);
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
  }
  const answer = await ask('/graphql', { origin: 'http://localhost:3000', 'content-type': 'application/json' }, 'POST');
  expect([answer.status, allowed(answer)]).toEqual([200, 'http://localhost:3000']);
});

test('a refusal can be read too: a viewer has to know that its token has ended', async () => {
  const answer = await ask('/dicom-web/studies', { origin: viewer, authorization: 'Bearer x' });
  expect([answer.status, allowed(answer)]).toEqual([401, viewer]);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
});

test('pages of other origins may not, and the page itself is for no other one', async () => {
  const others = [
    'https://viewer.example.org.evil.org',
    'http://viewer.example.org',
    'null',
    'https://VIEWER.example.org',
  ];
  for (const origin of others) {
    for (const path of doors) {
      const answer = await ask(path, { origin, 'content-type': 'application/json' });
      expect([origin, path, allowed(answer)]).toEqual([origin, path, null]);
      expect(answer.headers.get('vary')).toMatch(/origin/i);
    }
  }
  for (const path of ['/', '/audit.ndjson', '/metrics', '/dicom-webs'])
    expect([path, allowed(await ask(path, { origin: viewer }))]).toEqual([path, null]);
});

test('no hub starts with an origin that is none, or with all of them', () => {
  for (const PESSCARA_CORS_ORIGINS of ['*', 'https://*.example.org', 'viewer.example.org', `${viewer}/path`, 'null'])
    expect(() => readSettings({ PESSCARA_CORS_ORIGINS })).toThrow('PESSCARA_CORS_ORIGINS: expected origins');
});
