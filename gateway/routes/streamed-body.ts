import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** How long a sender who has had the answer may go on sending. */
const drainMs = 30_000;
/** A sender of whom nothing comes for so long is gone. */
const idleMs = 120_000;

/** Bodies of the scope's routes are read as they stream, each route with its own limit. */
export function streamBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { bodyLimit: Number.MAX_SAFE_INTEGER }, (_request, payload, parsed) => {
    parsed(null, payload);
  });
  // What an early answer left unread would hold the connection, and the server's stop; one who goes on sending is cut off.
  scope.addHook('onResponse', (request, _reply, next) => {
    const { raw } = request;
    if (!raw.readableEnded) {
      raw.resume();
      const timer = setTimeout(() => {
        raw.socket.destroy();
      }, drainMs);
      for (const event of ['end', 'close'])
        raw.once(event, () => {
          clearTimeout(timer);
        });
    }
    next();
  });
}

/** The body as it comes; leaving it early keeps the connection, so that the answer reaches the sender. */
export function bodyOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  const body = request.body instanceof Readable ? request.body : Readable.from([]);
  request.raw.setTimeout(idleMs, () => request.raw.socket.destroy());
  return body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
}
