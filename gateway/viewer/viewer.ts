import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { badInput } from '../../core/errors.ts';
import { rewritePage, rewriteScript, rewriteStyle, viewerRoot } from './rewrite.ts';

const compress = promisify(gzip);

/** What OHIF needs, and all of it from this host: workers from blobs, WebAssembly, and styles that it makes as it runs. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  // With these two, a browser lets the page share memory between its workers.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
} as const;

const page = 'index.html';
/** Kept in memory, compressed, once they were asked for. */
const texts: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonc': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};
/** Sent as they are. */
const others: Readonly<Record<string, string>> = {
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
};

interface Kept {
  readonly gzipped: Buffer;
  readonly etag: string;
}

/**
 * OHIF at `/viewer/`, from the folder of a build of it (`dist` of the npm package `@ohif/app`): for who is signed in on the page, with
 * `/dicom-web` as its archive. Every address below that is no file is the app's own.
 * @throws BAD_USER_INPUT for a folder without OHIF in it
 */
export async function viewerRoutes(folder: string): Promise<FastifyPluginCallback> {
  const names = await filesBelow(folder);
  const expected = 'a folder with a build of OHIF (dist of the npm package @ohif/app)';
  if (!names.has(page)) throw badInput('PESSCARA_VIEWER', expected, folder);
  const start = await readFile(join(folder, page), 'utf8');
  try {
    rewritePage(start);
  } catch {
    throw badInput('PESSCARA_VIEWER', expected, folder);
  }
  const kept = new Map<string, Promise<Kept>>();

  const answerText = async (request: FastifyRequest, reply: FastifyReply, name: string, type: string) => {
    const made = kept.get(name) ?? keep(folder, name);
    kept.set(name, made);
    // A file that could not be read now may be there the next time.
    made.catch(() => kept.delete(name));
    const { gzipped, etag } = await made;
    void reply.headers({ ...headers, 'content-type': type, 'content-encoding': 'gzip', vary: 'accept-encoding', etag });
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(gzipped);
  };
  const answerBytes = async (request: FastifyRequest, reply: FastifyReply, name: string, type: string) => {
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    const etag = `"${String(size)}-${String(Math.floor(mtimeMs))}"`;
    void reply.headers({ ...headers, 'content-type': type, etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.header('content-length', size).send(createReadStream(path));
  };

  return (scope, _options, done) => {
    scope.get('/viewer', (_request, reply) => reply.redirect(viewerRoot));
    scope.get<{ Params: { '*': string } }>(`${viewerRoot}*`, async (request, reply) => {
      const asked = request.params['*'];
      // Only names that were there at the start: no path of a request ever becomes one of the disk.
      const name = asked === 'launch.js' || (asked !== '' && names.has(asked)) ? asked : page;
      const kind = extname(name);
      const text = texts[kind];
      const bytes = others[kind];
      if (text !== undefined) return answerText(request, reply, name, text);
      if (bytes !== undefined) return answerBytes(request, reply, name, bytes);
      return reply.code(404).send({ code: 'NOT_FOUND', message: 'no such part of the viewer' });
    });
    done();
  };
}

async function filesBelow(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return new Set(files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')));
}

async function keep(folder: string, name: string): Promise<Kept> {
  const text = await (name === 'launch.js'
    ? readFile(new URL('./launch.js', import.meta.url), 'utf8')
    : readFile(join(folder, name), 'utf8'));
  const kind = extname(name);
  const served =
    name === page
      ? rewritePage(text)
      : kind === '.js'
        ? rewriteScript(text)
        : kind === '.css'
          ? rewriteStyle(text)
          : text;
  const etag = `"${createHash('sha256').update(served).digest('base64url')}"`;
  return { gzipped: await compress(served), etag };
}
