import { Readable } from 'node:stream';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Archives } from '../../core/archives/archives.ts';
import { acceptedOf, choose, NotAcceptable } from '../../core/dicomweb/accept.ts';
import { authorityOf } from '../../core/dicomweb/authority.ts';
import { readPictureQuery } from '../../core/dicomweb/picture-query.ts';
import { parseResource, type DicomwebResource, type RetrievedPart } from '../../core/dicomweb/resource-path.ts';
import { badInput, HubError, notFound, type ErrorCode } from '../../core/errors.ts';
import { requireSignedIn, type Actor } from '../../core/policy/policy.ts';
import { answerError } from './files.ts';
import { privateHeaders } from './private-headers.ts';
import { streamBodies } from './streamed-body.ts';

export interface DicomwebRouteOptions {
  readonly archives: Pick<Archives, 'searchAtDoor' | 'retrieveAtDoor'>;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
}

const prefix = '/dicom-web';
const jsonTypes = ['application/dicom+json', 'application/json'] as const;
const dicomParts = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const byteParts = 'multipart/related; type="application/octet-stream"';
/** Of a refusal that is an archive's: what it means here. */
const refusals: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['BAD_USER_INPUT', 'the archive can not read this request'],
  404: ['NOT_FOUND', 'no such object that you may see'],
  406: ['UNSUPPORTED', 'not acceptable: no archive has it in a form that Accept names'],
  410: ['NOT_FOUND', 'the archive has it no more, or consent for a part of it was withdrawn'],
  413: ['TOO_LARGE', 'more than the archive answers at once: ask for less'],
  415: ['UNSUPPORTED', 'the archive does not know this media type'],
  416: ['BAD_USER_INPUT', 'the range is beyond the content'],
};

/**
 * The hub's DICOMweb service (PS3.18): `GET /dicom-web/...` over all archives that the caller may ask as if they were one, and
 * `GET /dicom-web/sites/:site/...` over one, by its id or name. Errors answer `{ code, message }`.
 */
export const dicomwebRoutes: FastifyPluginCallback<DicomwebRouteOptions> = (scope, { archives, actorOf }, done) => {
  streamBodies(scope);
  scope.addHook('onRequest', (_request, reply, next) => {
    void reply.headers(privateHeaders);
    next();
  });
  scope.setErrorHandler((error: Error, request, reply) => {
    if (error instanceof NotAcceptable) return refuse(reply, 406, error.code, error.message);
    if (error instanceof HubError && error.code === 'UNAUTHENTICATED') {
      // A browser would ask for a name and a password; a viewer in it brings a token.
      const basic = request.headers.origin === undefined ? ', Basic realm="PESSCARA", charset="UTF-8"' : '';
      return refuse(reply.header('www-authenticate', `Bearer${basic}`), 401, error.code, error.message);
    }
    return answerError(error, request, reply);
  });

  // Without HEAD: fastify's own would fetch a whole study to say its headers, and put it in the audit trail.
  scope.get(`${prefix}/*`, { exposeHeadRoute: false }, async (request, reply) => {
    // Before all that waits: who leaves meanwhile is not heard by a listener that comes later.
    const stop = new AbortController();
    reply.raw.once('close', () => {
      stop.abort();
    });
    if (reply.raw.destroyed) stop.abort();
    const actor = await actorOf(request.headers.authorization);
    requireSignedIn(actor);
    const { site, resource, query } = readPath(request);
    const base = `${protocolOf(request)}://${authorityOf(request)}${prefix}`;
    if (resource.kind === 'search') {
      const parameters = new URLSearchParams(query);
      const type = choose(acceptedOf(request.headers.accept, parameters), jsonTypes);
      parameters.delete('accept');
      const own = site === null ? base : `${base}/sites/${site}`;
      const found = await archives.searchAtDoor(actor, { site, resource, parameters, base: own }, stop.signal);
      if (found.warnings.length > 0)
        void reply.header('warning', found.warnings.map((text) => `299 pesscara "${text}"`).join(', '));
      if (found.total !== null) void reply.header('x-total-count', String(found.total));
      if (found.rows.length === 0) return reply.code(204).send();
      // As bytes: to text fastify would add a charset, which `application/dicom+json` doesn't have and clients trip over.
      return reply.type(type).send(Buffer.from(JSON.stringify(found.rows)));
    }
    // An archive's 400 says too little: here the parameter that is wrong can be named.
    if (resource.part === 'rendered' || resource.part === 'thumbnail')
      readPictureQuery(new URLSearchParams(query), null);
    const accept = acceptOf(request, resource.part, query);
    const range = accept.includes('multipart') ? null : (request.headers.range ?? null);
    const answer = await archives.retrieveAtDoor(
      actor,
      { site, resource, request: { query, accept, range }, base },
      stop.signal,
    );
    if (!('body' in answer)) {
      const [code, message] = refusals[answer.status] ?? (['UPSTREAM_UNAVAILABLE', 'refused by the archive'] as const);
      return refuse(reply, answer.status, code, message);
    }
    for (const [name, value] of answer.headers) void reply.header(name, value);
    return reply.code(answer.status).send(Readable.from(answer.body, { objectMode: false }));
  });

  const noStore = async (request: FastifyRequest, reply: FastifyReply) => {
    requireSignedIn(await actorOf(request.headers.authorization));
    const message = `images come in through a pool: POST ${prefix}/pools/PROJECT/POOL/studies`;
    return refuse(reply, 403, 'FORBIDDEN', message);
  };
  for (const path of ['/studies', '/studies/:study', '/sites/:site/studies', '/sites/:site/studies/:study'])
    scope.post(prefix + path, noStore);
  done();
};

function readPath(request: FastifyRequest): {
  readonly site: string | null;
  readonly resource: DicomwebResource;
  readonly query: string;
} {
  const { url } = request;
  const mark = url.indexOf('?');
  const path = decoded(url.slice(prefix.length + 1, mark < 0 ? undefined : mark)).replace(/\/$/, '');
  const [, site = null, below = path] = /^sites\/([A-Za-z0-9._-]{1,64})\/(.*)$/.exec(path) ?? [];
  const resource = parseResource(below);
  if (!resource) throw notFound('resource');
  return { site, resource, query: mark < 0 ? '' : url.slice(mark + 1) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badInput('path', 'percent-encoded UTF-8', 'something else');
  }
}

/** What the archive is asked for: the client's words, where it has any. @throws 406 for metadata in another form than JSON */
function acceptOf(request: FastifyRequest, part: RetrievedPart, query: string): string {
  const { accept = '*/*' } = request.headers;
  // Addresses within XML would lead past the hub.
  if (part === 'metadata') return choose(acceptedOf(accept, new URLSearchParams(query)), jsonTypes);
  const anyParts = /^multipart\/related; *type="?\*\/\*"?$/.test(accept);
  if (part === 'instances') return anyParts || accept === '*/*' ? dicomParts : accept;
  // Python's dicomweb-client asks so for frames, which Orthanc does not understand: the standard's default is meant.
  return anyParts ? byteParts : accept;
}

/** As the client sees it, also from before a proxy that ends TLS; the addresses are in its own answer alone. */
function protocolOf(request: FastifyRequest): string {
  return request.headers['x-forwarded-proto'] === 'https' ? 'https' : request.protocol;
}

function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  return reply.code(status).type('application/json').send({ code, message });
}
