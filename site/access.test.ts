import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSite } from '../cli/wire-site.ts';
import type { RunningSite } from './serve-site.ts';

let folder: string;
let site: RunningSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pesscara-site-'));
  site = await startSite({ folder, host: '127.0.0.1', port: 0, token: null });
});
afterAll(async () => {
  await site.close(1000);
  await rm(folder, { recursive: true, force: true });
});

describe('access', () => {
  test('every path but /healthz needs the token', async () => {
    const guarded = await startSite({ folder, host: '127.0.0.1', port: 0, token: 'a-token-for-tests' });
    try {
      const status = async (path: string, authorization?: string) =>
        (await fetch(new URL(path, guarded.url), { headers: authorization === undefined ? {} : { authorization } }))
          .status;
      expect(await status('/healthz')).toBe(200);
      for (const path of ['/health', '/dicom-web/studies', '/studies', '/nothing', '/healthz?x'])
        expect(await status(path)).toBe(401);
      expect(await status('/studies', 'Bearer another')).toBe(401);
      expect(await status('/studies', 'Basic a-token-for-tests')).toBe(401);
      expect(await status('/studies', 'Bearer a-token-for-tests')).toBe(204);
      const post = await fetch(`${guarded.url}/studies`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/related; boundary=x' },
        body: '--x--',
      });
      expect(post.status).toBe(401);
    } finally {
      await guarded.close(0);
    }
  });

  test('a site that others can reach does not start without a token', async () => {
    await expect(startSite({ folder, host: '0.0.0.0', port: 0, token: null })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await expect(startSite({ folder, host: '0.0.0.0', port: 0, token: 'short' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('without a token it answers to names of loopback only, so that no page in a browser can reach it', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${site.url}/studies`, { headers: { host: 'evil.example' } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
