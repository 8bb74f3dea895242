import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import { pageOf } from '../page.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { RefusedFile } from '../ports/refused-store.ts';
import { originalName } from './image-work.ts';
import { inspect } from './inspect.ts';
import { deidentifyJob, jobAttempts, type IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { reasons } from './receptions.ts';
import { unseal } from './seal.ts';

export const defaultRefusedKeptDays = 30;
const dayMs = 86_400_000;
const mostFiles = 100;
const purgedAtOnce = 100;

export interface ChangeRefused {
  readonly projectId: string;
  readonly fileIds: readonly string[];
  /** Why: it stands in the audit trail. */
  readonly reason: string;
}

/** What became of a refused file that was tried again. */
export interface RetriedFile {
  readonly fileId: string;
  /** Why it stays refused; null when it waits for de-identification now. */
  readonly refused: string | null;
}

/** The look at what has been kept for long enough: one for all that is refused on a day, when the last of it is old enough. */
export function purgeLater(keptDays: number, now = Date.now()): NewJob {
  const day = new Date(now).toISOString().slice(0, 10);
  return {
    queue: 'deidentify',
    key: `purge-refused:${day}:${String(keptDays)}`,
    payload: { purgeRefused: true },
    attempts: jobAttempts.deidentify,
    runAfter: new Date(Date.parse(day) + (keptDays + 1) * dayMs),
  };
}

/** What was refused: kept aside with its reason, to be seen, tried again or discarded. */
export function createRefusedFiles(ports: IntakePorts, progress: Progress) {
  const { intake, refused, objects, jobs, secrets, transactor, audit } = ports;
  const { refusedKeptDays = defaultRefusedKeptDays } = ports;

  /** The files, all of the project, refused and still kept. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
  async function chosen(actor: Actor, { projectId, fileIds, reason }: ChangeRefused): Promise<readonly RefusedFile[]> {
    authorize(actor, 'pool.manage', projectId);
    if (reason.trim() === '' || reason.length > 2000 || reason.includes('\0'))
      throw badInput('input.reason', '1 to 2000 characters', reason.length);
    const ids = [...new Set(fileIds)];
    if (ids.length === 0 || ids.length > mostFiles)
      throw badInput('input.fileIds', `1 to ${String(mostFiles)} files`, ids.length);
    const found = await refused.getRefused(ids.filter(isId));
    return ids.map((id) => {
      const file = found.get(id);
      if (file?.projectId !== projectId || file.originalObject === null) throw notFound('refused file that is kept');
      return file;
    });
  }

  async function bytesOf(file: RefusedFile): Promise<Uint8Array> {
    if (file.originalObject === null) throw notFound('refused file that is kept');
    return unseal(await secrets.key('intake'), originalName(file.id), await objects.get(file.originalObject));
  }

  const noted = (actor: Actor, action: string, file: RefusedFile, reason: string | null) =>
    audit.append({
      actor: actorName(actor),
      action,
      target: `file:${file.id}`,
      projectId: file.projectId,
      reason,
      oldValue: null,
      newValue: null,
    });

  async function retry(actor: Actor, file: RefusedFile, reason: string): Promise<RetriedFile> {
    const { id: fileId, ingestionId } = file;
    const found = inspect(await bytesOf(file));
    if (!found.ok) return { fileId, refused: found.reason };
    const taken = transactor.transact(async (): Promise<RetriedFile> => {
      const batch = await refused.readmit(fileId, found.sopInstanceUID);
      if (batch === null) return { fileId, refused: reasons.conflict };
      await jobs.enqueue([deidentifyJob(ingestionId, batch)]);
      await progress.now([ingestionId]);
      await noted(actor, 'refused-file.retried', file, reason);
      return { fileId, refused: null };
    });
    return taken.catch((caught: unknown) => {
      if (caught instanceof HubError && caught.code === 'CONFLICT') return { fileId, refused: reasons.conflict };
      throw caught;
    });
  }

  return {
    /** What was refused in a project, in order of arrival. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async refusedFiles(
      actor: Actor,
      projectId: string,
      first: number,
      after?: string | null,
    ): Promise<Page<RefusedFile>> {
      authorize(actor, 'intake.read', projectId);
      return refused.refusedOf(projectId, pageOf(first, after));
    },

    /** Until when a refused file is kept; null when it isn't. */
    keptUntil({ originalObject, refusedAt }: RefusedFile): Date | null {
      return originalObject === null ? null : new Date(refusedAt.getTime() + refusedKeptDays * dayMs);
    },

    /** The bytes as they came, for who may know whose they are; in the audit trail before they are answered. @throws NOT_FOUND, FORBIDDEN */
    async openRefusedFile(actor: Actor, fileId: string): Promise<Uint8Array> {
      requireSignedIn(actor);
      const file = isId(fileId) ? (await refused.getRefused([fileId])).get(fileId) : undefined;
      if (!file || !may(actor, 'project.read', file.projectId)) throw notFound('refused file');
      authorize(actor, 'identity.read', file.projectId);
      const bytes = await bytesOf(file);
      await transactor.transact(() => noted(actor, 'refused-file.downloaded', file, null));
      return bytes;
    },

    /**
     * Takes refused files in again, as they are: what was in their way may be gone. Each is answered, in order.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
     */
    async retryRefusedFiles(actor: Actor, input: ChangeRefused): Promise<readonly RetriedFile[]> {
      const retried: RetriedFile[] = [];
      for (const file of await chosen(actor, input)) retried.push(await retry(actor, file, input.reason));
      return retried;
    },

    /** Deletes the bytes of refused files; that they came stays known. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async discardRefusedFiles(actor: Actor, input: ChangeRefused): Promise<readonly string[]> {
      const files = await chosen(actor, input);
      for (const file of files) {
        const isGone = await letGo(file, () => noted(actor, 'refused-file.discarded', file, input.reason));
        if (!isGone) throw new HubError('CONFLICT', 'the file was retried meanwhile');
      }
      return files.map(({ id }) => id);
    },

    /** Deletes what has been kept for its time. */
    async purgeRefused(signal: AbortSignal): Promise<void> {
      for (;;) {
        signal.throwIfAborted();
        const old = await refused.keptSince(refusedKeptDays * dayMs, purgedAtOnce);
        if (old.length === 0) return;
        // One that was taken in again meanwhile stays.
        for (const file of old)
          await letGo(file, () => noted({ kind: 'service', name: 'purge' }, 'refused-file.purged', file, null));
      }
    },
  };

  /** Deletes the bytes of a file that is refused still; false when it isn't. Bytes go last: until the row is free of them it may be retried. */
  async function letGo(file: RefusedFile, note: () => Promise<void>): Promise<boolean> {
    const gone = await transactor.transact(async () => {
      const freed = await refused.letGo([file]);
      if (freed.length > 0) await note();
      return freed;
    });
    for (const { originalObject } of gone) await objects.delete(originalObject);
    await intake.forgetArriving(gone.map(({ originalObject }) => originalObject));
    return gone.length > 0;
  }
}
