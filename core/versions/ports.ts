import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { PropertyNames } from '../ports/property-names.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { VersionStore } from '../ports/version-store.ts';
import type { UploadedContents } from '../uploads/uploaded-content.ts';

export interface VersionPorts {
  readonly graph: AssetGraph;
  readonly versions: VersionStore;
  readonly propertyNames: PropertyNames;
  readonly tags: TagStore;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
  readonly uploads: UploadedContents;
  /** The hub's own version, which the provenance of a check-in names. */
  readonly softwareVersion: string;
  /** Leaves a message for a person, once however often it is called for the same `about`; joins the ambient transaction. */
  readonly tell: (accountId: string, about: string, text: string) => Promise<void>;
  readonly now?: () => Date;
}
