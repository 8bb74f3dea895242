import type { Correction, CorrectionMove, CorrectionReversal, ReviewFlag } from '../corrections/correction.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** Corrections, what each has moved, and what is to be reviewed because of them. All joins the ambient transaction. */
export interface CorrectionStore {
  /** Holds the subjects until the transaction's end: corrections of one subject, and arrivals for it, come one after another. */
  lockSubjects(subjectIds: readonly string[]): Promise<void>;
  add(correction: Correction, moves: readonly CorrectionMove[]): Promise<void>;
  /** One more move of a correction that was made: something arrived later. */
  addMove(correctionId: string, move: CorrectionMove): Promise<void>;
  reverse(id: string, reversal: CorrectionReversal): Promise<void>;
  get(ids: readonly string[]): Promise<ReadonlyMap<string, Correction>>;
  movesOf(correctionIds: readonly string[]): Promise<ReadonlyMap<string, readonly CorrectionMove[]>>;
  /** Corrections that are in force and have moved one of the correction's assets after it did; in order of id. */
  laterThan(correctionId: string): Promise<readonly string[]>;
  /** The merge that is in force by which each subject has become another; absent where there is none. */
  mergesOf(subjectIds: readonly string[]): Promise<ReadonlyMap<string, Correction>>;
  /** Corrections from or to each subject, in order of id; every given id has a (perhaps empty) list. */
  ofSubjects(subjectIds: readonly string[]): Promise<ReadonlyMap<string, readonly Correction[]>>;
  /** In order of id, which is the order of time. */
  ofProject(projectId: string, page: PageRequest): Promise<Page<Correction>>;
  flag(flags: readonly ReviewFlag[]): Promise<void>;
  flagsOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, readonly ReviewFlag[]>>;
  /** Ids of the project's flagged assets, in order. */
  flaggedOf(projectId: string, page: PageRequest): Promise<Page<string>>;
  /** Takes all flags off the asset; answers how many there were. */
  clearFlags(assetId: string): Promise<number>;
}
