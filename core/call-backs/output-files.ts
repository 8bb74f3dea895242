import { HubError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { CallBackStore } from '../ports/call-back-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { UploadStore } from '../ports/upload-store.ts';
import { createAppend } from '../uploads/append.ts';
import { expiryJob } from '../uploads/expire.ts';
import { createPieces } from '../uploads/pieces.ts';
import { createSettle } from '../uploads/settle.ts';
import { maxFiles as mostFiles, type CallBack, type OutputFile } from './call-back.ts';

export interface OutputFilePorts {
  readonly callBacks: CallBackStore;
  readonly uploads: UploadStore;
  readonly objects: ObjectStore;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  /** Of all files of one step. @default 1e9 */
  readonly maxBytes?: number;
  /** Of one step, and never more than 1000. @default 1000 */
  readonly maxFiles?: number;
}

/** The files that applications give: uploads that belong to no person, so that nobody else can use them. */
export function createOutputFiles(ports: OutputFilePorts) {
  const { callBacks, uploads, transactor, jobs, maxBytes = 1e9 } = ports;
  const maxFiles = Math.min(ports.maxFiles ?? mostFiles, mostFiles);
  const pieces = createPieces(ports);
  const append = createAppend(uploads, pieces);
  const settle = createSettle(ports, pieces);

  async function remove(uploadId: string): Promise<void> {
    await uploads.move(uploadId, ['OPEN', 'COMPLETE'], 'ENDED', null);
    await pieces.removeAcknowledged(uploadId);
  }

  const tooMany = () => new HubError('LIMIT_EXCEEDED', `a step has ${String(maxFiles)} files at most`);
  const tooLarge = () => new HubError('TOO_LARGE', `the files of a step have ${String(maxBytes)} bytes at most`);

  /** Before any byte of it is taken. */
  async function requireRoom(id: string, name: string, sizeBytes: number): Promise<void> {
    const others = (await callBacks.filesOf(id)).filter((one) => one.name !== name);
    if (others.length >= maxFiles) throw tooMany();
    if (others.reduce((sum, one) => sum + one.sizeBytes, sizeBytes) > maxBytes) throw tooLarge();
  }

  /** Once it is here: others may have come meanwhile, or the outcome. */
  async function place(id: string, file: OutputFile): Promise<void> {
    const put = await callBacks.putFile(id, file, { files: maxFiles, bytes: maxBytes });
    // Where we hear no answer it may be in its place: then it stays until its time is over.
    const unused = typeof put === 'string' ? file.uploadId : put.before;
    if (unused !== null) await remove(unused);
    if (put === 'TOO_MANY') throw tooMany();
    if (put === 'TOO_LARGE') throw tooLarge();
    if (put === 'CLOSED')
      throw new HubError('CONFLICT', 'the outcome of this work was told, or it has ended, before the file was whole');
  }

  return {
    /**
     * Keeps the file, whole or not at all, in the place of an earlier one of that name.
     * @throws TOO_LARGE, LIMIT_EXCEEDED, CONFLICT when its outcome came before it was whole, INCOMPLETE_UPLOAD where fewer bytes come than were announced; what the source throws
     */
    async put(
      { id, projectId, expiresAt }: CallBack,
      name: string,
      sizeBytes: number,
      source: AsyncIterable<Uint8Array>,
    ): Promise<void> {
      await requireRoom(id, name, sizeBytes);
      const upload = await transactor.transact(async () => {
        const inserted = await uploads.insert({
          ...{ id: newId(), projectId, createdBy: 'service:workflow', createdById: `call-back:${id}`, fileName: name },
          ...{ mediaType: 'application/octet-stream', sizeBytes, expectedSha256: null, expiresAt },
        });
        // What is left of it when this process dies goes with its time.
        await jobs.enqueue([expiryJob(inserted)]);
        return inserted;
      });
      try {
        if (sizeBytes > 0) await append(upload, source, null);
        const whole = await settle((await uploads.byId(upload.id)) ?? upload);
        if (whole.state !== 'COMPLETE')
          throw new HubError('INCOMPLETE_UPLOAD', `fewer bytes came than the ${String(sizeBytes)} announced`);
      } catch (error) {
        await remove(upload.id);
        throw error;
      }
      await place(id, { name, uploadId: upload.id, sizeBytes });
    },

    /** @throws STEP_FAILED when there is no such file */
    async bytesOf(id: string, name: string): Promise<Uint8Array> {
      const file = (await callBacks.filesOf(id)).find((one) => one.name === name);
      if (!file) throw new HubError('STEP_FAILED', `the application gave no file ${name}`);
      const parts: Buffer[] = [];
      for await (const part of pieces.bytesOf({ id: file.uploadId })) parts.push(part);
      return Buffer.concat(parts);
    },

    /** Ends the call-back, and deletes their bytes: what the step keeps of them is an asset's by now. */
    async end(id: string): Promise<void> {
      for (const { uploadId } of await callBacks.filesOf(id)) await remove(uploadId);
      // One may have come while these were removed.
      for (const uploadId of await callBacks.end(id)) await remove(uploadId);
    },
  };
}
