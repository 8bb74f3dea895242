import type { Rectangle } from '../deidentification/regions.ts';
import type { QuarantinedExam, QuarantinedImage } from '../intake/intake.ts';
import type { JsonObject } from '../json.ts';

/** What a reviewer blacked out. */
export interface RecordedRedaction {
  readonly id: string;
  readonly redactedBy: string;
  readonly redactedById: string;
  readonly redactedAt: Date;
  readonly regions: readonly Rectangle[];
  /** From 1; null: all. */
  readonly frames: readonly number[] | null;
  /** The images that it changed. */
  readonly fileIds: readonly string[];
}

/** An image's new de-identified file, in the place of the one that it had. */
export interface ReplacedImage {
  readonly fileId: string;
  readonly oldObject: string;
  readonly sealedObject: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly image: JsonObject;
  readonly findings: QuarantinedImage['findings'];
}

/** A file that goes back to de-identification, with the ingestion's batch that has it now. */
export interface RequeuedFile {
  readonly fileId: string;
  readonly ingestionId: string;
  readonly batch: number;
  /** The sealed de-identified file that it had. */
  readonly sealedObject: string | null;
}

/** What people decide of exams in quarantine. Every write joins the ambient transaction. */
export interface ReviewStore {
  /** The exam, kept from others' decisions and from more images until the ambient transaction ends; null when there is none. */
  lock(examId: string): Promise<QuarantinedExam | null>;
  /** SHA-256 (hex) over the lines `file id`, space, `SHA-256 of its de-identified file`, newline, in order of the ids. Exams without images are left out. */
  imagesDigests(examIds: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /**
   * Puts new files in the place of old ones: nobody has seen these. Noted objects (`IntakeStore.noteArriving`) have arrived then, old ones
   * are noted to be deleted. False, and nothing done, when an image has another file by now, or a new object isn't noted.
   */
  replaceImages(examId: string, images: readonly ReplacedImage[]): Promise<boolean>;
  putRedaction(examId: string, redaction: RecordedRedaction): Promise<void>;
  /** Of each exam, oldest first. */
  redactionsOf(examIds: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedRedaction[]>>;

  /**
   * The exam becomes REQUEUED, its images vanish (what they had sealed is noted to be deleted), and its files wait for de-identification by
   * the profile, in their ingestions' open batches.
   */
  requeue(
    examId: string,
    profile: string,
    by: { readonly id: string; readonly name: string },
    comment: string | null,
  ): Promise<readonly RequeuedFile[]>;
}
