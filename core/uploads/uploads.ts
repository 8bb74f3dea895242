import { isMediaType, mediaTypeOfName } from '../assets/media-types.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { newId } from '../ids.ts';
import { normalizedText } from '../identity/names.ts';
import type { Links } from '../links/links.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import { createAppend, wrongOffset, type Checksum } from './append.ts';
import { createExpire, expiryJob } from './expire.ts';
import { createPieces } from './pieces.ts';
import { createSettle, otherBytes, stateChanged } from './settle.ts';
import { maxUploadBytes, uploadLifeMs, type Upload } from './upload.ts';
import { createUploadedContents, type UploadedContents } from './uploaded-content.ts';

export interface UploadPorts {
  readonly uploads: UploadStore;
  readonly objects: ObjectStore;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly transactor: Transactor;
  readonly links: Links;
  readonly now?: () => Date;
  /** Bytes of a stored piece. @default 8 MiB */
  readonly pieceBytes?: number;
}

export interface CreateUploadInput {
  readonly projectId: string;
  readonly fileName: string;
  /** Null or absent: by the file name's ending. */
  readonly mediaType?: string | null | undefined;
  readonly sizeBytes: number;
  /** Lower-case hex; compared when all bytes are here. */
  readonly sha256?: string | null | undefined;
}

/** What a link to an upload opens: the upload, by the person whom the link was given to. */
export interface LinkedUpload {
  readonly actor: Actor;
  readonly upload: Upload;
}

export interface UploadUseCases extends UploadedContents {
  /** @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, TOO_LARGE */
  createUpload(actor: Actor, input: CreateUploadInput): Promise<Upload>;
  /** One's own; null when there is none. @throws UNAUTHENTICATED */
  upload(actor: Actor, id: string): Promise<Upload | null>;
  /** The path at the door to which its bytes go. */
  uploadUrl(actor: Actor, upload: Upload): Promise<string>;
  /** @throws FORBIDDEN for a link that was changed or has ended, or a person who may no longer write; NOT_FOUND when it was given up */
  openUpload(id: string, query: Readonly<Record<string, unknown>>): Promise<LinkedUpload>;
  /**
   * Adds bytes at its end, and compares the whole when it has come to its own; answers the upload as it is then.
   * @throws CONFLICT with the right offset, TOO_LARGE, HASH_MISMATCH; what the source throws, when what came before is stored
   */
  append(
    linked: LinkedUpload,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    checksum: Checksum | null,
  ): Promise<Upload>;
  /** Gives it up, and deletes its bytes. */
  terminate(linked: LinkedUpload): Promise<void>;
  /** The job of its end. */
  expire(uploadId: string, signal: AbortSignal): Promise<void>;
}

const hash = /^[0-9a-f]{64}$/;
const maxNameLength = 255;

/** Files on their way in. */
export function createUploads(ports: UploadPorts): UploadUseCases {
  const { uploads, audit, jobs, transactor, links, now = () => new Date() } = ports;
  const pieces = createPieces(ports);
  const append = createAppend(uploads, pieces, ports.pieceBytes);
  const settle = createSettle(ports, pieces);

  return {
    ...createUploadedContents(ports, pieces, settle, now),

    createUpload: async (actor, input) => {
      authorize(actor, 'asset.write', input.projectId);
      if (actor.kind !== 'user') throw new HubError('FORBIDDEN', 'uploads are for people');
      const upload = {
        id: newId(),
        projectId: input.projectId,
        createdBy: actorName(actor),
        createdById: actor.id,
        ...checked(input),
        expiresAt: new Date(now().getTime() + uploadLifeMs),
      };
      const made = await transactor.transact(async () => {
        const inserted = await uploads.insert(upload);
        await jobs.enqueue([expiryJob(inserted)]);
        const { mediaType, sizeBytes } = inserted;
        await audit.append({
          actor: upload.createdBy,
          action: 'upload.created',
          target: `upload:${inserted.id}`,
          projectId: inserted.projectId,
          reason: null,
          oldValue: null,
          newValue: { mediaType, sizeBytes },
        });
        return inserted;
      });
      // A file of no bytes is here already.
      return settle(made);
    },

    upload: async (actor, id) => {
      requireSignedIn(actor);
      const upload = await uploads.byId(id);
      if (!upload || actor.kind !== 'user' || upload.createdById !== actor.id) return null;
      return upload.state === 'ENDED' || !may(actor, 'asset.read', upload.projectId) ? null : upload;
    },

    uploadUrl: (actor, { id, projectId, expiresAt }) => {
      // Who holds the address writes as the person: a token that only reads gets none.
      authorize(actor, 'asset.write', projectId);
      return links.sign(actor, `/uploads/${id}`, expiresAt);
    },

    openUpload: async (id, query) => {
      const { actor } = await links.open(`/uploads/${id}`, query);
      const upload = await uploads.byId(id);
      if (!upload || upload.state === 'ENDED') throw notFound('upload');
      authorize(actor, 'asset.write', upload.projectId);
      return { actor, upload };
    },

    append: async ({ upload }, offset, source, checksum) => {
      if (upload.state === 'REFUSED') throw otherBytes(upload, 'Upload-Metadata.sha256');
      if (offset !== upload.receivedBytes) throw wrongOffset(upload, offset);
      // Nothing to add to one that is whole: a sender that lost the answer may ask again.
      if (upload.receivedBytes < upload.sizeBytes) await append(upload, source, checksum);
      const grown = await uploads.byId(upload.id);
      if (!grown) throw notFound('upload');
      const settled = await settle(grown);
      if (settled.state === 'REFUSED') throw otherBytes(settled, 'Upload-Metadata.sha256');
      return settled;
    },

    terminate: async ({ actor, upload }) => {
      await transactor.transact(async () => {
        const ended = await uploads.move(upload.id, ['OPEN', 'COMPLETE', 'REFUSED'], 'ENDED', null);
        if (!ended) throw new HubError('CONFLICT', 'this upload is an asset by now');
        await audit.append(stateChanged(upload, actorName(actor), 'deleted'));
      });
      await pieces.removeAcknowledged(upload.id);
    },

    expire: createExpire(ports, pieces),
  };
}

function checked(input: CreateUploadInput) {
  const { sizeBytes } = input;
  const fileName = normalizedText(input.fileName, maxNameLength);
  // The name is not repeated: it may hold a patient's.
  if (fileName === null || fileName === '')
    throw badInput('input.fileName', `1 to ${String(maxNameLength)} characters on one line`, 'something else');
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
    throw badInput('input.sizeBytes', 'a whole number of bytes', sizeBytes);
  if (sizeBytes > maxUploadBytes) {
    const [expected, received] = [`at most ${String(maxUploadBytes)} bytes`, String(sizeBytes)];
    const message = `input.sizeBytes: expected ${expected}, got ${received}`;
    throw new HubError('TOO_LARGE', message, { field: 'input.sizeBytes', expected, received });
  }
  const mediaType = input.mediaType ?? mediaTypeOfName(fileName);
  if (!isMediaType(mediaType))
    throw badInput('input.mediaType', 'a media type such as text/csv, in lower case', mediaType);
  const expectedSha256 = input.sha256 ?? null;
  if (expectedSha256 !== null && !hash.test(expectedSha256))
    throw badInput('input.sha256', '64 hexadecimal digits in lower case', expectedSha256);
  return { fileName, mediaType, sizeBytes, expectedSha256 };
}
