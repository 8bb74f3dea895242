import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AssetContent } from '../assets/asset.ts';
import { headBytes, isMediaType, looksLike } from '../assets/media-types.ts';
import { badInput, HubError } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import type { Pieces } from './pieces.ts';
import { otherBytes } from './settle.ts';
import type { Upload } from './upload.ts';

/** Which upload somebody wants to make an asset's content of. */
export interface WantedContent {
  readonly uploadId: string;
  readonly projectId: string;
  /** Null: the upload's own. */
  readonly mediaType: string | null;
  /** Where the client wrote the upload's id and the media type: `input`. */
  readonly path: string;
}

/** An upload's bytes, as an object of the store. */
export interface UploadedContent {
  readonly upload: Upload;
  readonly content: AssetContent;
}

export interface UploadedContents {
  /**
   * What `contentOf` would answer, without making an object of it: for whoever has more to check first. What is not used can then still
   * be deleted. @throws as `contentOf`
   */
  lookAt(actor: Actor, wanted: WantedContent): Promise<UploadedContent>;
  /**
   * Puts the bytes where assets' contents are, and answers what they are. The same upload can be asked for again.
   * @throws NOT_FOUND for one that is not the actor's or not of the project, INCOMPLETE_UPLOAD, HASH_MISMATCH, BAD_USER_INPUT for a
   * media type that the bytes are not of
   */
  contentOf(actor: Actor, wanted: WantedContent): Promise<UploadedContent>;
  /** In the transaction that makes use of it: from now on the upload is USED. @throws CONFLICT when it has ended meanwhile */
  markUsed(upload: Upload): Promise<void>;
  /** After that transaction: the pieces are no longer needed. */
  removePieces(upload: Upload): Promise<void>;
}

export function createUploadedContents(
  { uploads, objects }: { readonly uploads: UploadStore; readonly objects: ObjectStore },
  pieces: Pieces,
  settle: (upload: Upload) => Promise<Upload>,
  now: () => Date,
): UploadedContents {
  async function settled(actor: Actor, { uploadId, projectId, path }: WantedContent): Promise<Upload> {
    const field = `${path}.uploadId`;
    const found = await uploads.byId(uploadId);
    const isTheirs = found?.projectId === projectId && actor.kind === 'user' && found.createdById === actor.id;
    if (!found || !isTheirs || found.state === 'ENDED' || found.expiresAt <= now())
      throw new HubError('NOT_FOUND', 'no upload that you may see', { field });
    const { receivedBytes, sizeBytes } = found;
    if (found.state === 'OPEN' && receivedBytes < sizeBytes) {
      const [expected, received] = [`${String(sizeBytes)} bytes`, `${String(receivedBytes)} bytes`];
      const message = `${field}: the upload has ${received} of ${expected}: send the rest first`;
      throw new HubError('INCOMPLETE_UPLOAD', message, { field, expected, received });
    }
    const upload = await settle(found);
    if (upload.state === 'REFUSED') throw otherBytes(upload, field);
    return upload;
  }

  const isUsed = async ({ id }: Upload): Promise<boolean> => (await uploads.byId(id))?.state === 'USED';

  /** Where the bytes are: in pieces until the upload is used for the first time, which may be just now, by somebody else. */
  async function beginning(upload: Upload): Promise<Buffer> {
    if (upload.state === 'USED') return ofObject(upload);
    try {
      const head = await ofPieces(upload);
      if (head.length === Math.min(headBytes, upload.sizeBytes)) return head;
    } catch (error) {
      if (!(await isUsed(upload))) throw error;
    }
    return ofObject(upload);
  }
  async function ofObject({ sha256, sizeBytes }: Upload): Promise<Buffer> {
    if (sizeBytes === 0) return Buffer.alloc(0);
    return buffer(await objects.stream(sha256 ?? '', { start: 0, end: Math.min(headBytes, sizeBytes) - 1 }));
  }
  async function ofPieces(upload: Upload): Promise<Buffer> {
    let head = Buffer.alloc(0);
    for await (const bytes of pieces.bytesOf(upload)) {
      head = Buffer.concat([head, bytes.subarray(0, headBytes - head.length)]);
      if (head.length === headBytes) break;
    }
    return head;
  }

  async function assemble(upload: Upload): Promise<void> {
    try {
      const stored = await objects.put(Readable.from(pieces.bytesOf(upload), { objectMode: false }));
      if (stored.sha256 !== upload.sha256) throw new Error('an upload is not what it was when its hash was compared');
    } catch (error) {
      // Somebody who asked for the same may have come to an end meanwhile, and deleted the pieces.
      if (!(await isUsed(upload))) throw error;
    }
  }

  const lookAt: UploadedContents['lookAt'] = async (actor, wanted) => {
    const field = `${wanted.path}.mediaType`;
    if (wanted.mediaType !== null && !isMediaType(wanted.mediaType))
      throw badInput(field, 'a media type such as text/csv, in lower case', wanted.mediaType);
    const upload = await settled(actor, wanted);
    const mediaType = wanted.mediaType ?? upload.mediaType;
    if (!looksLike(mediaType, await beginning(upload)))
      throw badInput(field, 'the media type of the bytes, which do not begin as those of this one do', mediaType);
    return { upload, content: { sha256: upload.sha256 ?? '', sizeBytes: upload.sizeBytes, mediaType } };
  };

  return {
    lookAt,
    contentOf: async (actor, wanted) => {
      const found = await lookAt(actor, wanted);
      if (found.upload.state !== 'USED') await assemble(found.upload);
      return found;
    },
    markUsed: async ({ id }) => {
      if (!(await uploads.move(id, ['COMPLETE', 'USED'], 'USED', null)))
        throw new HubError('CONFLICT', 'this upload has just ended: send the file again');
    },
    removePieces: ({ id }) => pieces.removeAcknowledged(id),
  };
}
