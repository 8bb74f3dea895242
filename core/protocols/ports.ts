import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { DocumentReader } from '../ports/document-reader.ts';
import type { IntakeStore, QuarantineStore } from '../ports/intake-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { ProtocolStore } from '../ports/protocol-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';

/** What protocols need of the outside. */
export interface ProtocolPorts {
  readonly protocols: ProtocolStore;
  readonly contacts: ContactStore;
  readonly graph: AssetGraph;
  readonly tags: TagStore;
  readonly intake: Pick<IntakeStore, 'getPools'>;
  readonly quarantine: Pick<QuarantineStore, 'registeredImages'>;
  readonly reader: DocumentReader;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
  /** Null: the hub sends no mail. */
  readonly mailer: Pick<Mailer, 'send'> | null;
  /** Ids of the accounts with a role in the project. */
  readonly memberIds: (projectId: string) => Promise<ReadonlySet<string>>;
  /** A message to a person in the hub, once for the same `about`. */
  readonly tell: (accountId: string, about: string, text: string) => Promise<void>;
  /** PESSCARA's version, for provenance. */
  readonly softwareVersion: string;
  /** Exams of one job that checks a project anew. @default 50 */
  readonly batchSize?: number;
}
