import type { GraphWrite } from '../../core/assets/graph-write.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { TransferGraph } from '../../core/transfer/ports.ts';
import { Neo4jAssetGraph } from './asset-graph.ts';
import { Neo4jAssetMoves } from './asset-moves.ts';
import { Neo4jTombstones } from './asset-tombstones.ts';
import { Neo4jConnection, type ConnectionOptions } from './connection.ts';
import { fillSearch } from './fill-search.ts';
import { Neo4jGraphTransfer } from './graph-transfer.ts';
import { migrate } from './migrate.ts';
import { Neo4jRelations } from './relations.ts';
import { Relay, type RelayOptions } from './relay.ts';

export interface GraphOptions extends ConnectionOptions, RelayOptions {
  readonly outbox: GraphOutbox;
  /** Hears why writes wait, or are set aside. */
  readonly onError: (error: Error) => void;
}

export interface OpenGraph {
  readonly graph: Neo4jAssetGraph;
  readonly relations: Neo4jRelations;
  readonly moves: Neo4jAssetMoves;
  readonly tombstones: Neo4jTombstones;
  /** Resolves when the server answers. @throws UNAVAILABLE */
  ping(): Promise<void>;
  readonly transfer: TransferGraph;
  /** The graph as writes, after all that is committed now has been applied. */
  dump(): AsyncIterable<GraphWrite>;
  close(): Promise<void>;
}

/**
 * The graph on the Neo4j server at `url`, with its constraints and indexes made, and its relay running.
 * @throws UNAVAILABLE when the server does not answer, Error when it is of a version that this does not work with
 */
export async function openNeo4jGraph(options: GraphOptions): Promise<OpenGraph> {
  const connection = new Neo4jConnection(options);
  try {
    await migrate(connection);
    await fillSearch(connection, options.outbox);
  } catch (caught) {
    await connection.close();
    throw caught;
  }
  const relay = new Relay(connection, options.outbox, options.onError, options);
  relay.start();
  const transfer = new Neo4jGraphTransfer(connection, options.outbox, relay);
  return {
    graph: new Neo4jAssetGraph(connection, options.outbox, relay),
    relations: new Neo4jRelations(connection, options.outbox, relay),
    moves: new Neo4jAssetMoves(options.outbox, relay),
    tombstones: new Neo4jTombstones(options.outbox, relay),
    transfer,
    async *dump() {
      await relay.barrier();
      yield* transfer.dump();
    },
    ping: async () => {
      await connection.version();
    },
    close: async () => {
      await relay.close();
      await connection.close();
    },
  };
}
