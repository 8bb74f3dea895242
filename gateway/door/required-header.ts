import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { onRequestHookHandler } from 'fastify';

/** A secret that two processes of one hub share: it says that a request comes from a gateway of ours. */
export interface RequiredHeader {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** True when the headers have it; the time that takes tells nothing of the value. */
export function brings(headers: IncomingHttpHeaders, { name, value }: RequiredHeader): boolean {
  const given = headers[name];
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(value));
}

/** Answers 403 to requests to /graphql without the header; health stays open. */
export function refuseWithout(required: RequiredHeader): onRequestHookHandler {
  return (request, reply, next) => {
    // By the route, since a router decodes what a URL may spell in many ways.
    if (request.routeOptions.url !== '/graphql' || brings(request.headers, required)) {
      next();
      return;
    }
    void reply.code(403).type('text/plain').send('this is a part of a hub: ask its gateway\n');
  };
}
