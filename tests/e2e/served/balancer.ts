import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Balancer extends AsyncDisposable {
  readonly url: string;
}

const healthEveryMs = 100;

/**
 * What stands before a laboratory's gateways: asks each for /readyz, gives requests to the ready ones in turn, and tries another
 * one where a connection could not be made. It repeats nothing that was sent.
 */
export async function balance(targets: readonly (() => string)[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let ready: readonly string[] = targets.map((target) => target());
  let turn = 0;
  const look = async (): Promise<void> => {
    const states = await Promise.all(
      targets.map(async (target) => {
        const url = target();
        const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) }).catch(() => null);
        await answer?.body?.cancel();
        return answer?.ok ? [url] : [];
      }),
    );
    ready = states.flat();
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
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const first = turn++ % Math.max(ready.length, 1);
      pass(request, response, Buffer.concat(chunks), [...ready.slice(first), ...ready.slice(0, first)]);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await once(server, 'close');
    },
  };
}
