import { newId } from '../ids.ts';
import { seal, unseal } from '../intake/seal.ts';
import { sha256 } from '../json.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import type { Piece, Upload } from './upload.ts';

export interface PiecePorts {
  readonly uploads: UploadStore;
  readonly objects: ObjectStore;
  readonly secrets: Secrets;
}

/** Each piece has its own name, so that sealing equal bytes twice gives two objects, and deleting one leaves the other. */
const nameOf = ({ id, uploadId }: Pick<Piece, 'id' | 'uploadId'>): string => `upload:${uploadId}:${id}`;

/** The stored bytes of uploads: sealed until they are an asset's, since nobody has looked yet at what is in them. */
export function createPieces({ uploads, objects, secrets }: PiecePorts) {
  const key = () => secrets.key('uploads');
  const remove = async (pieces: readonly Piece[]): Promise<void> => {
    for (const piece of pieces) await objects.delete(piece.object);
    if (pieces.length > 0) await uploads.forgetPieces(pieces);
  };
  return {
    /** The piece, durable and not acknowledged yet; null when the upload takes none any more. */
    async store(uploadId: string, startByte: number, bytes: Uint8Array): Promise<Piece | null> {
      const id = newId();
      const sealed = seal(await key(), nameOf({ id, uploadId }), bytes);
      const piece = { id, uploadId, object: sha256(sealed), startByte, sizeBytes: bytes.length };
      if (!(await uploads.note(piece))) return null;
      await objects.put(sealed);
      return piece;
    },

    /** Deletes the bytes, then what is known of them: cut off in between, it can be done again. */
    remove,

    /** Deletes all of an upload's acknowledged pieces. */
    async removeAcknowledged(uploadId: string): Promise<void> {
      await remove(await uploads.piecesOf(uploadId));
    },

    /** The acknowledged bytes, from the start, a piece at a time. */
    async *bytesOf({ id }: Pick<Upload, 'id'>): AsyncGenerator<Buffer> {
      const opening = await key();
      for (const piece of await uploads.piecesOf(id)) {
        yield unseal(opening, nameOf(piece), await objects.get(piece.object));
      }
    },
  };
}
export type Pieces = ReturnType<typeof createPieces>;
