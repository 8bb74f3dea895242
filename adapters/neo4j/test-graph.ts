import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Neo4jConnection } from './connection.ts';

/** Empties the graph on the server, but for its migrations, for tests. */
export async function emptyGraph(url: string): Promise<void> {
  const connection = new Neo4jConnection({ url });
  try {
    await connection.write([], (run) => run('MATCH (n) WHERE NOT n:Migration DETACH DELETE n'));
  } finally {
    await connection.close();
  }
}

/** Also forgets migrations, constraints and indexes, as on a new server. */
export async function resetGraph(url: string): Promise<void> {
  const connection = new Neo4jConnection({ url });
  try {
    await connection.write([], (run) => run('MATCH (n) DETACH DELETE n'));
    for (const [kind, kinds] of [
      ['CONSTRAINT', 'CONSTRAINTS'],
      ['INDEX', 'INDEXES'],
    ] as const) {
      const rows = await connection.read([], (run) =>
        run<{ name: string; type: string }>(`SHOW ${kinds} YIELD name, type RETURN name, type`),
      );
      for (const { name, type } of rows) if (type !== 'LOOKUP') await connection.execute(`DROP ${kind} ${name}`);
    }
  } finally {
    await connection.close();
  }
}

/** A line to the server at `url` that can be cut and mended: a server that is down, as its clients see it. */
export class Line {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server = createServer();
  #port = 0;

  constructor(url: string) {
    this.#target = new URL(url);
  }

  async mend(): Promise<void> {
    this.#server = createServer((client) => {
      const server = connect(Number(this.#target.port), this.#target.hostname);
      for (const [socket, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(socket);
        // Each end's fault is the other's end: that is all that a line does.
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  get url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }
}
