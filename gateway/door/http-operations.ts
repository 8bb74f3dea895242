import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { errorCodes, HubError } from '../../core/errors.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { inScope } from '../../core/telemetry/work-scope.ts';
import type { Engine } from '../engine/engine.ts';
import { bearerToken, refuseAnonymous, refuseChanges, type Access } from './access.ts';
import type { OperationScope } from './apollo.ts';
import { formatThrown, type ErrorFormat } from './error-format.ts';
import { observeOperation, type Identify, type Observation } from './observation.ts';

export interface HttpOperations {
  readonly engine: Engine;
  readonly apollo: ApolloServer<OperationScope>;
  readonly access: Access;
  readonly formatError: ErrorFormat;
  readonly createContext: (actor: Actor, requestId: string, signal: AbortSignal) => object;
  readonly forwardedHeaders: readonly string[];
  /** The time in which a request has to be there, all of it. */
  readonly requestMs: number;
  readonly observation: Observation;
}

/** POST and GET /graphql. */
export function httpOperations(options: HttpOperations): FastifyPluginCallback {
  return (app, _, done) => {
    app.setErrorHandler((error, request, reply) =>
      inScope({ requestId: request.id }, () =>
        refuse(reply, request, formatThrown(options.formatError, ofFastify(error))),
      ),
    );
    // Who may ask is known only with the body: until then anybody could hold a connection and memory by sending slowly.
    app.addHook('onRequest', (request, _reply, next) => {
      const { raw } = request;
      const timer = setTimeout(() => {
        raw.socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => {
          raw.socket.destroy();
        });
      }, options.requestMs);
      for (const event of ['end', 'close'])
        raw.once(event, () => {
          clearTimeout(timer);
        });
      next();
    });
    app.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      handler: (request, reply) => {
        const { traceparent } = request.headers;
        return observeOperation(
          options.observation,
          { requestId: request.id, traceparent, transport: 'http' },
          (identify) =>
            answer(options, request, reply, identify).catch((thrown: unknown) =>
              refuse(reply, request, formatThrown(options.formatError, thrown)),
            ),
        );
      },
    });
    done();
  };
}

async function answer(
  options: HttpOperations,
  request: FastifyRequest,
  reply: FastifyReply,
  identify: Identify,
): Promise<FastifyReply> {
  const { engine, access } = options;
  const actor = await access.authenticate(bearerToken(request.headers.authorization));
  const { query, variables, operationName } = parametersOf(request);
  if (typeof query === 'string') {
    const { document } = engine.admission.admit(query, variables);
    refuseAnonymous(access, actor, document);
    refuseChanges(actor, document);
    if (actor.kind === 'anonymous' && access.anonymousFields !== 'all' && engine.validate(query, document).length > 0) {
      // Why it is not valid would tell of the schema.
      throw new HubError('UNAUTHENTICATED', 'this is not a valid sign-in operation');
    }
    identify(document, operationName);
  } else if (actor.kind === 'anonymous' && access.anonymousFields !== 'all') {
    throw new HubError('UNAUTHENTICATED', 'sign in first: this needs an access token');
  }

  const signal = abortedWith(reply);
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const search = request.url.indexOf('?');
  const response = await options.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers,
      search: search < 0 ? '' : request.url.slice(search),
      body: request.body,
    },
    context: () =>
      Promise.resolve({
        context: options.createContext(actor, request.id, signal),
        headers: forwarded(request.headers, options.forwardedHeaders),
        signal,
      }),
  });
  reply.code(response.status ?? 200);
  for (const [name, value] of response.headers) reply.header(name, value);
  if (response.body.kind !== 'complete') throw new Error('incremental delivery is not served');
  return reply.send(response.body.string);
}

/** The text and variables as Apollo Server will read them; it answers what is wrong with any other shape. */
function parametersOf(request: FastifyRequest): {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
} {
  const from = request.method === 'GET' ? request.query : request.body;
  if (typeof from !== 'object' || from === null || Array.isArray(from)) return {};
  const { query, variables, operationName } = from as Record<string, unknown>;
  if (typeof variables !== 'string') return { query, variables, operationName };
  try {
    return { query, variables: JSON.parse(variables) as unknown, operationName };
  } catch {
    return { query, operationName };
  }
}

/** Aborts when the client goes away before its answer is out. */
function abortedWith(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** The named headers of a request, for subgraphs. */
export function forwarded(
  headers: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

/** Errors of a request that never became an operation: bodies too large, not JSON, of another media type. */
function ofFastify(error: unknown): unknown {
  if (
    !(error instanceof Error) ||
    !('statusCode' in error) ||
    typeof error.statusCode !== 'number' ||
    error.statusCode >= 500
  )
    return error;
  if (error.statusCode === 413) return new HubError('TOO_LARGE', 'the body is larger than this door takes');
  return new HubError('BAD_USER_INPUT', `the request can not be read: ${error.message}`);
}

function refuse(reply: FastifyReply, request: FastifyRequest, error: GraphQLFormattedError): FastifyReply {
  const code = error.extensions?.['code'];
  const status =
    typeof code === 'string' && Object.hasOwn(errorCodes, code)
      ? errorCodes[code as keyof typeof errorCodes].status
      : 400;
  const modern = request.headers.accept?.includes('application/graphql-response+json') === true;
  return reply
    .code(status)
    .header('content-type', `${modern ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ errors: [error] }));
}
