import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { exampleSchema, exampleSubgraphs } from './example-subgraphs.ts';

export interface ServedSubgraphs {
  readonly urlOf: (name: string) => string;
  /** What came in, in order. */
  readonly requests: { readonly name: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** connection_init payloads that came in. */
  readonly connections: unknown[];
  /** Set to answer something else than GraphQL. */
  answerInstead:
    | ((name: string) => { readonly status: number; readonly type: string; readonly body: string } | undefined)
    | undefined;
  /** Cuts every WebSocket, as a subgraph that dies does. */
  dropSockets(): void;
  close(): Promise<void>;
}

/** The example subgraphs, each on a port of its own over HTTP and graphql-transport-ws. */
export async function serveExample(): Promise<ServedSubgraphs> {
  const servers = new Map<string, { readonly server: Server; readonly sockets: WebSocketServer }>();
  const served: ServedSubgraphs = {
    urlOf: (name) => `http://127.0.0.1:${String((servers.get(name)?.server.address() as AddressInfo).port)}/graphql`,
    requests: [],
    connections: [],
    answerInstead: undefined,
    dropSockets() {
      for (const { sockets } of servers.values()) for (const client of sockets.clients) client.terminate();
    },
    async close() {
      for (const { server, sockets } of servers.values()) {
        for (const client of sockets.clients) client.terminate();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  for (const { name } of exampleSubgraphs) {
    const schema = exampleSchema(name);
    const server = createServer((request, response) => {
      void (async () => {
        const body = await readText(request);
        served.requests.push({ name, headers: request.headers, body });
        const instead = served.answerInstead?.(name);
        if (instead) {
          response.writeHead(instead.status, { 'content-type': instead.type }).end(instead.body);
          return;
        }
        const { query, variables, operationName } = JSON.parse(body) as {
          query: string;
          variables: Record<string, unknown>;
          operationName?: string;
        };
        const caller = request.headers.authorization ?? 'nobody';
        const result = await graphql({
          schema,
          source: query,
          variableValues: variables,
          operationName: operationName ?? null,
          contextValue: { name: caller },
        });
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
      })();
    });
    const sockets = new WebSocketServer({ server, path: '/graphql' });
    useServer(
      {
        schema,
        onConnect: ({ connectionParams }) => {
          served.connections.push(connectionParams);
        },
        context: ({ connectionParams }) => ({ name: connectionParams?.['authorization'] ?? 'nobody' }),
      },
      sockets,
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.set(name, { server, sockets });
  }
  return served;
}
