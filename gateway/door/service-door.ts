import type { AddressInfo } from 'node:net';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyPluginCallback,
} from 'fastify';
import { requestIdOf } from '../../core/telemetry/request-id.ts';
import { health, type ReadinessCheck } from './health.ts';
import type { Observation } from './observation.ts';
import { observeRoutes } from './observe-routes.ts';

export interface Door {
  /** As clients on this machine reach it: `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly port: number;
  /**
   * From now on /readyz says 503, and each answer closes its connection; requests are served all the same: those that balance load
   * need a while to look elsewhere.
   */
  drain(): void;
  /** Takes nothing new, lets what is under way finish, tells WebSockets to go away; cuts off what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

export interface ServiceDoorOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** What it serves beside health: fastify plugins. @default nothing */
  readonly routes?: readonly (FastifyPluginAsync | FastifyPluginCallback)[];
  readonly observation: Observation;
  /** Of any request that sets no limit of its own. @default fastify's, 1 MiB */
  readonly maxRequestBytes?: number;
  /** Prepares what is there before any route; what it answers is closed together with the requests. @default nothing */
  readonly prepare?: (app: FastifyInstance) => Promise<{ close(graceMs: number): Promise<void> }>;
}

/**
 * A port of one process: health, what `routes` serve, request ids, and an end in order. It answers no GraphQL by itself: a receiver's, a
 * worker's; the public door is one with more on it. @throws Error when the port can not be had
 */
export async function startServiceDoor(options: ServiceDoorOptions): Promise<Door> {
  let closing = false;
  const loggerInstance: FastifyBaseLogger = options.observation.logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    ...(options.maxRequestBytes === undefined ? {} : { bodyLimit: options.maxRequestBytes }),
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    // The work's scope puts its id into each line, also of what knows no request.
    childLoggerFactory: (parent) => parent,
  });
  observeRoutes(app, options.observation);
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (closing) void reply.header('connection', 'close');
    next();
  });
  const prepared = await options.prepare?.(app);
  await app.register(health(options.readiness, () => closing));
  for (const routes of options.routes ?? []) await app.register(routes);
  await app.listen({ host: options.host, port: options.port });
  const { family, address, port } = app.server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${String(port)}`,
    port,
    drain() {
      closing = true;
    },
    async close(graceMs = 10_000) {
      closing = true;
      const timer = setTimeout(() => {
        app.server.closeAllConnections();
      }, graceMs);
      await Promise.all([prepared?.close(graceMs), app.close()]);
      clearTimeout(timer);
    },
  };
}
