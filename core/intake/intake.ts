import type { FoundRegion } from '../deidentification/findings.ts';
import type { JsonObject } from '../json.ts';

/** An ingestion door: its project, its de-identification profile, and the site whose archive gets what is approved. */
export interface Pool {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  /** De-identification profile with its version. */
  readonly profile: string;
  readonly siteId: string | null;
  /** False: the identified bytes are deleted once the exam is registered. */
  readonly keepsOriginals: boolean;
  /** What becomes of other content under a SOP Instance UID that the project has. */
  readonly existing: Existing;
}

export const existingRules = ['REFUSE', 'UPDATE'] as const;
/** REFUSE: it is a conflict, and kept aside. UPDATE: it waits for a reviewer, and becomes the image's next version. */
export type Existing = (typeof existingRules)[number];

/** One sending of files to a pool. */
export interface Ingestion {
  readonly id: string;
  readonly poolId: string;
  readonly projectId: string;
  readonly startedAt: Date;
  readonly startedBy: string;
}

export const receivedStates = [
  'RECEIVED',
  'DUPLICATE',
  'REFUSED',
  'QUARANTINED',
  'APPROVED',
  'REJECTED',
  'REPLACED',
] as const;
/** REPLACED: other content under its SOP Instance UID has taken its place, before or after it was approved. */
export type ReceivedState = (typeof receivedStates)[number];

/** One file that came. Its name may hold patient data: for those with `intake.read` alone, never for logs. */
export interface ReceivedFile {
  readonly id: string;
  readonly ingestionId: string;
  readonly projectId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly state: ReceivedState;
  /** Why it was refused, rejected or replaced; null otherwise. */
  readonly reason: string | null;
  readonly receivedAt: Date;
}

/** Files of an ingestion by state. */
export interface IngestionCounts {
  readonly received: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly quarantined: number;
  readonly approved: number;
  readonly rejected: number;
  readonly replaced: number;
  readonly total: number;
}

/** Why a reviewer should look closely, and at how many of the exam's images. */
export interface ExamFinding {
  readonly kind: string;
  readonly detail: string;
  readonly imageCount: number;
}

/** Why a reviewer should look closely at an image, and where. */
export interface ImageFinding {
  readonly kind: string;
  readonly detail: string;
  readonly regions?: readonly FoundRegion[];
}

export const reviewStates = ['QUARANTINED', 'APPROVED', 'REJECTED', 'REQUEUED'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** A de-identified exam before a reviewer. What comes later for an exam already reviewed waits as its next generation. */
export interface QuarantinedExam {
  readonly id: string;
  readonly projectId: string;
  readonly poolId: string;
  /** 1 for the first arrivals of the exam in this pool, 2 for what came after their review, ... */
  readonly generation: number;
  readonly state: ReviewState;
  readonly researchId: string;
  readonly studyInstanceUID: string;
  /** YYYY-MM-DD, de-identified. */
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  readonly modalities: readonly string[];
  readonly seriesCount: number;
  readonly imageCount: number;
  readonly findings: readonly ExamFinding[];
  readonly reviewedBy: string | null;
  readonly reviewedById: string | null;
  readonly reviewedAt: Date | null;
  readonly reviewComment: string | null;
  /** The asset made of it; null before the approval has been carried out. */
  readonly examId: string | null;
}

/** One de-identified image in quarantine. Everything here is de-identified. */
export interface QuarantinedImage {
  readonly fileId: string;
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  /** Properties of the IMAGE asset. */
  readonly image: JsonObject;
  /** Properties of the SERIES asset, as this image says them. */
  readonly series: JsonObject;
  readonly findings: readonly ImageFinding[];
  /** SHA-256 and size of the de-identified DICOM file. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Keyed digest of the original file: names it in provenance, tells nothing. */
  readonly originalDigest: string;
  readonly deidentifiedAt: Date;
  /** How often it was sent back to de-identification before this. */
  readonly round: number;
  /** The profile that it was de-identified by; null: the pool's, from the time when that could not change. */
  readonly profile: string | null;
}
