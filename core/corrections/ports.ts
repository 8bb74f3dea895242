import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AssetMoves } from '../ports/asset-moves.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { CorrectionStore } from '../ports/correction-store.ts';
import type { Transactor } from '../ports/transactor.ts';

export interface CorrectionPorts {
  readonly graph: AssetGraph;
  readonly moves: AssetMoves;
  readonly corrections: CorrectionStore;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
  /** The hub's own version, of the activities that it records. */
  readonly softwareVersion: string;
}
