/** A place in a picture that looks like text. */
export interface FoundText {
  /** In pixels of the picture, from its left upper corner, from 0. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How sure the reader is of what it read, 0 to 1. */
  readonly confidence: number;
  /** What it read: may be a patient's, so it is for comparing alone, and neither kept nor logged. */
  readonly text: string;
}

/** Reads text in pictures, which come from anywhere: one that crashes the reader or takes too long costs that picture alone. */
export interface TextFinder {
  /**
   * The words that it finds, bright on dark or dark on bright, in no order.
   * @param png the picture as a PNG file of 8 bits a sample, at most 2048 pixels a side
   * @throws UNSUPPORTED when the picture can't be read, DEADLINE_EXCEEDED, UNAVAILABLE when the process is stopping
   */
  findText(png: Uint8Array): Promise<readonly FoundText[]>;
  close(): void;
}
