import { createHash } from 'node:crypto';
import { HubError } from '../errors.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import type { Pieces } from './pieces.ts';
import type { Upload } from './upload.ts';

export interface SettlePorts {
  readonly uploads: UploadStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** The bytes are other ones than those whose hash was announced. */
export function otherBytes({ expectedSha256, sha256 }: Upload, field: string): HubError {
  return new HubError(
    'HASH_MISMATCH',
    'the bytes have another SHA-256 than announced: they were refused, send the file again',
    {
      field,
      expected: expectedSha256 ?? 'none',
      received: sha256 ?? 'none',
    },
  );
}

/** What is written to the audit trail when the state of an upload changes; file names, which may hold a patient's, stay out. */
export function stateChanged(upload: Upload, actor: string, action: 'refused' | 'deleted' | 'expired') {
  return {
    actor,
    action: `upload.${action}`,
    target: `upload:${upload.id}`,
    projectId: upload.projectId,
    reason: null,
    oldValue: { state: upload.state, receivedBytes: upload.receivedBytes },
    newValue: null,
  };
}

/**
 * Compares an upload whose bytes are all here with what was announced, once: it becomes COMPLETE, or REFUSED and its bytes are deleted.
 * Any process may do so at any time, also beside another one, and again after one that died.
 */
export function createSettle({ uploads, audit, transactor }: SettlePorts, pieces: Pieces) {
  async function hashOf(upload: Upload): Promise<string> {
    const hash = createHash('sha256');
    for await (const bytes of pieces.bytesOf(upload)) hash.update(bytes);
    return hash.digest('hex');
  }

  async function current({ id }: Upload): Promise<Upload> {
    const upload = await uploads.byId(id);
    if (!upload) throw new HubError('NOT_FOUND', 'no upload that you may see');
    return upload;
  }

  /** The upload as it is then; one with bytes missing as it is. */
  return async (upload: Upload): Promise<Upload> => {
    if (upload.state !== 'OPEN' || upload.receivedBytes < upload.sizeBytes) return upload;
    let sha256: string;
    try {
      sha256 = await hashOf(upload);
    } catch (error) {
      // Another process may have come to an end meanwhile, and deleted what it refused.
      const now = await current(upload);
      if (now.state !== 'OPEN') return now;
      throw error;
    }
    const isRight = upload.expectedSha256 === null || upload.expectedSha256 === sha256;
    await transactor.transact(async () => {
      if (!(await uploads.move(upload.id, ['OPEN'], isRight ? 'COMPLETE' : 'REFUSED', sha256))) return;
      if (!isRight) await audit.append(stateChanged(upload, upload.createdBy, 'refused'));
    });
    const settled = await current(upload);
    if (settled.state === 'REFUSED') await pieces.removeAcknowledged(upload.id);
    return settled;
  };
}
