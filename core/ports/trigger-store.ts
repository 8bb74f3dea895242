import type { AssetChanges } from '../assets/asset-changes.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** A door by which another system starts a workflow. */
export interface Webhook {
  readonly id: string;
  readonly projectId: string;
  /** Name of the workflow; a call starts its newest version. */
  readonly workflow: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Null while it is open. */
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

/** One row of a project's asset changes. */
export interface SeenChange {
  readonly cursor: string;
  readonly changes: AssetChanges;
}

/** What triggers keep beside the definitions. Every call joins the ambient transaction. */
export interface TriggerStore {
  /** Until the ambient transaction ends, nobody else begins or stops watching the project. Before its topics. */
  hold(projectId: string): Promise<void>;
  /**
   * From now on changes of the project's assets are noted; nothing when they are already. Waits for those who publish one at this moment, and
   * they for the ambient transaction: each change is before it or is noted.
   */
  watchAssets(projectId: string): Promise<void>;
  /** They are noted no more. */
  forgetAssets(projectId: string): Promise<void>;
  /**
   * Notes that the ambient transaction changes assets of the project: true when nobody has noted it before, so that a job has to be queued;
   * false too for a project that is not watched.
   */
  noteChange(projectId: string): Promise<boolean>;
  /** Takes that note away, once all who wrote one have committed: what is changed from now on is noted again. */
  takeNote(projectId: string): Promise<void>;
  /** The project's next changes that were not looked at, oldest first; none for a project that is not watched. */
  nextChanges(projectId: string, first: number): Promise<readonly SeenChange[]>;
  /** Notes that changes up to the cursor were looked at; never goes back. */
  sawChanges(projectId: string, cursor: string): Promise<void>;

  /** Notes whose change started the run. */
  noteCause(runId: string, causeRunId: string): Promise<void>;
  /** Absent: no run's change. */
  causesOf(runIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Notes that changes of that run start no run of the workflow, as that would have no end; false when it is noted already. */
  noteLoop(causeRunId: string, workflow: string): Promise<boolean>;

  /** Notes that triggers of the version start nothing now; false when it is noted already. */
  notePaused(workflow: { readonly id: string; readonly projectId: string }): Promise<boolean>;
  /** Of the project's versions that are noted so, no others are any more. */
  keepPaused(projectId: string, workflowIds: readonly string[]): Promise<void>;

  createWebhook(webhook: Pick<Webhook, 'id' | 'projectId' | 'workflow' | 'createdBy'>): Promise<void>;
  webhooks(ids: readonly string[]): Promise<ReadonlyMap<string, Webhook>>;
  /** In order of id. */
  webhooksOf(projectId: string, page: PageRequest): Promise<Page<Webhook>>;
  revokeWebhook(id: string, by: string): Promise<void>;
}
