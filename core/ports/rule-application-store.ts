/** Rules going over the assets that a project has already. */
export interface RuleApplication {
  readonly id: string;
  readonly projectId: string;
  /** Null: all rules of the project. */
  readonly ruleName: string | null;
  /** True: nothing is set, it is only counted. */
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Assets of the rules' levels when it was asked for. */
  readonly total: number;
  /** The last asset that was looked at, in order of id; null before the first. */
  readonly position: string | null;
  readonly lookedAt: number;
  /** Assets on which a rule has set something, or would. */
  readonly changedAssets: number;
  /** Tags that were set, or would be. */
  readonly changes: number;
  /** Null while it goes on. */
  readonly endedAt: Date | null;
}

/** What one batch of it came to. */
export interface RuleProgress {
  readonly position: string | null;
  readonly lookedAt: number;
  readonly changedAssets: number;
  readonly changes: number;
  readonly endedAt: Date | null;
}

/** Applications of rules. Every call joins the ambient transaction. */
export interface RuleApplicationStore {
  insertApplication(application: RuleApplication): Promise<void>;
  /** Those that there are. */
  getApplications(ids: readonly string[]): Promise<ReadonlyMap<string, RuleApplication>>;
  /** The application, held until the ambient transaction ends; null when there is none. */
  lockApplication(id: string): Promise<RuleApplication | null>;
  /** Adds the batch's counts, and says how far it has come. */
  advanceApplication(id: string, progress: RuleProgress): Promise<void>;
}
