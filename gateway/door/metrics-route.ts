import { timingSafeEqual } from 'node:crypto';
import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { sha256 } from '../../core/json.ts';

export interface MetricsRouteOptions {
  readonly exposition: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** What a scraper from elsewhere has to bear; null serves this machine alone. */
  readonly token: string | null;
}

/** What a proxy on this machine adds: its own address says nothing of who asks. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** GET /metrics: for callers on this machine, and for those who bear the token. Nobody else learns that it is there. */
export function metricsRoute({ exposition, token }: MetricsRouteOptions): FastifyPluginCallback {
  return (app, _, done) => {
    app.get('/metrics', async (request, reply) => {
      if (!isFromHere(request) && !bears(request, token)) return reply.code(404).send();
      const { contentType, text } = await exposition();
      return reply.header('content-type', contentType).header('cache-control', 'no-store').send(text);
    });
    done();
  };
}

function isFromHere({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? '';
  const loopback = address === '::1' || /^(?:::ffff:)?127\./.test(address);
  return loopback && proxyHeaders.every((name) => headers[name] === undefined);
}

function bears({ headers }: FastifyRequest, token: string | null): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (token === null || given === undefined) return false;
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)));
}
