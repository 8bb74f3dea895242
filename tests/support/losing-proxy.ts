import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LosingProxy {
  readonly url: string;
  /** Requests to the path that reached the server. */
  readonly passed: number;
  /** The answer to the next of them is lost, after the server has done what it asks. */
  loseNext(): void;
  close(): Promise<void>;
}

/** Stands before an HTTP server, and loses answers to requests to one path of it. */
export async function openLosingProxy(target: string, path: string): Promise<LosingProxy> {
  let passed = 0;
  let loses = false;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = 'GET', url = '/' } = request;
      const answer = await fetch(`${target}${url}`, {
        method,
        headers: { 'content-type': request.headers['content-type'] ?? 'text/plain' },
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      if (url === path) {
        passed++;
        if (loses) {
          loses = false;
          request.socket.destroy();
          return;
        }
      }
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(body);
    })().catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get passed() {
      return passed;
    },
    loseNext: () => {
      loses = true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
