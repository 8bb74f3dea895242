import type { FastifyInstance, FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Metrics } from '../../core/ports/metrics.ts';
import type { Tracing } from '../../core/ports/tracing.ts';
import type { Actor } from '../../core/policy/policy.ts';
import type { Engine } from '../engine/engine.ts';
import { signInFields, type Access } from './access.ts';
import { createApollo } from './apollo.ts';
import { allowOrigins } from './cors.ts';
import { hubErrorFormat, type ErrorFormat } from './error-format.ts';
import type { ReadinessCheck } from './health.ts';
import { httpOperations } from './http-operations.ts';
import { refuseWithout, type RequiredHeader } from './required-header.ts';
import { plainObservation } from './observation.ts';
import { startServiceDoor, type Door } from './service-door.ts';
import { socketProtocol } from './socket-operations.ts';
import { serveSockets } from './socket-server.ts';

export interface DoorOptions {
  readonly engine: Engine;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0 takes a free one. @default 4000 */
  readonly port?: number;
  /** Who holds the token; the anonymous actor for null. @throws HubError UNAUTHENTICATED */
  readonly authenticate: Access['authenticate'];
  /** Root fields open to anyone, or 'all'. @default login and refreshToken */
  readonly anonymousFields?: Access['anonymousFields'];
  /** The context of one operation, or of one event; the signal aborts when the client is gone. */
  readonly createContext: (actor: Actor, requestId: string, signal: AbortSignal) => object;
  /** More to serve on the same port: fastify plugins. */
  readonly routes?: readonly (FastifyPluginAsync | FastifyPluginCallback)[];
  /** What has to be up for /readyz to say so, by name. */
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>;
  /** Request headers that remote subgraphs get, lower case. @default ['authorization'] */
  readonly forwardedHeaders?: readonly string[];
  /** @default hubErrorFormat */
  readonly formatError?: ErrorFormat;
  /** @default standard error, level warn */
  readonly logger?: Logger;
  /** Where operations are told, beside the log. @default nowhere */
  readonly observation?: { readonly tracing: Tracing; readonly metrics: Metrics };
  /** Of a GraphQL request, on both doors. @default 1 MiB */
  readonly maxRequestBytes?: number;
  /** The time in which a GraphQL request has to be there, all of it. @default 30000 */
  readonly requestMs?: number;
  /** Operations under way on one WebSocket. @default 100 */
  readonly maxSocketOperations?: number;
  /** How often a WebSocket's token is looked at again. @default 60000 */
  readonly reauthenticateMs?: number;
  /** How often a WebSocket's client is asked whether it is there. @default 12000 */
  readonly keepAliveMs?: number;
  /** A header that requests and WebSockets to /graphql must bring: how a subgraph knows its gateway. @default none */
  readonly requiredHeader?: RequiredHeader;
  /** Origins whose web pages may call from a browser. @default none */
  readonly corsOrigins?: ReadonlySet<string>;
}

/**
 * Opens the one public door: GraphQL over HTTP and WebSocket, health, and the routes given, on one port. Resolves when it takes requests.
 * @throws Error when the port can not be had
 */
export async function startDoor(options: DoorOptions): Promise<Door> {
  const { engine, host = '127.0.0.1', port = 4000, maxRequestBytes = 1024 * 1024, createContext } = options;
  const logger = options.logger ?? pino({ level: 'warn' }, pino.destination(2));
  const formatError = options.formatError ?? hubErrorFormat(logger);
  const access: Access = {
    authenticate: options.authenticate,
    anonymousFields: options.anonymousFields ?? signInFields,
  };
  const forwardedHeaders = options.forwardedHeaders ?? ['authorization'];
  const observation = { ...plainObservation(logger), ...options.observation };
  const apollo = createApollo(engine, formatError, logger);
  await apollo.start();
  const { requestMs = 30_000, requiredHeader, maxSocketOperations = 100, reauthenticateMs = 60_000 } = options;
  const shared = { engine, access, formatError, createContext, forwardedHeaders, observation };

  const prepare = async (app: FastifyInstance): Promise<{ close(graceMs: number): Promise<void> }> => {
    allowOrigins(app, options.corsOrigins ?? new Set());
    if (requiredHeader) app.addHook('onRequest', refuseWithout(requiredHeader));
    await app.register(httpOperations({ ...shared, apollo, requestMs }));
    const maxBufferedBytes = 4 * 1024 * 1024;
    const protocol = socketProtocol({
      ...shared,
      maxOperations: maxSocketOperations,
      maxBufferedBytes,
      reauthenticateMs,
    });
    return serveSockets(app.server, protocol, {
      maxMessageBytes: maxRequestBytes,
      keepAliveMs: options.keepAliveMs ?? 12_000,
      logger,
      ...(requiredHeader ? { requiredHeader } : {}),
    });
  };
  const { readiness = {}, routes = [] } = options;
  const door = await startServiceDoor({ host, port, maxRequestBytes, readiness, routes, observation, prepare });
  return {
    ...door,
    async close(graceMs) {
      await door.close(graceMs);
      await apollo.stop();
    },
  };
}
