import type { AddressInfo } from 'node:net';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyPluginAsync,
  type FastifyPluginCallback,
} from 'fastify';
import { requestIdOf } from '../../core/telemetry/request-id.ts';
import { health, type ReadinessCheck } from './health.ts';
import type { Door } from './door.ts';
import type { Observation } from './observation.ts';
import { observeRoutes } from './observe-routes.ts';

export interface ServiceDoorOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** What it serves beside health: fastify plugins. @default nothing */
  readonly routes?: readonly (FastifyPluginAsync | FastifyPluginCallback)[];
  readonly observation: Observation;
}

/** The door of a process that answers no GraphQL: a receiver's, a worker's. @throws Error when the port can not be had */
export async function startServiceDoor(options: ServiceDoorOptions): Promise<Door> {
  let closing = false;
  const loggerInstance: FastifyBaseLogger = options.observation.logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    // The work's scope puts its id into each line.
    childLoggerFactory: (parent) => parent,
  });
  observeRoutes(app, options.observation);
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (closing) void reply.header('connection', 'close');
    next();
  });
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
      await app.close();
      clearTimeout(timer);
    },
  };
}
