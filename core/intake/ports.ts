import type { Archives } from '../archives/archives.ts';
import type { Arrivals } from '../corrections/corrections.ts';
import type { MappingKeys } from '../mapping/mapping-keys.ts';
import type { ArchiveReader } from '../ports/archive-reader.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Certifier } from '../ports/certifier.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { CompletenessStore } from '../ports/completeness-store.ts';
import type { IdentityMap } from '../ports/identity-map.ts';
import type { ImageWork } from '../ports/image-work.ts';
import type { IntakeStore, QuarantineStore } from '../ports/intake-store.ts';
import type { JobQueue, NewJob } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PixelDecoder } from '../ports/pixel-decoder.ts';
import type { PoolReviewStore } from '../ports/pool-review-store.ts';
import type { PixelRenderer } from '../ports/pixel-renderer.ts';
import type { ProfileStore } from '../ports/profile-store.ts';
import type { RefusedStore } from '../ports/refused-store.ts';
import type { ReceiverStore } from '../ports/receiver-store.ts';
import type { RerunStore } from '../ports/rerun-store.ts';
import type { ReviewStore } from '../ports/review-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SignatureStore } from '../ports/signature-store.ts';
import type { TextFinder } from '../ports/text-finder.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { KnownPerson, SigningPeople } from '../signatures/confirm-person.ts';
import type { VersionPorts } from '../versions/ports.ts';
import type { XmlReader } from '../ports/xml-reader.ts';

/**
 * Tries of intake's jobs. Each can be repeated without harm, and what makes them fail (a full disk, a site that is down for
 * the night) passes: with the queue's longest delay of a minute, half of it on average, these last for hours.
 */
export const jobAttempts = { deidentify: 200, register: 200, archive: 2000 } as const;

/** The job that de-identifies a batch of an ingestion: one for all of its files that come before a worker gets to it. */
export function deidentifyJob(ingestionId: string, batch: number): NewJob {
  const key = `deidentify:${ingestionId}:${String(batch)}`;
  return { queue: 'deidentify', key, payload: { ingestionId, batch }, attempts: jobAttempts.deidentify };
}

/** What reviews ask of accounts, for use cases that have asked the policy. */
export interface ReviewPeople extends SigningPeople {
  /** Who may review in the project: members, by username. */
  reviewersOf(projectId: string): Promise<readonly KnownPerson[]>;
  /** Writes a message to people, once for the same `about`. */
  tell(accountIds: readonly string[], about: string, text: string): Promise<void>;
}

/** Names of projects, for use cases that have asked the policy. */
export interface ProjectNames {
  nameOf(projectId: string): Promise<string | null>;
  idOf(name: string): Promise<string | null>;
}

/** What intake asks of withdrawals of consent. */
export interface Withdrawn {
  /** Those of the assets that were withdrawn; no more are before the ambient transaction ends. */
  among(assetIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Deletes objects that were stored for assets which had been withdrawn meanwhile; what something else needs stays. */
  drop(sha256: readonly string[]): Promise<void>;
}

/** What intake needs of the outside. */
export interface IntakePorts {
  readonly intake: IntakeStore;
  readonly refused: RefusedStore;
  readonly reruns: RerunStore;
  readonly quarantine: QuarantineStore;
  readonly reviews: ReviewStore;
  readonly poolReviews: PoolReviewStore;
  readonly signatures: SignatureStore;
  readonly people: ReviewPeople;
  readonly certifier: Pick<Certifier, 'sign' | 'verify'>;
  readonly receivers: ReceiverStore;
  readonly completeness: CompletenessStore;
  readonly identities: IdentityMap;
  readonly profiles: ProfileStore;
  readonly mappingKeys: MappingKeys;
  readonly objects: ObjectStore;
  readonly decoder: PixelDecoder;
  /** Pictures that are looked at for text. */
  readonly pictures: Pick<PixelRenderer, 'render'>;
  readonly textFinder: Pick<TextFinder, 'findText'>;
  /** Reads archives of files that are sent. */
  readonly archives: ArchiveReader;
  readonly jobs: JobQueue;
  readonly graph: AssetGraph;
  readonly tags: TagStore;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly secrets: Secrets;
  readonly xml: XmlReader;
  readonly transactor: Transactor;
  readonly projects: ProjectNames;
  readonly sites: Pick<Archives, 'siteByName' | 'sitesByIds' | 'store' | 'heldInstance'>;
  readonly arrivals: Arrivals;
  readonly withdrawn: Withdrawn;
  /** PESSCARA's version, for provenance. */
  readonly softwareVersion: string;
  /** A larger file is refused; one file is held in memory at a time per sender. @default 512 MiB */
  readonly maxFileBytes?: number;
  /** Where images are looked at, sealed and de-identified. @default this thread */
  readonly work?: ImageWork;
  /** Days for which what is refused is kept aside; 0: not at all. @default 30 */
  readonly refusedKeptDays?: number;
  /** Versions of assets that get more images. */
  readonly versioning: Pick<VersionPorts, 'versions' | 'propertyNames'>;
}
