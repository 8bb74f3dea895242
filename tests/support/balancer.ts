import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Balancer extends AsyncDisposable {
  readonly url: string;
}

const healthEveryMs = 100;
/** Looks in a row without a good answer, after which a target is left out. */
const mostMisses = 3;

type State = 'ready' | 'late' | 'closing';

/**
 * What stands before a laboratory's gateways: asks each for /readyz, gives requests to the ready ones in turn, and tries another
 * one where a connection could not be made. Where none is ready it gives them to all that are not closing, as load balancers do
 * (Envoy's panic threshold): a late answer is better than none. It repeats nothing that was sent. A WebSocket stays with the gateway that it came to.
 */
export async function balance(targets: readonly (() => string)[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let ready: readonly string[] = targets.map((target) => target());
  let turn = 0;
  const missed = new Map<string, number>();
  const stateOf = async (url: string): Promise<State> => {
    const state = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) }).then(
      (answer) => answer.json() as Promise<{ status: string }>,
      () => null,
    );
    const misses = state?.status === 'ok' ? 0 : (missed.get(url) ?? 0) + 1;
    missed.set(url, misses);
    // Who is closing says so; who is late once may only be busy, as this process may be.
    if (state?.status === 'closing') return 'closing';
    return misses < mostMisses ? 'ready' : 'late';
  };
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    const urls = targets.map((target) => target());
    const states = await Promise.all(urls.map(stateOf));
    const those = (state: State) => urls.filter((_, n) => states[n] === state);
    ready = states.includes('ready') ? those('ready') : those('late');
    looking = false;
  };
  const timer = setInterval(() => void look(), healthEveryMs);

  const pass = (request: IncomingMessage, response: ServerResponse, body: Buffer, left: readonly string[]): void => {
    const [url, ...others] = left;
    if (url === undefined) {
      response.writeHead(502).end('no gateway is ready\n');
      return;
    }
    const { hostname, port } = new URL(url);
    const upstream = send(
      {
        agent,
        hostname,
        port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, connection: 'keep-alive' },
      },
      (answer) => {
        const { connection: _, ...headers } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      },
    );
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (response.headersSent) response.destroy();
      else if (error.code === 'ECONNREFUSED') pass(request, response, body, others);
      else response.writeHead(502).end(`the gateway went away: ${error.code ?? error.message}\n`);
    });
    upstream.end(body);
  };
  const sockets = new Set<Duplex>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const first = turn++ % Math.max(ready.length, 1);
      pass(request, response, Buffer.concat(chunks), [...ready.slice(first), ...ready.slice(0, first)]);
    });
  });
  server.on('upgrade', (request, client, head) => {
    const url = ready[turn++ % Math.max(ready.length, 1)];
    // The server counts what was upgraded no longer among its connections.
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    if (url === undefined) client.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
    else tunnel(url, request, client, head);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      server.close();
      agent.destroy();
      await once(server, 'close');
    },
  };
}

function tunnel(url: string, request: IncomingMessage, client: Duplex, head: Buffer): void {
  const { hostname, port } = new URL(url);
  const upstream = connect(Number(port), hostname);
  const lines = request.rawHeaders.flatMap((name, n, all) => (n % 2 === 0 ? [`${name}: ${all[n + 1] ?? ''}`] : []));
  upstream.write([`GET ${request.url ?? '/'} HTTP/1.1`, ...lines, '\r\n'].join('\r\n'));
  upstream.write(head);
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    from.pipe(to);
    // One end's fault is the other's end: that is all that a tunnel tells.
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}
