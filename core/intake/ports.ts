import type { Archives } from '../archives/archives.ts';
import type { Arrivals } from '../corrections/corrections.ts';
import type { MappingKeys } from '../mapping/mapping-keys.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { IdentityMap } from '../ports/identity-map.ts';
import type { IntakeStore, QuarantineStore } from '../ports/intake-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';

/**
 * Tries of intake's jobs. Each can be repeated without harm, and what makes them fail (a full disk, a site that is down for
 * the night) passes: with the queue's longest delay of a minute, half of it on average, these last for hours.
 */
export const jobAttempts = { deidentify: 200, register: 200, archive: 2000 } as const;

/** Names of projects, for use cases that have asked the policy. */
export interface ProjectNames {
  nameOf(projectId: string): Promise<string | null>;
  idOf(name: string): Promise<string | null>;
}

/** What intake needs of the outside. */
export interface IntakePorts {
  readonly intake: IntakeStore;
  readonly quarantine: QuarantineStore;
  readonly identities: IdentityMap;
  readonly mappingKeys: MappingKeys;
  readonly objects: ObjectStore;
  readonly jobs: JobQueue;
  readonly graph: AssetGraph;
  readonly tags: TagStore;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly secrets: Secrets;
  readonly transactor: Transactor;
  readonly projects: ProjectNames;
  readonly sites: Pick<Archives, 'siteByName' | 'sitesByIds' | 'store'>;
  readonly arrivals: Arrivals;
  /** PESSCARA's version, for provenance. */
  readonly softwareVersion: string;
  /** A larger file is refused; one file is held in memory at a time per sender. @default 512 MiB */
  readonly maxFileBytes?: number;
}
