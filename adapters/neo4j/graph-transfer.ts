import type { GraphWrite } from '../../core/assets/graph-write.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { TransferGraph } from '../../core/transfer/ports.ts';
import type { Neo4jConnection } from './connection.ts';
import { dumpGraph } from './dump.ts';
import type { Relay } from './relay.ts';

/** The asset graph that lives in Neo4j, to be carried into another database and back. */
export class Neo4jGraphTransfer implements TransferGraph {
  readonly inTables = false;
  readonly #connection: Neo4jConnection;
  readonly #outbox: GraphOutbox;
  readonly #relay: Relay;

  constructor(connection: Neo4jConnection, outbox: GraphOutbox, relay: Relay) {
    this.#connection = connection;
    this.#outbox = outbox;
    this.#relay = relay;
  }

  /** @throws UNAVAILABLE, CONFLICT when a write was refused by Neo4j */
  drain(): Promise<void> {
    return this.#relay.drainAll();
  }

  async *dump(): AsyncGenerator<GraphWrite> {
    const { bookmarks } = await this.#outbox.look();
    yield* dumpGraph(this.#connection, bookmarks);
  }

  restore(write: GraphWrite): Promise<void> {
    return this.#outbox.restore(write);
  }

  async isEmpty(): Promise<boolean> {
    const { own, waiting, bookmarks } = await this.#outbox.look();
    const nodes = await this.#connection.read(bookmarks, (run) =>
      run('MATCH (n) WHERE NOT n:Migration RETURN 1 AS one LIMIT 1'),
    );
    return own.length + waiting.length + nodes.length === 0;
  }
}
