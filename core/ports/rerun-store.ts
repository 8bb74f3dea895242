/** The file that an image of an exam was made of. */
export interface ExamOriginal {
  readonly fileId: string;
  readonly poolId: string;
  /** False: what came in was deleted. */
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

/** Approved exams that are de-identified anew. Every write joins the ambient transaction. */
export interface RerunStore {
  /** Of each image that the exam has now, the approved file; in order of SOP Instance UID. */
  originalsOf(projectId: string, examId: string): Promise<readonly ExamOriginal[]>;
  /** Makes RECEIVED files, in their ingestions' first batches, to be de-identified by the profile. */
  putReruns(files: readonly RerunFile[], profile: string): Promise<void>;
}
