import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import type { AssetGraph } from '../core/ports/asset-graph.ts';
import type { AssetTombstones } from '../core/ports/asset-tombstones.ts';
import type { AssetMoves } from '../core/ports/asset-moves.ts';
import type { ChangeFeed } from '../core/ports/change-feed.ts';
import type { JobQueue } from '../core/ports/job-queue.ts';
import type { RelationGraph } from '../core/ports/relation-graph.ts';

/** What engines a hub stands on: one data folder, or servers. */
export interface Engines {
  readonly sql: SqlClient;
  readonly graph: AssetGraph;
  readonly relations: RelationGraph;
  readonly moves: AssetMoves;
  readonly tombstones: AssetTombstones;
  readonly queue: JobQueue;
  readonly feed: ChangeFeed;
  /** True when no other process can have these open. */
  readonly alone: boolean;
  /** Without what the hub answers nothing, by name. What only some answers need is not in it: the others must go on. */
  readonly readiness: Readonly<Record<string, () => Promise<void>>>;
  /** Without what a worker gets nothing done, besides. */
  readonly workerReadiness: Readonly<Record<string, () => Promise<void>>>;
  /** Closes all but the queue, which who works on it closes first. */
  close(): Promise<void>;
}
