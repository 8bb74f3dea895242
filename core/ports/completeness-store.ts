/** When a pool's exams are complete. */
export interface CompletenessRule {
  /** Seconds without another image. */
  readonly quietSeconds: number;
  /** Images of each exam; null: what the images themselves say, if they do. */
  readonly expectedImages: number | null;
}

/** Whether an exam in quarantine is complete. */
export interface ExamArrival {
  /** By (0020,1208); null when no image says it. */
  readonly saidImages: number | null;
  /** Null while it is not complete. */
  readonly completeAt: Date | null;
}

/** Arrival of exams. Every write joins the ambient transaction. */
export interface CompletenessStore {
  putRule(poolId: string, rule: CompletenessRule): Promise<void>;
  /** Of pools that have one. */
  rulesOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, CompletenessRule>>;
  /** Notes that images came into quarantine: their exams are incomplete (again). Answers those exams. */
  noteArrived(
    images: readonly { readonly fileId: string; readonly saidImages: number | null }[],
  ): Promise<readonly { readonly examId: string; readonly imageCount: number; readonly saidImages: number | null }[]>;
  /** Makes an exam complete that waits for review with just so many images; false when it isn't so, or was complete. */
  complete(examId: string, imageCount: number): Promise<boolean>;
  arrivalsOf(examIds: readonly string[]): Promise<ReadonlyMap<string, ExamArrival>>;
  /** True when files of the exam's ingestions that came before that time are not de-identified yet: some may be the exam's. */
  mayGrow(examId: string, cameBefore: Date): Promise<boolean>;
}
