import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { asError, errorCodes, HubError } from '../core/errors.ts';
import type { PixelRenderer } from '../core/ports/pixel-renderer.ts';
import type { SiteFolder } from '../core/ports/site-folder.ts';
import { NotAcceptable } from '../core/dicomweb/accept.ts';
import { requireAccess } from './access.ts';
import { addPixelRoutes } from './pixel-routes.ts';
import { addRenderedRoutes } from './rendered-routes.ts';
import { addRetrieveRoutes } from './retrieve-routes.ts';
import type { OnCut } from './send-chunks.ts';
import { addSearchRoutes } from './search-routes.ts';
import { addStoreRoutes, UnsupportedMediaType, type StoreLimits } from './store-routes.ts';

export interface SiteServerOptions {
  readonly folder: SiteFolder;
  readonly renderer: PixelRenderer;
  readonly name: string;
  readonly token: string | null;
  readonly limits: StoreLimits;
  /** Told of faults of the site itself, with the `x-request-id` of the answer. */
  readonly onFault: (error: Error, requestId: string) => void;
  readonly onCut: OnCut;
}

/** The DICOMweb service over a folder: at `/dicom-web`, and the same at the root for clients that know no path. */
export function createSiteServer({
  folder,
  renderer,
  name,
  token,
  limits,
  onFault,
  onCut,
}: SiteServerOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    routerOptions: { maxParamLength: 16_384 },
    forceCloseConnections: 'idle',
    requestTimeout: 0,
    genReqId: () => randomUUID(),
  });

  // Bodies are read by the routes themselves, as streams; a route that wants none never reads it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => {
    done(null, payload);
  });

  app.addHook('onRequest', (request, reply, done) => {
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .header('x-request-id', request.id);
    if (request.url !== '/healthz') requireAccess(token, request.headers);
    done();
  });

  app.setErrorHandler((caught, request, reply) => {
    const error = asError(caught);
    if (error instanceof HubError) {
      const status =
        error instanceof NotAcceptable
          ? 406
          : error instanceof UnsupportedMediaType
            ? 415
            : errorCodes[error.code].status;
      if (status === 401) void reply.header('www-authenticate', 'Bearer');
      return reply.code(status).send({ code: error.code, message: error.message });
    }
    const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status < 500) return reply.code(status).send({ code: 'BAD_USER_INPUT', message: 'the request cannot be read' });
    onFault(error, request.id);
    return reply.code(500).send({ code: 'INTERNAL_SERVER_ERROR', message: errorCodes.INTERNAL_SERVER_ERROR.meaning });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND', message: 'no such resource' }));

  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/health', (_request, reply) => {
    const health = folder.health();
    const status = !health.available ? 'unavailable' : health.unreadableFolders > 0 ? 'degraded' : 'ok';
    return reply.code(health.available ? 200 : 503).send({ name, status, ...health });
  });
  for (const prefix of ['/dicom-web', '']) {
    addSearchRoutes(app, prefix, folder);
    addRetrieveRoutes(app, prefix, folder, onCut);
    addPixelRoutes(app, prefix, folder, renderer, onCut);
    addRenderedRoutes(app, prefix, folder, renderer, onCut);
    addStoreRoutes(app, prefix, folder, limits);
  }
  return app;
}
