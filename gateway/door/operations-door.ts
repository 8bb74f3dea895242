import type { AddressInfo } from 'node:net';
import { fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { health, type ReadinessCheck } from './health.ts';
import { metricsRoute, type MetricsRouteOptions } from './metrics-route.ts';

export interface OperationsDoorOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  readonly metrics: MetricsRouteOptions;
  readonly logger: Logger;
}

export interface OperationsDoor {
  readonly url: string;
  /** Answers 503 on /readyz from now on: what is under way ends, nothing new should come. */
  drain(): void;
  close(): Promise<void>;
}

/** /healthz, /readyz and /metrics for a process that has no other door. @throws Error when the port can not be had */
export async function openOperationsDoor(options: OperationsDoorOptions): Promise<OperationsDoor> {
  let closing = false;
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  await app.register(health(options.readiness, () => closing));
  await app.register(metricsRoute(options.metrics));
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${String(address.port)}`,
    drain() {
      closing = true;
    },
    async close() {
      closing = true;
      await app.close();
    },
  };
}
