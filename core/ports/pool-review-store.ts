/** How what comes into a pool is reviewed. */
export interface PoolReviewRule {
  /** True: who decides gives a password, at the first time in a session and after 10 minutes without a decision. */
  readonly requireSignature: boolean;
  /** So many people approve an exam. */
  readonly reviewsNeeded: 1 | 2;
  /** Exams that wait for longer are rejected by the hub; null: they wait for ever. */
  readonly purgeAfterDays: number | null;
  /** Counts the times that it was set. */
  readonly version: number;
}

/** An exam that waits for long. */
export interface AgedExam {
  readonly id: string;
  /** When its last image came into quarantine. */
  readonly waitsSince: Date;
}

/** Rules of pools for their reviews. Every write joins the ambient transaction. */
export interface PoolReviewStore {
  rulesOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, PoolReviewRule>>;
  /** Sets the rule, and answers its version. */
  putRule(poolId: string, rule: Omit<PoolReviewRule, 'version'>): Promise<number>;
  /** Account ids by pool; a pool without any is not there. */
  reviewersOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** In the place of those before. */
  setReviewers(poolId: string, accountIds: readonly string[]): Promise<void>;

  /** Undecided exams of the pool whose last image came before that, and of which people were told since then, but not after `toldBefore`; oldest first. */
  agedExams(poolId: string, before: Date, toldBefore: Date, limit: number): Promise<readonly AgedExam[]>;
  /** Undecided exams of the project whose last image came before that, oldest first. */
  agedExamsOfProject(projectId: string, before: Date, limit: number): Promise<readonly AgedExam[]>;
  /** Undecided exams of the pool whose last image came before that, and of which nobody was told since then. */
  unnotedExams(poolId: string, before: Date, limit: number): Promise<readonly AgedExam[]>;
  noteTold(examIds: readonly string[], at: Date): Promise<void>;
}
