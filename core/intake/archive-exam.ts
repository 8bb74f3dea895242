import { HubError } from '../errors.ts';
import { inGroups } from './in-groups.ts';
import type { IntakePorts } from './ports.ts';

const service = { kind: 'service', name: 'archive' } as const;
/** Instances and bytes of one STOW-RS request. */
const request = { files: 100, bytes: 32 * 1024 * 1024 };

/** The job that stores an approved exam in its site's archive. */
export function createArchiving({ quarantine, objects, sites }: IntakePorts) {
  return {
    /**
     * Stores what the archive has not confirmed yet; running again stores the rest.
     * @throws UPSTREAM_UNAVAILABLE (retryable) with counts when the archive did not take every image
     */
    async archiveExam(quarantinedExamId: string, siteId: string, signal: AbortSignal): Promise<void> {
      const images = await quarantine.imagesOf(quarantinedExamId);
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
        await quarantine.markArchived(
          group.filter((image) => stored.has(image.sopInstanceUID)).map((image) => image.fileId),
        );
        const why = new Map(result.failed.map((failure) => [failure.sopInstanceUID, failure.reason]));
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
