import type { AssetMoves, ParentChange } from '../../core/ports/asset-moves.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { Run } from './connection.ts';
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
    this.#outbox.afterCommit(() => {
      this.#relay.kick();
    });
  }
}

/**
 * Gives assets other parents; what an asset is part of yields only to a later write, and no more to the write that made it, which
 * may come once again.
 */
export async function applyParents(
  run: Run,
  changes: ReadonlyMap<string, { readonly seq: number; readonly parentIds: readonly string[] }>,
): Promise<void> {
  const rows = [...changes].map(([id, change]) => ({ id, ...change })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // The first SET takes the node's lock; only then is what it holds compared.
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.id})
     SET e.partsOffered = row.seq REMOVE e.partsOffered
     WITH e, row WHERE coalesce(e.partsSeq, -1) < row.seq
     SET e.partsSeq = row.seq
     WITH e, row
     CALL (e) { MATCH (e)-[r:PART_OF]->() DELETE r }
     WITH e, row UNWIND row.parentIds AS parentId
     MERGE (parent:ProvEntity {id: parentId}) MERGE (e)-[:PART_OF]->(parent)`,
    { rows },
  );
}
