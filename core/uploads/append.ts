import { createHash, timingSafeEqual } from 'node:crypto';
import { HubError } from '../errors.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import { inPieces, pieceBytes } from './in-pieces.ts';
import type { Pieces } from './pieces.ts';
import type { Piece, Upload } from './upload.ts';

/** A hash of one request's bytes, as the sender announced it (tus: Upload-Checksum). */
export interface Checksum {
  readonly algorithm: 'sha1' | 'sha256';
  readonly digest: Buffer;
}

/** The upload isn't where the sender thinks that it is. `details.received` says where it is. */
export function wrongOffset(upload: Upload, offset: number): HubError {
  const [expected, received] = [String(upload.receivedBytes), String(offset)];
  return new HubError('CONFLICT', `the upload goes on at byte ${expected}, not at ${received}`, {
    field: 'Upload-Offset',
    expected,
    received,
  });
}

const tooLong = (upload: Upload): HubError =>
  new HubError('TOO_LARGE', `more bytes than the ${String(upload.sizeBytes)} that were announced`);
const takesNoMore = (): HubError => new HubError('CONFLICT', 'this upload takes no bytes any more');

/** Takes in bytes of an upload: each piece is acknowledged once it is durable, so that a sender who is cut off goes on from there. */
export function createAppend(uploads: UploadStore, pieces: Pieces, size = pieceBytes) {
  async function stored(upload: Upload, startByte: number, bytes: Buffer): Promise<Piece> {
    if (startByte + bytes.length > upload.sizeBytes) throw tooLong(upload);
    const piece = await pieces.store(upload.id, startByte, bytes);
    if (piece === null) throw takesNoMore();
    return piece;
  }

  async function acknowledge(upload: Upload, some: readonly Piece[]): Promise<void> {
    if (some.length === 0 || (await uploads.acknowledge(upload.id, some))) return;
    await pieces.remove(some);
    const now = await uploads.byId(upload.id);
    throw now?.state === 'OPEN' ? wrongOffset(now, some[0]?.startByte ?? 0) : takesNoMore();
  }

  /** Piece by piece. */
  async function plain(upload: Upload, source: AsyncIterable<Uint8Array>): Promise<void> {
    let at = upload.receivedBytes;
    for await (const bytes of inPieces(source, size)) {
      await acknowledge(upload, [await stored(upload, at, bytes)]);
      at += bytes.length;
    }
  }

  /** All of it or nothing, once the checksum is known to be right. */
  async function checked(upload: Upload, source: AsyncIterable<Uint8Array>, checksum: Checksum): Promise<void> {
    const hash = createHash(checksum.algorithm);
    const held: Piece[] = [];
    try {
      let at = upload.receivedBytes;
      for await (const bytes of inPieces(source, size)) {
        hash.update(bytes);
        held.push(await stored(upload, at, bytes));
        at += bytes.length;
      }
      const digest = hash.digest();
      if (digest.length !== checksum.digest.length || !timingSafeEqual(digest, checksum.digest)) {
        throw new HubError('HASH_MISMATCH', `these bytes have another ${checksum.algorithm} than announced`, {
          field: 'Upload-Checksum',
          expected: checksum.digest.toString('base64'),
          received: digest.toString('base64'),
        });
      }
    } catch (error) {
      await pieces.remove(held);
      throw error;
    }
    await acknowledge(upload, held);
  }

  /**
   * Adds what comes to the end of the upload. When the source fails, what came before stays (unless there is a checksum to compare).
   * @throws CONFLICT when another sender was faster or the upload is not open, TOO_LARGE, HASH_MISMATCH (of the checksum)
   */
  return async (upload: Upload, source: AsyncIterable<Uint8Array>, checksum: Checksum | null): Promise<void> => {
    if (upload.state !== 'OPEN') throw takesNoMore();
    await (checksum === null ? plain(upload, source) : checked(upload, source, checksum));
  };
}
