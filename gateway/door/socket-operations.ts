import { getOperationAST, GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { makeServer, type Server as ProtocolServer, type SubscribePayload } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { asError, HubError } from '../../core/errors.ts';
import { NextTurn } from '../../core/next-turn.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { newId } from '../../core/ids.ts';
import { inScope, noteOutcome } from '../../core/telemetry/work-scope.ts';
import type { Engine, EngineRequest } from '../engine/engine.ts';
import { refuseAnonymous, refuseChanges, type Access } from './access.ts';
import { formatThrown, type ErrorFormat } from './error-format.ts';
import { forwarded } from './http-operations.ts';
import { outcomeOfError, outcomeOfErrors } from '../graphql-outcome.ts';
import { observeOperation, type Arrival, type Observation } from './observation.ts';
import { closeCodes, SocketSession } from './socket-session.ts';

export interface SocketOperations {
  readonly engine: Engine;
  readonly access: Access;
  readonly formatError: ErrorFormat;
  readonly createContext: (actor: Actor, requestId: string, signal: AbortSignal) => object;
  readonly forwardedHeaders: readonly string[];
  readonly observation: Observation;
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
  const access = sharingAnswers(options.access);
  const admitted = new WeakMap<object, Admitted>();
  /** Of operations that were refused: the protocol engine hands their errors back without the operation. */
  const refused = new WeakMap<GraphQLError, string>();
  const formatAll = (errors: readonly GraphQLError[], requestId: string): GraphQLFormattedError[] =>
    inScope({ requestId }, () => errors.map((error) => formatThrown(formatError, error)));
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
          access,
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
      const requestId = newId();
      try {
        const operation = await admit(ctx.extra, payload, options, requestId);
        const contextValue = {};
        admitted.set(contextValue, operation);
        return {
          schema: engine.apiSchema,
          document: operation.request.document,
          operationName: payload.operationName ?? null,
          contextValue,
        };
      } catch (thrown) {
        const error = asGraphQLError(thrown);
        refused.set(error, requestId);
        const arrival = arrivalOf(ctx.extra, payload, requestId);
        await observeOperation(options.observation, arrival, async () => noteOutcome(outcomeOfError(thrown)));
        return [error];
      }
    },
    execute: ({ contextValue }) => execute(engine, take(contextValue), options),
    subscribe: ({ contextValue }) => subscribe(engine, take(contextValue), options),
    onNext: (_ctx, _id, _payload, { contextValue }, { data, errors }) => ({
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: formatAll(errors, take(contextValue).arrival.requestId) } : {}),
    }),
    onError: (_ctx, _id, _payload, errors) =>
      errors.flatMap((error) => formatAll([error], refused.get(error) ?? newId())),
  });
}

/** An event reaches all sockets of a token at the same time: they ask once who holds it. */
function sharingAnswers(access: Access): Access {
  const asked = new NextTurn<Actor>();
  return { ...access, authenticate: (token) => asked.ask(token ?? '', () => access.authenticate(token)) };
}

interface Admitted {
  readonly request: EngineRequest;
  readonly session: SocketSession;
  readonly arrival: Arrival;
  /** Ends what the operation started, when it ends before its socket does. */
  readonly ended: AbortController;
}

/** From here the operation counts as under way, until it is refused, or `execute` or `subscribe` says that it ended. */
async function admit(
  extra: SocketExtra,
  payload: SubscribePayload,
  options: SocketOperations,
  requestId: string,
): Promise<Admitted> {
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
    return operationOf(session, payload, options, arrivalOf(extra, payload, requestId));
  } catch (error) {
    session.end();
    throw error;
  }
}

/** The operation's own trace context, in its `extensions`, or the connection's. */
function arrivalOf({ request }: SocketExtra, { extensions }: SubscribePayload, requestId: string): Arrival {
  const traceparent = extensions?.['traceparent'] ?? request.headers['traceparent'];
  return { requestId, traceparent, transport: 'websocket' };
}

function operationOf(
  session: SocketSession,
  payload: SubscribePayload,
  options: SocketOperations,
  arrival: Arrival,
): Admitted {
  const { engine, access } = options;
  const { document } = engine.admission.admit(payload.query, payload.variables);
  refuseAnonymous(access, session.actor, document);
  refuseChanges(session.actor, document);
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
    context: options.createContext(session.actor, arrival.requestId, signal),
    headers: session.headers,
    signal,
  };
  return { request, session, arrival, ended };
}

async function execute(
  engine: Engine,
  { request, session, arrival }: Admitted,
  { observation }: SocketOperations,
): Promise<ExecutionResult> {
  return observeOperation(observation, arrival, async (identify) => {
    identify(request.document, request.operationName);
    try {
      const result = await engine.execute(request);
      noteOutcome(outcomeOfErrors(result.errors));
      return result;
    } catch (thrown) {
      noteOutcome(outcomeOfError(thrown));
      // Left to the protocol engine, it would close the socket and end what else runs on it.
      return { errors: [asGraphQLError(thrown)] };
    } finally {
      session.end();
    }
  });
}

/** Opens the subscription; what its events need is part of its trace for as long as it lasts. */
async function subscribe(engine: Engine, admitted: Admitted, { createContext, observation }: SocketOperations) {
  const { request, session, arrival, ended } = admitted;
  const { tracing, metrics } = observation;
  let closed = (): void => undefined;
  const onEnd = (): void => {
    session.end();
    ended.abort();
    closed();
  };
  return observeOperation(observation, arrival, async (identify) => {
    identify(request.document, request.operationName);
    try {
      const { signal = ended.signal } = request;
      const eventContext = async (): Promise<object> => {
        await session.refresh();
        return createContext(session.actor, arrival.requestId, signal);
      };
      const stream = await engine.subscribe({ ...request, eventContext, onEnd });
      if (!(Symbol.asyncIterator in stream)) {
        noteOutcome(outcomeOfErrors(stream.errors));
        onEnd();
        return stream;
      }
      closed = metrics.subscriptionOpened();
      const traceparent = tracing.current();
      const next = stream.next.bind(stream);
      stream.next = () => inScope({ requestId: arrival.requestId }, () => tracing.resume(traceparent, next));
      return stream;
    } catch (thrown) {
      noteOutcome(outcomeOfError(thrown));
      onEnd();
      return { errors: [asGraphQLError(thrown)] };
    }
  });
}

function asGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const error = asError(thrown);
  return new GraphQLError(error.message, { originalError: error });
}
