import type { AssetMoves, ParentChange } from '../../core/ports/asset-moves.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { Relay } from './relay.ts';

/** Changes of parents in Neo4j, by way of the outbox. */
export class Neo4jAssetMoves implements AssetMoves {
  readonly #outbox: GraphOutbox;
  readonly #relay: Relay;

  constructor(outbox: GraphOutbox, relay: Relay) {
    this.#outbox = outbox;
    this.#relay = relay;
  }

  hold(ids: readonly string[]): Promise<void> {
    return this.#outbox.holdParents(ids);
  }

  async setParents(changes: readonly ParentChange[]): Promise<void> {
    await this.#outbox.appendParents(changes);
    this.#relay.kickAfterCommit();
  }
}
