import { HubError } from '../errors.ts';
import { nameId, newId } from '../ids.ts';
import { inGroups } from './in-groups.ts';
import type { HeldImage, ReplacedFile } from '../ports/intake-store.ts';
import type { NewJob } from '../ports/job-queue.ts';
import { type IntakePorts, jobAttempts } from './ports.ts';
import { isSameContent } from './same-content.ts';

const service = { kind: 'service', name: 'archive' } as const;
/** Instances and bytes of one STOW-RS request. */
const request = { files: 100, bytes: 32 * 1024 * 1024 };

/** The job that stores an approved exam in its site's archive. */
export function createArchiving({ quarantine, objects, sites, jobs }: IntakePorts) {
  /** An archive may say that it has stored what it has left as it was: of images that replace others it is asked what it has now. */
  async function keptOld(
    siteId: string,
    study: string,
    image: HeldImage,
    sent: Uint8Array,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (!image.isUpdate) return false;
    const uids = { study, series: image.seriesInstanceUID, instance: image.sopInstanceUID };
    try {
      return !isSameContent(sent, await sites.heldInstance(service, siteId, uids, signal));
    } catch (caught) {
      // What it says it has stored it does not have, or nobody can read it.
      if (caught instanceof HubError && ['NOT_FOUND', 'NOT_DICOM'].includes(caught.code)) return true;
      throw caught;
    }
  }

  /** Jobs that store once more what is approved in the place of these, which may have got to the site's archive after it. `cause` names what was sent. */
  async function storeNewer(siteId: string, replaced: readonly ReplacedFile[], cause: string): Promise<void> {
    const newer = replaced.flatMap(({ by }) => (by?.siteId === siteId ? [by] : []));
    if (newer.length === 0) return;
    const byExam = [...Map.groupBy(newer, (file) => file.quarantinedExamId)];
    await jobs.enqueue(
      byExam.map(([quarantinedExamId, files]): NewJob => {
        const payload = { quarantinedExamId, siteId, again: files.map(({ fileId }) => fileId) };
        const key = `archive:${quarantinedExamId}:${cause}`;
        return { queue: 'archive', key, payload, attempts: jobAttempts.archive };
      }),
    );
  }

  return {
    /**
     * Stores what the archive has not confirmed yet; running again stores the rest. With `again`, stores these files, confirmed or not. Of what is
     * replaced meanwhile another job stores the newer content once more, after this.
     * @throws UPSTREAM_UNAVAILABLE (retryable) with counts when the archive did not take every image
     */
    async archiveExam(
      quarantinedExamId: string,
      siteId: string,
      signal: AbortSignal,
      again: readonly string[] | null = null,
    ): Promise<void> {
      const images = await quarantine.imagesOf(quarantinedExamId);
      const study = (await quarantine.getExams([quarantinedExamId])).get(quarantinedExamId)?.studyInstanceUID ?? '';
      const wanted = images.filter(({ fileId, archived }) => (again === null ? !archived : again.includes(fileId)));
      // An earlier run, cut off, may have sent those that were replaced.
      const before = await quarantine.replacedAmong(wanted.map(({ fileId }) => fileId));
      await storeNewer(siteId, before, nameId('replaced', ...before.map(({ fileId }) => fileId).toSorted()));
      const gone = new Set(before.map(({ fileId }) => fileId));
      const waiting = wanted.filter(({ fileId }) => !gone.has(fileId));
      const reasons = new Map<string, number>();
      let failed = 0;
      for (const planned of inGroups(waiting, request)) {
        signal.throwIfAborted();
        const late = await quarantine.replacedAmong(planned.map(({ fileId }) => fileId));
        const group = planned.filter((image) => !late.some(({ fileId }) => fileId === image.fileId));
        if (group.length === 0) continue;
        const bytes: Uint8Array[] = [];
        try {
          for (const image of group) bytes.push(await objects.get(image.sha256));
        } catch (error) {
          // Withdrawn meanwhile: nothing of it is known any more.
          if ((await quarantine.imagesOf(quarantinedExamId)).length === 0) return;
          throw error;
        }
        const result = await sites.store(service, siteId, bytes, signal);
        const stored = new Set(result.stored);
        const meanwhile = await quarantine.replacedAmong(group.map(({ fileId }) => fileId));
        await storeNewer(siteId, meanwhile, newId());
        const replaced = new Set(meanwhile.map(({ fileId }) => fileId));
        const why = new Map(result.failed.map((failure) => [failure.sopInstanceUID, failure.reason]));
        for (const [n, image] of group.entries()) {
          const isOld =
            !replaced.has(image.fileId) &&
            stored.has(image.sopInstanceUID) &&
            (await keptOld(siteId, study, image, bytes[n] ?? new Uint8Array(), signal));
          if (!isOld) continue;
          stored.delete(image.sopInstanceUID);
          why.set(image.sopInstanceUID, 'it answers other content than it was sent: it keeps what it had');
        }
        await quarantine.markArchived(
          group.filter((image) => stored.has(image.sopInstanceUID)).map((image) => image.fileId),
        );
        for (const image of group) {
          if (stored.has(image.sopInstanceUID) || replaced.has(image.fileId)) continue;
          failed += 1;
          const reason = why.get(image.sopInstanceUID) ?? 'the archive did not say';
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
      }
      if (failed === 0) return;
      const listed = [...reasons].map(([reason, count]) => `${String(count)}: ${reason}`).join('; ');
      throw new HubError(
        'UPSTREAM_UNAVAILABLE',
        `the archive took ${String(images.length - failed)} of ${String(images.length)} images, not ${listed}`,
      );
    },
  };
}
