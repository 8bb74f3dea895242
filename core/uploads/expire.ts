import type { AuditTrail } from '../ports/audit-trail.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import type { Pieces } from './pieces.ts';
import { stateChanged } from './settle.ts';
import type { Upload } from './upload.ts';

/** Far longer than one piece takes from being noted to being stored: whoever began before the end has ended by then. */
const graceMs = 3_600_000;
/** What makes it fail (a store that is away) passes. */
const attempts = 200;

/** The job that removes what is left of an upload when its time is over; enqueued when it begins. */
export function expiryJob({ id, expiresAt }: Upload): NewJob {
  const runAfter = new Date(expiresAt.getTime() + graceMs);
  return { queue: 'uploads', key: `expire:${id}`, payload: { uploadId: id }, attempts, runAfter };
}

export function createExpire(
  {
    uploads,
    audit,
    transactor,
  }: { readonly uploads: UploadStore; readonly audit: AuditTrail; readonly transactor: Transactor },
  pieces: Pieces,
) {
  /** Removes the upload with all of its pieces, also those that nobody acknowledged; what was made of it stays. */
  return async (uploadId: string, signal: AbortSignal): Promise<void> => {
    const upload = await uploads.byId(uploadId);
    if (!upload) return;
    await transactor.transact(async () => {
      const ended = await uploads.move(uploadId, ['OPEN', 'COMPLETE'], 'ENDED', null);
      if (ended) await audit.append(stateChanged(upload, 'service:uploads', 'expired'));
    });
    for (const piece of await uploads.allPieces(uploadId)) {
      signal.throwIfAborted();
      await pieces.remove([piece]);
    }
    await uploads.remove(uploadId);
  };
}
