import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AssetTombstones } from '../ports/asset-tombstones.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Certifier } from '../ports/certifier.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { CorrectionStore } from '../ports/correction-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { RunRecords } from '../ports/run-records.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { WithdrawalStore } from '../ports/withdrawal-store.ts';

export interface WithdrawalPorts {
  readonly graph: AssetGraph;
  readonly tombstones: AssetTombstones;
  readonly withdrawals: WithdrawalStore;
  readonly corrections: CorrectionStore;
  readonly runs: RunRecords;
  readonly objects: ObjectStore;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly certifier: Certifier;
  readonly audit: AuditTrail;
  /** The last entry of the audit trail, as it is for the ambient transaction. */
  readonly auditHead: () => Promise<{ readonly sequence: number; readonly hash: string }>;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
  /** Lets nobody else change these runs until the ambient transaction ends. */
  readonly lockRuns: (runIds: readonly string[]) => Promise<void>;
  /** Ends a run that has not ended as failed, for that reason; joins the ambient transaction. */
  readonly cancelRun: (runId: string, reason: string) => Promise<void>;
  /** Accounts of the owners and managers of a project. */
  readonly managersOf: (projectId: string) => Promise<readonly string[]>;
  /** Leaves a message for a person, once however often it is called for the same `about`; joins the ambient transaction. */
  readonly tell: (accountId: string, about: string, text: string) => Promise<void>;
  /** @throws UNAUTHENTICATED for a password that is not that person's */
  readonly confirmPassword: (username: string, password: string) => Promise<void>;
  readonly softwareVersion: string;
}
