import type { Finding } from '../assets/find-assets.ts';
import type { Saving } from '../assets/saved-queries.ts';
import type { JsonObject } from '../json.ts';
import type { Actor, Role } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Certifier } from '../ports/certifier.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { ContextStore } from '../ports/context-store.ts';
import type { ChildRuns } from '../ports/child-runs.ts';
import type { DocumentReader } from '../ports/document-reader.ts';
import type { HeldWorks } from '../ports/held-works.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PromotionStore } from '../ports/promotion-store.ts';
import type { RunQuotas } from '../ports/run-quotas.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { RunMessages, WebhookSender } from '../ports/run-messages.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { TriggerStore } from '../ports/trigger-store.ts';
import type { WithdrawalStore } from '../ports/withdrawal-store.ts';
import type { WorkflowStore } from '../ports/workflow-store.ts';
import type { ProgramLimits } from '../programs/program-limits.ts';
import type { SigningPeople } from '../signatures/confirm-person.ts';

/** One person's roles in a project. */
export interface ProjectMember {
  readonly userId: string;
  readonly roles: readonly Role[];
  /** Absent where nobody asks for it. */
  readonly username?: string;
  /** The name of the site that they work at; null or absent: none is said. */
  readonly site?: string | null;
}

/** What tasks ask of accounts, for use cases that have asked the policy. */
export interface TaskPeople extends SigningPeople {
  /** The names of the sites that the person works at, by project. */
  sitesOf(accountId: string): Promise<ReadonlyMap<string, string>>;
  /** The names of all sites that serve the project. */
  sitesOfProject(projectId: string): Promise<readonly string[]>;
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
  /** How many steps of a project are given out at a time, where it has no limit of its own; null or absent: any number. */
  readonly stepsPerProject?: number | null;
  readonly reader: DocumentReader;
  readonly calendar: Calendar;
  readonly triggers: TriggerStore;
  readonly children: ChildRuns;
  readonly quotas: RunQuotas;
  readonly messages: RunMessages;
  /** What takes messages out of the hub; a null mailer: it sends no mail. */
  readonly outside: { readonly mailer: Pick<Mailer, 'send'> | null; readonly webhooks: WebhookSender };
  readonly withdrawals: Pick<WithdrawalStore, 'holdOff'>;
  readonly secrets: Secrets;
  /** Finding assets, as the caller may. */
  readonly finding: Pick<Finding & Saving, 'searchAssets' | 'savedQuery'>;
  /** Why steps of that kind, with these settings, can't be had here, with how to turn them on; null: they can. */
  readonly whyNotOffered: (uses: string, settings: JsonObject) => string | null;
  /** What steps may ask of the engines that run programs. */
  readonly programLimits: ProgramLimits;
  /** Everyone with a role in the project. */
  readonly members: (projectId: string) => Promise<readonly ProjectMember[]>;
  /** The same caller with the roles of now: asked for each event of a subscription. Anonymous when the account is gone. */
  readonly refreshActor: (actor: Actor) => Promise<Actor>;
  readonly people: TaskPeople;
  readonly certifier: Pick<Certifier, 'sign' | 'verify' | 'read'>;
  readonly promotions: PromotionStore;
  /** PESSCARA's own, as bundles say it. */
  readonly softwareVersion: string;
}
