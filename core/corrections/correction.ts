/** MERGE: all that one subject has becomes another's. SPLIT: some of it becomes a new subject's. MOVE: one exam becomes another subject's. */
export type CorrectionKind = 'MERGE' | 'SPLIT' | 'MOVE';

/** An asset that has other parents since. */
export interface CorrectionMove {
  readonly assetId: string;
  readonly fromParents: readonly string[];
  readonly toParents: readonly string[];
}

export interface CorrectionReversal {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  readonly activityId: string;
}

/** One decision that data is another subject's than was thought. It can be taken back; both stay on record. */
export interface Correction {
  readonly id: string;
  readonly projectId: string;
  readonly kind: CorrectionKind;
  /** The subject that the data was said to be of. */
  readonly fromId: string;
  /** The subject that it is of. */
  readonly toId: string;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  /** Its ProvActivity. */
  readonly activityId: string;
  readonly reversal: CorrectionReversal | null;
}

/** A derived asset that somebody should look at again because of a correction, or of a withdrawal (core/withdrawals): one of the two. */
export interface ReviewFlag {
  readonly assetId: string;
  readonly correctionId: string | null;
  readonly withdrawalId: string | null;
  readonly projectId: string;
  readonly since: Date;
}
