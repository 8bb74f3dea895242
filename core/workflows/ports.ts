import type { Actor, Role } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { ContextStore } from '../ports/context-store.ts';
import type { HeldWorks } from '../ports/held-works.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { WorkflowStore } from '../ports/workflow-store.ts';

/** One person's roles in a project. */
export interface ProjectMember {
  readonly userId: string;
  readonly roles: readonly Role[];
}

/** What the workflow use cases are made from. */
export interface WorkflowPorts {
  readonly store: WorkflowStore;
  readonly works: HeldWorks;
  readonly graph: AssetGraph;
  readonly tags: TagStore;
  readonly contexts: ContextStore;
  readonly objects: ObjectStore;
  readonly queue: JobQueue;
  readonly feed: ChangeFeed;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  /** Why steps of that kind can't be had here, with how to turn them on; null: they can. */
  readonly whyNotOffered: (uses: string) => string | null;
  /** Everyone with a role in the project. */
  readonly members: (projectId: string) => Promise<readonly ProjectMember[]>;
  /** The same caller with the roles of now: asked for each event of a subscription. Anonymous when the account is gone. */
  readonly refreshActor: (actor: Actor) => Promise<Actor>;
}
