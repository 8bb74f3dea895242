/**
 * OPEN: takes bytes. COMPLETE: all are here and are what was announced. USED: they are an asset's content. REFUSED: they have another
 * hash than was announced, and are gone. ENDED: given up by its person, or by time.
 */
export type StoredUploadState = 'OPEN' | 'COMPLETE' | 'REFUSED' | 'USED' | 'ENDED';

/** A file on its way in, in as many requests as it takes. */
export interface Upload {
  readonly id: string;
  readonly projectId: string;
  readonly createdBy: string;
  /** Account of the person, who alone may see and use it. */
  readonly createdById: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Of the whole file, as announced. */
  readonly sizeBytes: number;
  /** Lower-case hex, as announced; null when it was not. */
  readonly expectedSha256: string | null;
  /** Bytes from the start on that are acknowledged. */
  readonly receivedBytes: number;
  readonly state: StoredUploadState;
  /** Of all bytes, lower-case hex; null until they were compared. */
  readonly sha256: string | null;
  readonly createdAt: Date;
  /** Takes no bytes after this time; what was not used by then is deleted. */
  readonly expiresAt: Date;
}

/**
 * A stretch of an upload's bytes as one stored object, sealed under a name that is its own (core/uploads/pieces.ts). So no other
 * piece or asset can have the same address, and it can be deleted.
 */
export interface Piece {
  readonly id: string;
  readonly uploadId: string;
  /** Address of the sealed bytes. */
  readonly object: string;
  readonly startByte: number;
  readonly sizeBytes: number;
}

/** How long an upload may take. */
export const uploadLifeMs = 7 * 86_400_000;
/** 1 TiB: S3 takes objects of 5 TiB, and a mistyped size shall not look like one. */
export const maxUploadBytes = 2 ** 40;
