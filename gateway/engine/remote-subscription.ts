import { createClient } from 'graphql-ws';
import { WebSocket, type ClientOptions } from 'ws';
import { GraphQLError } from 'graphql';
import { HubError } from '../../core/errors.ts';
import { EventQueue } from './event-queue.ts';
import { readResult } from './remote-result.ts';
import type { SubgraphEvent, SubgraphSubscription } from './subgraph-source.ts';

interface Place {
  readonly name: string;
  readonly url: string;
  /** Of the gateway itself, beside the caller's. */
  readonly headers: Readonly<Record<string, string>>;
  /** Events that may wait before the subscription ends as too slow. */
  readonly maxWaitingEvents: number;
  readonly maxAnswerBytes: number;
}

/**
 * The events of a remote subgraph's subscription, over a WebSocket of its own (graphql-transport-ws): the caller's
 * authorization is the connection's. A lost connection ends it with UPSTREAM_UNAVAILABLE; clients resume by cursor.
 */
export async function openRemoteSubscription(
  request: SubgraphSubscription,
  place: Place,
): Promise<AsyncIterator<SubgraphEvent, undefined>> {
  const { operation, variables, headers, signal, eventContext } = request;
  const queue = new EventQueue<unknown>(place.maxWaitingEvents);
  const client = createClient({
    url: place.url,
    webSocketImpl: socketWith({ headers: { ...headers, ...place.headers }, maxPayload: place.maxAnswerBytes }),
    connectionParams: { ...headers },
    retryAttempts: 0,
  });
  const payload = {
    query: operation.text,
    variables,
    ...(operation.name === undefined ? {} : { operationName: operation.name }),
  };
  const stop = client.subscribe<unknown>(payload, {
    next: (event) => {
      if (!queue.push(event)) {
        queue.fail(
          new HubError(
            'LIMIT_EXCEEDED',
            `the subscriber is more than ${String(place.maxWaitingEvents)} events behind`,
            { limit: 'waitingEvents' },
          ),
        );
        stop();
      }
    },
    error: (error) => {
      queue.fail(foreignError(error, place.name));
    },
    complete: () => {
      queue.end();
    },
  });
  const close = (): void => {
    stop();
    queue.end();
    void client.dispose();
  };
  signal.addEventListener('abort', close, { once: true });
  return Promise.resolve({
    async next() {
      const event = await queue.next();
      if (event.done) {
        signal.removeEventListener('abort', close);
        close();
        return { done: true, value: undefined };
      }
      return { done: false, value: { result: readResult(event.value, place.name), context: await eventContext() } };
    },
    return() {
      signal.removeEventListener('abort', close);
      close();
      return Promise.resolve({ done: true, value: undefined });
    },
  });
}

/** The class that graphql-ws opens its socket with, carrying headers as well: servers read the one or the other. */
function socketWith(options: ClientOptions): new (address: string | URL, protocols?: string | string[]) => WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, options);
    }
  };
}

/** What the sink got: GraphQL errors of the subgraph, or a closed or failed connection. */
function foreignError(error: unknown, name: string): Error {
  if (Array.isArray(error)) {
    const [first] = readResult({ errors: error }, name).errors ?? [];
    if (first)
      return new GraphQLError(first.message, {
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...first.extensions, serviceName: name },
      });
  }
  return new HubError(
    'UPSTREAM_UNAVAILABLE',
    `subgraph ${name} ended its subscription`,
    {},
    error instanceof Error ? { cause: error } : {},
  );
}
