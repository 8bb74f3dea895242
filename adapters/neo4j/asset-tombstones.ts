import type { AssetTombstones, Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { Relay } from './relay.ts';

/** Tombstones in Neo4j, by way of the outbox. */
export class Neo4jTombstones implements AssetTombstones {
  readonly #outbox: GraphOutbox;
  readonly #relay: Relay;

  constructor(outbox: GraphOutbox, relay: Relay) {
    this.#outbox = outbox;
    this.#relay = relay;
  }

  hold(): Promise<void> {
    return this.#outbox.holdAll();
  }

  async put(tombstones: readonly Tombstone[]): Promise<void> {
    if (tombstones.length === 0) return;
    await this.#outbox.appendTombstones(tombstones);
    this.#relay.kickAfterCommit();
  }
}
