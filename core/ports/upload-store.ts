import type { Piece, StoredUploadState, Upload } from '../uploads/upload.ts';

/** Uploads and the pieces that they consist of; each change joins the ambient transaction. */
export interface UploadStore {
  insert(upload: Omit<Upload, 'receivedBytes' | 'state' | 'sha256' | 'createdAt'>): Promise<Upload>;
  /** Null when there is none. */
  byId(id: string): Promise<Upload | null>;
  /** Notes a piece before its bytes are stored, so that none is stored which nobody knows of. False when the upload is not OPEN. */
  note(piece: Piece): Promise<boolean>;
  /**
   * Acknowledges noted pieces that follow each other, all or none: the upload has grown by them. False when it is not OPEN, does not
   * end where they begin (somebody else's came first), or would become longer than announced.
   */
  acknowledge(uploadId: string, pieces: readonly Piece[]): Promise<boolean>;
  /** The acknowledged pieces, in order. */
  piecesOf(uploadId: string): Promise<readonly Piece[]>;
  /** Also those that were only noted. */
  allPieces(uploadId: string): Promise<readonly Piece[]>;
  /** The bytes of these are deleted. */
  forgetPieces(pieces: readonly Piece[]): Promise<void>;
  /** From one of these states into another one; `sha256` null leaves the upload's as it is. False when it is in none of them. */
  move(
    uploadId: string,
    from: readonly StoredUploadState[],
    to: StoredUploadState,
    sha256: string | null,
  ): Promise<boolean>;
  /** Forgets an upload without pieces. */
  remove(uploadId: string): Promise<void>;
}
