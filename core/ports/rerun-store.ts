import type { JsonObject } from '../json.ts';

/** The file that an image of an exam was made of. */
export interface ExamOriginal {
  readonly fileId: string;
  readonly poolId: string;
  /** False: what came in was deleted, or is about to be. */
  readonly isKept: boolean;
  /** Other content of it has come and waits. */
  readonly isUpdating: boolean;
}

/** A file to be de-identified anew. */
export interface RerunFile {
  readonly id: string;
  readonly ingestionId: string;
  /** The file that it is made of. */
  readonly of: string;
}

/** What earlier files of an exam's images said of their study and series. */
export interface SaidBefore {
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  readonly seriesInstanceUID: string;
  readonly series: JsonObject;
  /** What the assets have now is of these files. */
  readonly isCurrent: boolean;
}

/** What a re-run replaces, or other content that has taken its place and is to erase in its stead. */
export interface RerunOf {
  readonly said: readonly SaidBefore[];
  /** Earlier versions are to be erased. */
  readonly erasesOlder: boolean;
}

/** Approved exams that are de-identified anew. Every write joins the ambient transaction. */
export interface RerunStore {
  /** Of each image that the exam has now, the approved file; in order of SOP Instance UID. */
  originalsOf(projectId: string, examId: string): Promise<readonly ExamOriginal[]>;
  /** Makes RECEIVED files, in their ingestions' first batches, to be de-identified by the profile. */
  putReruns(files: readonly RerunFile[], profile: string, eraseOlder: boolean): Promise<void>;
  /** What images of the exam in quarantine that were made anew, or erase in the stead of such, are to replace; null where none does. */
  replacedBy(quarantinedExamId: string): Promise<RerunOf | null>;
  /** Forgets what exams in quarantine said of their studies and series of which the images are replaced by those of this one. */
  forgetSaid(quarantinedExamId: string): Promise<void>;
}
