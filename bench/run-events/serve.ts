/**
 * A process of the comparison with Hive Gateway: `node serve.ts ROLE PORT [FILE]`. Roles: subgraph (the source of events, on HTTP and
 * graphql-transport-ws), local (our gateway with that source in its process), open (our gateway over the supergraph FILE). Says `ready` to its parent.
 * A message `count RUN` is answered with how many watch the run, `publish RUN` too, after its event has been told.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { startDoor } from '../../gateway/door/door.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { LocalSource } from '../../gateway/engine/local-source.ts';
import { runOpenGateway } from '../../gateway/open-gateway.ts';
import { ProgressSource, progressSupergraph } from './progress-subgraph.ts';

const [role = '', portText = '', file = ''] = process.argv.slice(2);
const port = Number(portText);
const source = new ProgressSource();

async function serveSubgraph(): Promise<void> {
  const { schema } = source;
  const server = createServer((request, response) => {
    void (async () => {
      const { query } = JSON.parse(await text(request)) as { query: string };
      const result = await graphql({ schema, source: query });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    })();
  });
  useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}

const roles: Record<string, () => Promise<unknown>> = {
  subgraph: serveSubgraph,
  local: () =>
    startDoor({
      engine: createEngine({
        supergraphSdl: progressSupergraph('http://progress.invalid/graphql'),
        dataSources: new Map([['progress', new LocalSource(source.schema)]]),
      }),
      port,
      authenticate: () => Promise.resolve({ kind: 'service', name: 'bench' }),
      createContext: () => ({}),
    }),
  open: () => runOpenGateway({ supergraphPath: file, port }),
};
const start = roles[role];
if (!start) throw new Error(`role: expected one of ${Object.keys(roles).join(', ')}, got ${role}`);
process.on('message', (message) => {
  const [what, runId = ''] = String(message).split(' ');
  if (what === 'publish') source.publish(runId);
  process.send?.(source.watching(runId));
});
await start();
process.send?.('ready');
