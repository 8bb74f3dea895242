/** An input of a step that an application may fetch. */
export interface LentInput {
  /** As the step's task calls it. */
  readonly name: string;
  readonly assetId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

/**
 * What lets an application that has no account here tell of its work for one step: a secret to say it with, and addresses of inputs and
 * outputs. It lives with the work that the step's attempts hold (its handle names it), and no longer than the step.
 */
export interface CallBack {
  readonly id: string;
  readonly stepRunId: string;
  readonly projectId: string;
  /** SHA-256 (hex) of each secret that was given out: one more where the application was asked again. */
  readonly secretHashes: readonly string[];
  readonly inputs: readonly LentInput[];
  readonly expiresAt: Date;
  /** JSON of what the work came to; null until that came, and once it was fetched and the step has ended. */
  readonly outcome: string | null;
  /** SHA-256 (hex) of that; stays, so that saying the same again is no error. Null until it came. */
  readonly outcomeHash: string | null;
  readonly endedAt: Date | null;
}

/** A file that the application gave: an upload of its own. */
export interface OutputFile {
  readonly name: string;
  readonly uploadId: string;
  readonly sizeBytes: number;
}

/** Words of progress that are taken from one application for one step; characters: of all of them. */
export const wordLimits = { messages: 10_000, characters: 1_000_000 };
export const maxFiles = 1000;
