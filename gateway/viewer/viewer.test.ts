import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerRoutes } from './viewer.ts';

const html = `<!doctype html><html><head><meta content="/assets/tile.png"><script>window.PUBLIC_URL="/"</script>
<link rel="manifest" href="/manifest.json"><script rel="preload" src="/app-config.js"></script>
<script defer src="/app.bundle.0f61.js"></script><link href="/app.bundle.css"></head><body><div id="root"></div></body></html>`;

let folder: string;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pesscara-viewer-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  const files = {
    'index.html': html,
    'app.bundle.0f61.js': 'a();\n__webpack_require__.p = "/";\n',
    'app.bundle.css': 'a{src:url(/a.woff2)} b{background:url("/assets/b.png")} c{background:url(data:,) }',
    'codec.wasm': '\0asm',
    'app.map': '{}',
    'assets/tile.png': 'PNG',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'dist', name), text);
  await writeFile(join(folder, 'secret.js'), 'a secret');
  app = fastify();
  await app.register(await viewerRoutes(join(folder, 'dist')));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await app.inject({ url, headers });
  const isPacked = answer.headers['content-encoding'] === 'gzip' && answer.rawPayload.length > 0;
  return {
    ...answer,
    headers: answer.headers,
    status: answer.statusCode,
    text: isPacked ? gunzipSync(answer.rawPayload).toString() : answer.body,
  };
};

describe('the viewer', () => {
  it('is a page whose parts are below /viewer/, started by our script and by no inline one', async () => {
    for (const url of ['/viewer/', '/viewer/viewer?StudyInstanceUIDs=1.2', '/viewer/index.html']) {
      const { status, text, headers } = await get(url);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(text).toContain('href="/viewer/manifest.json"');
      expect(text).toContain('content="/viewer/assets/tile.png"');
      expect(text.match(/<script[^>]*>/g)).toEqual([
        '<script type="module" src="/viewer/launch.js" data-app="/viewer/app.bundle.0f61.js">',
      ]);
      expect(headers['content-security-policy']).toContain("script-src 'self' blob: 'wasm-unsafe-eval';");
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    }
    expect((await get('/viewer')).headers['location']).toBe('/viewer/');
  });

  it('finds its other parts there too', async () => {
    expect((await get('/viewer/app.bundle.0f61.js')).text).toBe('a();\n__webpack_require__.p = "/viewer/";\n');
    expect((await get('/viewer/app.bundle.css')).text).toBe(
      'a{src:url(/viewer/a.woff2)} b{background:url("/viewer/assets/b.png")} c{background:url(data:,) }',
    );
    expect((await get('/viewer/launch.js')).text).toContain('/dicom-web');
    const wasm = await get('/viewer/codec.wasm');
    expect([wasm.text, wasm.headers['content-type'], wasm.headers['content-length']]).toEqual([
      '\0asm',
      'application/wasm',
      '4',
    ]);
    expect((await get('/viewer/assets/tile.png')).headers['content-type']).toBe('image/png');
  });

  it('sends nothing again that a browser has', async () => {
    for (const url of ['/viewer/', '/viewer/codec.wasm']) {
      const etag = String((await get(url)).headers['etag']);
      const again = await get(url, { 'if-none-match': etag });
      expect([again.status, again.rawPayload.length]).toEqual([304, 0]);
    }
  });

  it('serves what lies in its folder, and of that no file of a kind that a viewer does not need', async () => {
    expect((await get('/viewer/app.map')).status).toBe(404);
    for (const url of [
      '/viewer/../secret.js',
      '/viewer/..%2fsecret.js',
      '/viewer/%2e%2e/secret.js',
      '/viewer//etc/passwd',
    ])
      expect((await get(url)).text).not.toContain('a secret');
  });

  it('is refused where there is none', async () => {
    for (const path of [join(folder, 'none'), join(folder, 'dist', 'assets'), join(folder, 'dist', 'index.html')])
      await expect(viewerRoutes(path)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'PESSCARA_VIEWER' },
      });
  });
});
