import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyPluginCallback } from 'fastify';
import { readExamples } from './examples.ts';

const compress = promisify(gzip);
const { resolve } = createRequire(import.meta.url);
const inPackage = (name: string, path: string) => join(dirname(resolve(`${name}/package.json`)), path);

/** All of it comes from this host, scripts from files alone; nobody may frame it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const readPage = () => readFile(new URL('./page.html', import.meta.url), 'utf8');

/** What the page consists of beside its HTML: the path, its media type, and where it comes from. */
const files: readonly (readonly [path: string, type: string, read: () => Promise<string>])[] = [
  ['/page/page.css', 'text/css', () => readFile(new URL('./page.css', import.meta.url), 'utf8')],
  ['/page/client.js', 'text/javascript', () => readFile(new URL('./client.js', import.meta.url), 'utf8')],
  ['/page/session.js', 'text/javascript', () => readFile(new URL('./session.js', import.meta.url), 'utf8')],
  ['/page/examples.json', 'application/json', async () => JSON.stringify(await readExamples())],
  ['/page/graphiql.css', 'text/css', () => readFile(inPackage('graphiql', 'graphiql.min.css'), 'utf8')],
  ['/page/graphiql.js', 'text/javascript', () => readFile(inPackage('graphiql', 'graphiql.min.js'), 'utf8')],
  ['/page/react.js', 'text/javascript', () => readFile(inPackage('react', 'umd/react.production.min.js'), 'utf8')],
  [
    '/page/react-dom.js',
    'text/javascript',
    () => readFile(inPackage('react-dom', 'umd/react-dom.production.min.js'), 'utf8'),
  ],
  ['/page/graphql-ws.js', 'text/javascript', () => readFile(inPackage('graphql-ws', 'umd/graphql-ws.min.js'), 'utf8')],
];

interface Served {
  readonly plain: string;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/**
 * The page at `/`: sign in, then GraphiQL with the example queries; with a link to the viewer, where there is one. Everything is served
 * from here.
 */
export function graphiqlPage({ viewer }: { readonly viewer: boolean }): FastifyPluginCallback {
  const link = '<a href="/viewer/">Images</a>';
  const home = async () => (await readPage()).replace('<!-- viewer -->', viewer ? link : '');
  return (app, _, done) => {
    for (const [path, type, read] of [['/', 'text/html', home] as const, ...files]) {
      let served: Promise<Served> | undefined;
      app.get(path, async (request, reply) => {
        served ??= prepare(read);
        const { plain, gzipped, etag } = await served;
        reply
          .header('content-type', `${type}; charset=utf-8`)
          .header('content-security-policy', contentSecurityPolicy)
          .header('x-content-type-options', 'nosniff')
          .header('referrer-policy', 'no-referrer')
          .header('cache-control', 'no-cache')
          .header('vary', 'accept-encoding')
          .header('etag', etag);
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
        const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
        return takesGzip ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(plain);
      });
    }
    done();
  };
}

async function prepare(read: () => Promise<string>): Promise<Served> {
  const plain = await read();
  return { plain, gzipped: await compress(plain), etag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}
