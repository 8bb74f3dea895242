/**
 * One contender of the federated benchmark, as a process of its own: `node serve.ts ROLE PORT [FILE]`.
 * Roles: subgraphs (five ports from PORT), plain, ours, open (over the supergraph FILE). Prints `ready` when it listens.
 */
import { createServer, type Server } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { ApolloServer } from '@apollo/server';
import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { startDoor } from '../../gateway/door/door.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { LocalSource } from '../../gateway/engine/local-source.ts';
import { StockExecutor } from '../../gateway/engine/stock-executor.ts';
import { runOpenGateway } from '../../gateway/open-gateway.ts';
import { plainSchema, schemaOf, subgraphs, supergraphSdl } from './contenders.ts';

const [role = '', portText = '', file = ''] = process.argv.slice(2);
const port = Number(portText);

/** A lean GraphQL server: documents parsed and validated once, no framework. The same for subgraphs and for plain graphql-js. */
function lean(schema: GraphQLSchema): Server {
  const documents = new Map<string, DocumentNode>();
  return createServer((request, response) => {
    void (async () => {
      const { query, variables } = JSON.parse(await readText(request)) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      let document = documents.get(query);
      if (!document) {
        document = parse(query);
        const [error] = validate(schema, document);
        if (error) throw error;
        documents.set(query, document);
      }
      const result = await execute({ schema, document, variableValues: variables ?? {} });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    })();
  });
}

const listen = (server: Server, at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));

async function serveOurs(executor?: StockExecutor): Promise<void> {
  const engine = createEngine({
    supergraphSdl: supergraphSdl((name) => `http://${name}.invalid/`),
    dataSources: new Map(subgraphs.map((subgraph) => [subgraph.name, new LocalSource(schemaOf(subgraph))])),
    ...(executor ? { executor } : {}),
  });
  await startDoor({
    engine,
    port,
    authenticate: () => Promise.resolve({ kind: 'service', name: 'bench' }),
    createContext: () => ({}),
  });
}

const roles: Record<string, () => Promise<unknown>> = {
  subgraphs: () => Promise.all(subgraphs.map((subgraph, index) => listen(lean(schemaOf(subgraph)), port + index))),
  plain: () => listen(lean(plainSchema()), port),
  'plain-apollo': async () => {
    const { startStandaloneServer } = await import('@apollo/server/standalone');
    await startStandaloneServer(new ApolloServer({ schema: plainSchema() }), { listen: { port, host: '127.0.0.1' } });
  },
  ours: () => serveOurs(),
  'ours-stock': () => serveOurs(new StockExecutor()),
  open: () => runOpenGateway({ supergraphPath: file, port }),
};
const start = roles[role];
if (!start) throw new Error(`role: expected one of ${Object.keys(roles).join(', ')}, got ${role}`);
await start();
console.log('ready');
