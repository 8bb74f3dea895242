import type { FastifyInstance } from 'fastify';
import { inScope } from '../../core/telemetry/work-scope.ts';
import type { Observation } from './observation.ts';

/** Asked all the time by machines, or (GraphQL) told in words of its own. */
const untold = new Set(['/graphql', '/healthz', '/health', '/readyz', '/metrics']);

/**
 * Each answer gets its `x-request-id`; each route's handler runs in the request's scope, and within a span that is named by the
 * route's pattern: addresses hold names of files and projects.
 */
export function observeRoutes(app: FastifyInstance, { tracing }: Observation): void {
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id);
    next();
  });
  // After the body was parsed, since its parser calls back from elsewhere.
  app.addHook('preHandler', (request, reply, next) => {
    const { method, headers, id: requestId } = request;
    const route = request.routeOptions.url ?? 'none';
    inScope({ requestId }, () => {
      if (untold.has(route)) {
        next();
        return;
      }
      const attributes = { 'http.request.method': method, 'http.route': route, 'pesscara.request.id': requestId };
      const { traceparent } = headers;
      tracing.resume(typeof traceparent === 'string' ? traceparent : null, () => {
        void tracing.span(
          `${method} ${route}`,
          attributes,
          async (span) => {
            const closed = new Promise((resolve) => reply.raw.once('close', resolve));
            next();
            await closed;
            span.set({ 'http.response.status_code': reply.statusCode });
          },
          'server',
        );
      });
    });
  });
}
