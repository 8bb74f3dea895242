import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What pages of other origins may call: the service for images, bytes, uploads and GraphQL; never the page itself. */
const paths = /^\/(?:dicom-web|files|uploads|graphql)(?:[/?]|$)/;
const methods = 'GET, HEAD, POST, PATCH, DELETE';
const requestHeaders = [
  ...['accept', 'authorization', 'content-type', 'if-none-match', 'if-range', 'range', 'traceparent', 'x-request-id'],
  ...[
    'tus-resumable',
    'upload-checksum',
    'upload-length',
    'upload-metadata',
    'upload-offset',
    'x-http-method-override',
  ],
].join(', ');
const exposedHeaders = [
  ...[
    'accept-ranges',
    'content-disposition',
    'content-length',
    'content-location',
    'content-range',
    'etag',
    'retry-after',
  ],
  ...['warning', 'www-authenticate', 'x-request-id', 'x-total-count'],
  ...['location', 'tus-resumable', 'upload-expires', 'upload-length', 'upload-offset'],
].join(', ');
/** How long a browser may remember a preflight's answer. */
const rememberSeconds = 600;

/**
 * Lets web pages of these origins call the hub from a browser (Fetch standard, CORS): they bring a token in a header. Cookies and a
 * browser's own passwords are never accepted (no Allow-Credentials). Other origins get answers without the headers, which browsers
 * keep from them. Without origins nothing is added.
 */
export function allowOrigins(app: FastifyInstance, origins: ReadonlySet<string>): void {
  if (origins.size === 0) return;
  app.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, next) => {
    if (!paths.test(request.url)) {
      next();
      return;
    }
    // Also without an Origin, and for others: a cache must not give one's answer to another.
    void reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) {
      next();
      return;
    }
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': exposedHeaders });
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      next();
      return;
    }
    void reply
      .headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': requestHeaders,
        'access-control-max-age': rememberSeconds,
        vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      })
      .code(204)
      .send();
  });
}
