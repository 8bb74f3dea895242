import type { AddressInfo } from 'node:net';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyPluginAsync,
  type FastifyPluginCallback,
} from 'fastify';
import { pino, type Logger } from 'pino';
import type { Metrics } from '../../core/ports/metrics.ts';
import type { Tracing } from '../../core/ports/tracing.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { requestIdOf } from '../../core/telemetry/request-id.ts';
import type { Engine } from '../engine/engine.ts';
import { signInFields, type Access } from './access.ts';
import { createApollo } from './apollo.ts';
import { hubErrorFormat, type ErrorFormat } from './error-format.ts';
import { health, type ReadinessCheck } from './health.ts';
import { httpOperations } from './http-operations.ts';
import { refuseWithout, type RequiredHeader } from './required-header.ts';
import { plainObservation } from './observation.ts';
import { observeRoutes } from './observe-routes.ts';
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
}

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
  let closing = false;

  const apollo = createApollo(engine, formatError, logger);
  await apollo.start();
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxRequestBytes,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    // The work's scope puts its id into each line, also of what knows no request.
    childLoggerFactory: (parent) => parent,
  });
  observeRoutes(app, observation);
  const { requestMs = 30_000 } = options;
  app.addHook('onSend', (_request, reply, _payload, next) => {
    if (closing) void reply.header('connection', 'close');
    next();
  });
  if (options.requiredHeader) app.addHook('onRequest', refuseWithout(options.requiredHeader));
  await app.register(
    httpOperations({ engine, apollo, access, formatError, createContext, forwardedHeaders, requestMs, observation }),
  );
  await app.register(health(options.readiness ?? {}, () => closing));
  for (const routes of options.routes ?? []) await app.register(routes);
  const protocol = socketProtocol({
    engine,
    access,
    formatError,
    createContext,
    forwardedHeaders,
    observation,
    maxOperations: options.maxSocketOperations ?? 100,
    maxBufferedBytes: 4 * 1024 * 1024,
    reauthenticateMs: options.reauthenticateMs ?? 60_000,
  });
  const sockets = serveSockets(app.server, protocol, {
    maxMessageBytes: maxRequestBytes,
    keepAliveMs: options.keepAliveMs ?? 12_000,
    logger,
    ...(options.requiredHeader ? { requiredHeader: options.requiredHeader } : {}),
  });
  await app.listen({ host, port });
  const address = app.server.address() as AddressInfo;

  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${String(address.port)}`,
    port: address.port,
    drain() {
      closing = true;
    },
    async close(graceMs = 10_000) {
      closing = true;
      const timer = setTimeout(() => {
        app.server.closeAllConnections();
      }, graceMs);
      await Promise.all([sockets.close(graceMs), app.close()]);
      clearTimeout(timer);
      await apollo.stop();
    },
  };
}
