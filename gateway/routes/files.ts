import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { ContentAccess, ContentFacts } from '../../core/assets/content.ts';
import { asError, badInput, errorCodes, HubError, notFound } from '../../core/errors.ts';
import type { Links } from '../../core/links/links.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { byteRange } from './byte-range.ts';

export interface FilesRouteOptions {
  readonly assets: ContentAccess;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
  /** Opens addresses that bring a signature instead of a token (`Content.downloadUrl`). */
  readonly links: Pick<Links, 'open'>;
}

/**
 * `GET` and `HEAD /files/:assetId`: the bytes of an asset to those who may read it (RFC 9110: one range, ETag, conditions), by a
 * token or by a signed address; with `?version=N` those that it had in that version. 400 (for a version that is no number), 401, 403 (a
 * signature that is not good any more), 404 (also for what is invisible) and 416 answer `{ code, message }`.
 */
export function filesRoute({ assets, actorOf, links }: FilesRouteOptions): FastifyPluginCallback {
  return (scope, _options, done) => {
    scope.setErrorHandler(answerError);
    /** Who asks, and which bytes a signed address is for (null: those that the asset has). */
    const askedBy = async ({ headers, params, query }: FileRequest) => {
      const { signature } = query;
      if (signature === undefined) return { actor: await actorOf(headers.authorization), sha256: null, key: null };
      const { actor, parameters } = await links.open(`/files/${params.assetId}`, query);
      return { actor, sha256: parameters['sha256'] ?? '', key: typeof signature === 'string' ? signature : '' };
    };
    scope.route<FileRoute>({
      method: ['GET', 'HEAD'],
      url: '/files/:assetId',
      handler: async (request, reply) => {
        const { actor, sha256, key } = await askedBy(request);
        const { assetId } = request.params;
        const version = versionOf(request.query['version']);
        const facts = await assets.describeContent(actor, assetId, version);
        if (sha256 !== null && sha256 !== facts.sha256) throw notFound('content');
        const etag = setHeaders(reply, facts);
        if (names(request.headers['if-none-match'], etag)) return reply.code(304).send();
        const range = rangeOf(request, facts, etag);
        if (range === 'unsatisfiable') {
          void reply
            .header('content-range', `bytes */${String(facts.sizeBytes)}`)
            .removeHeader('etag')
            .removeHeader('content-disposition');
          return reply
            .code(416)
            .type('application/json')
            .send({ code: 'BAD_USER_INPUT', message: 'the range is beyond the content' });
        }
        const sizeBytes = range === null ? facts.sizeBytes : range.end - range.start + 1;
        void reply.header('content-length', sizeBytes);
        if (range !== null) {
          void reply
            .code(206)
            .header('content-range', `bytes ${String(range.start)}-${String(range.end)}/${String(facts.sizeBytes)}`);
        }
        if (request.method === 'HEAD') return reply.send();
        // Who gets bytes is written down before they do.
        await assets.noteDownload(actor, assetId, facts, {
          by: key === null ? 'token' : 'link',
          key,
          version: version ?? null,
        });
        const { stream } = await assets.openContent(actor, assetId, range ?? undefined, version);
        return reply.send(stream);
      },
    });
    done();
  };
}

/** The number that a query names; undefined without one. @throws BAD_USER_INPUT */
function versionOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw badInput('version', 'the number of a version', Array.isArray(text) ? 'several' : text);
}
interface FileRoute {
  Params: { assetId: string };
  Querystring: Record<string, unknown>;
}
type FileRequest = Pick<FastifyRequest<FileRoute>, 'headers' | 'params' | 'query'>;

/** Answers the ETag. */
function setHeaders(reply: FastifyReply, { sha256, mediaType, fileName }: ContentFacts): string {
  const etag = `"${sha256}"`;
  void reply.headers({
    etag,
    'content-type': mediaType,
    'accept-ranges': 'bytes',
    'content-disposition': `attachment; filename="${fileName}"`,
    // May be kept, but each use asks whether the person still may read it.
    'cache-control': 'private, no-cache',
    // The bytes are somebody's: a browser must not take them for a page of ours.
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  return etag;
}

function rangeOf(request: FastifyRequest, { sizeBytes }: ContentFacts, etag: string) {
  const condition = request.headers['if-range'];
  // RFC 9110 §13.1.5: what they have a part of is not this any more.
  if (condition !== undefined && condition !== etag) return null;
  return byteRange(request.headers.range, sizeBytes);
}

/** True when an If-None-Match header names the ETag (RFC 9110 §13.1.2, weak comparison). */
function names(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}

/** Answers `{ code, message }` with the code's status; a fault of the hub is masked, and its log has it. */
export function answerError(caught: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asError(caught);
  if (error instanceof HubError && error.code !== 'INTERNAL_SERVER_ERROR') {
    if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
    return reply
      .code(errorCodes[error.code].status)
      .type('application/json')
      .send({ code: error.code, message: error.message });
  }
  request.log.error({ err: error }, 'a fault at a door for bytes');
  const message = `a fault of the hub; its log has it as ${request.id}`;
  return reply.code(500).type('application/json').send({ code: 'INTERNAL_SERVER_ERROR', message });
}
