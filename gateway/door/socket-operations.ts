import { randomUUID } from 'node:crypto';
import { getOperationAST, GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { makeServer, type Server as ProtocolServer, type SubscribePayload } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { asError, HubError } from '../../core/errors.ts';
import type { Actor } from '../../core/policy/policy.ts';
import type { Engine, EngineRequest } from '../engine/engine.ts';
import { refuseAnonymous, type Access } from './access.ts';
import { formatThrown, type ErrorFormat } from './error-format.ts';
import { forwarded } from './http-operations.ts';
import { closeCodes, SocketSession } from './socket-session.ts';

export interface SocketOperations {
  readonly engine: Engine;
  readonly access: Access;
  readonly formatError: ErrorFormat;
  readonly createContext: (actor: Actor, requestId: string, signal: AbortSignal) => object;
  readonly forwardedHeaders: readonly string[];
  /** Operations under way on one socket. */
  readonly maxOperations: number;
  /** Bytes that may wait for a slow reader before new operations are refused. */
  readonly maxBufferedBytes: number;
  readonly reauthenticateMs: number;
}

/** What the protocol engine knows of a connection. */
export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  session?: SocketSession;
}

type Params = Record<string, unknown>;

/** graphql-transport-ws with the door's rules: who may connect, what is admitted, and how errors read. */
export function socketProtocol(options: SocketOperations): ProtocolServer<SocketExtra> {
  const { engine, formatError } = options;
  const admitted = new WeakMap<object, Admitted>();
  const formatAll = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
    errors.map((error) => formatThrown(formatError, error));
  const take = (contextValue: unknown): Admitted => {
    const found = admitted.get(contextValue as object);
    if (!found) throw new Error('an operation came past the admission');
    return found;
  };
  return makeServer<Params, SocketExtra>({
    async onConnect(ctx) {
      const { socket, request } = ctx.extra;
      try {
        const headers = forwarded(request.headers, options.forwardedHeaders);
        ctx.extra.session = await SocketSession.open(
          socket,
          options.access,
          ctx.connectionParams ?? {},
          headers,
          options.reauthenticateMs,
        );
        return true;
      } catch (error) {
        if (error instanceof HubError && error.code === 'UNAUTHENTICATED')
          socket.close(closeCodes.unauthorized, 'Unauthorized');
        else socket.close(closeCodes.tryAgainLater, 'Try again later');
        return false;
      }
    },
    async onSubscribe(ctx, _id, payload) {
      try {
        const operation = await admit(ctx.extra, payload, options);
        const contextValue = {};
        admitted.set(contextValue, operation);
        return {
          schema: engine.apiSchema,
          document: operation.request.document,
          operationName: payload.operationName ?? null,
          contextValue,
        };
      } catch (thrown) {
        return [asGraphQLError(thrown)];
      }
    },
    execute: ({ contextValue }) => execute(engine, take(contextValue)),
    subscribe: ({ contextValue }) => subscribe(engine, take(contextValue), options),
    onNext: (_ctx, _id, _payload, _args, { data, errors }) => ({
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: formatAll(errors) } : {}),
    }),
    onError: (_ctx, _id, _payload, errors) => formatAll(errors),
  });
}

interface Admitted {
  readonly request: EngineRequest;
  readonly session: SocketSession;
  /** Ends what the operation started, when it ends before its socket does. */
  readonly ended: AbortController;
}

/** From here the operation counts as under way, until it is refused, or `execute` or `subscribe` says that it ended. */
async function admit(extra: SocketExtra, payload: SubscribePayload, options: SocketOperations): Promise<Admitted> {
  const { socket, session } = extra;
  const { maxOperations, maxBufferedBytes } = options;
  if (!session) throw new HubError('UNAUTHENTICATED', 'connection_init comes first');
  if (session.operations >= maxOperations) {
    const message = `operations: at most ${String(maxOperations)} at a time on one WebSocket`;
    throw new HubError('LIMIT_EXCEEDED', message, { limit: 'operations', allowed: maxOperations });
  }
  if (socket.bufferedAmount > maxBufferedBytes) {
    throw new HubError('LIMIT_EXCEEDED', 'read the answers that wait for you first', {
      limit: 'bufferedBytes',
      allowed: maxBufferedBytes,
    });
  }
  session.begin();
  try {
    await session.refresh();
    return operationOf(session, payload, options);
  } catch (error) {
    session.end();
    throw error;
  }
}

function operationOf(session: SocketSession, payload: SubscribePayload, options: SocketOperations): Admitted {
  const { engine, access } = options;
  const { document } = engine.admission.admit(payload.query, payload.variables);
  refuseAnonymous(access, session.actor, document);
  const [invalid] = engine.validate(payload.query, document);
  if (invalid) throw invalid;
  if (!getOperationAST(document, payload.operationName)) {
    throw new GraphQLError('no such operation in the document', {
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    });
  }
  const ended = new AbortController();
  const signal = AbortSignal.any([session.closed.signal, ended.signal]);
  const request = {
    text: payload.query,
    document,
    operationName: payload.operationName,
    variables: payload.variables,
    context: options.createContext(session.actor, randomUUID(), signal),
    headers: session.headers,
    signal,
  };
  return { request, session, ended };
}

async function execute(engine: Engine, { request, session }: Admitted): Promise<ExecutionResult> {
  try {
    return await engine.execute(request);
  } catch (thrown) {
    // Left to the protocol engine, it would close the socket and end what else runs on it.
    return { errors: [asGraphQLError(thrown)] };
  } finally {
    session.end();
  }
}

async function subscribe(engine: Engine, { request, session, ended }: Admitted, { createContext }: SocketOperations) {
  const onEnd = (): void => {
    session.end();
    ended.abort();
  };
  try {
    const { signal = ended.signal } = request;
    const eventContext = async (): Promise<object> => {
      await session.refresh();
      return createContext(session.actor, randomUUID(), signal);
    };
    const stream = await engine.subscribe({ ...request, eventContext, onEnd });
    if (!(Symbol.asyncIterator in stream)) onEnd();
    return stream;
  } catch (thrown) {
    onEnd();
    return { errors: [asGraphQLError(thrown)] };
  }
}

function asGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const error = asError(thrown);
  return new GraphQLError(error.message, { originalError: error });
}
