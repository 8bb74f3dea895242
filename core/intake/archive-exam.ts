import { HubError } from '../errors.ts';
import { inGroups } from './in-groups.ts';
import type { HeldImage } from '../ports/intake-store.ts';
import type { IntakePorts } from './ports.ts';
import { isSameContent } from './same-content.ts';

const service = { kind: 'service', name: 'archive' } as const;
/** Instances and bytes of one STOW-RS request. */
const request = { files: 100, bytes: 32 * 1024 * 1024 };

/** The job that stores an approved exam in its site's archive. */
export function createArchiving({ quarantine, objects, sites }: IntakePorts) {
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

  return {
    /**
     * Stores what the archive has not confirmed yet; running again stores the rest.
     * @throws UPSTREAM_UNAVAILABLE (retryable) with counts when the archive did not take every image
     */
    async archiveExam(quarantinedExamId: string, siteId: string, signal: AbortSignal): Promise<void> {
      const images = await quarantine.imagesOf(quarantinedExamId);
      const study = (await quarantine.getExams([quarantinedExamId])).get(quarantinedExamId)?.studyInstanceUID ?? '';
      const waiting = images.filter((image) => !image.archived && !image.isReplaced);
      const reasons = new Map<string, number>();
      let failed = 0;
      for (const group of inGroups(waiting, request)) {
        signal.throwIfAborted();
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
        const why = new Map(result.failed.map((failure) => [failure.sopInstanceUID, failure.reason]));
        for (const [n, image] of group.entries()) {
          const isOld =
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
          if (stored.has(image.sopInstanceUID)) continue;
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
