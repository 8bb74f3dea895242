import type { AddressInfo } from 'node:net';
import { fastify, LogController, type FastifyPluginAsync, type FastifyPluginCallback } from 'fastify';
import type { Logger } from 'pino';
import { health, type ReadinessCheck } from './health.ts';
import type { Door } from './door.ts';

export interface ServiceDoorOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** What it serves beside health: fastify plugins. @default nothing */
  readonly routes?: readonly (FastifyPluginAsync | FastifyPluginCallback)[];
  readonly logger: Logger;
}

/** The door of a process that answers no GraphQL: a receiver's, a worker's. @throws Error when the port can not be had */
export async function startServiceDoor(options: ServiceDoorOptions): Promise<Door> {
  let closing = false;
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
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
