import { assetIds } from '../assets/asset-ids.ts';
import type { HeldImage } from '../ports/intake-store.ts';
import type { NewJob } from '../ports/job-queue.ts';
import { currentVersion } from '../versions/history.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';

/** What makes it fail (a store that is away) passes. */
const attempts = 2000;

/** The job that deletes bytes which nothing needs any more since the exam was registered. */
function purgeErasedJob(quarantinedExamId: string): NewJob {
  return { queue: 'purge', key: `erased:${quarantinedExamId}`, payload: { erasedWith: quarantinedExamId }, attempts };
}

/** What was unsealed of images that came too late is no asset's. Within the ambient transaction. */
export async function dropOutdated(
  ports: IntakePorts,
  exam: QuarantinedExam,
  images: readonly HeldImage[],
): Promise<void> {
  if (images.length === 0) return;
  await ports.versioning.versions.noteUnneeded(images.map(({ sha256 }) => sha256));
  await ports.jobs.enqueue([purgeErasedJob(exam.id)]);
}

/**
 * Erases what earlier versions of the exam, its series and these images held, and what quarantine still says of the older files; a job deletes the
 * bytes. Within the ambient transaction, which has made what takes their place.
 */
export async function eraseOlder(
  ports: IntakePorts,
  exam: QuarantinedExam,
  images: readonly HeldImage[],
): Promise<void> {
  const { projectId } = exam;
  const { versions } = ports.versioning;
  const examId = assetIds.exam(projectId, exam.studyInstanceUID);
  const ids = new Set([
    examId,
    ...images.flatMap((image) => [
      assetIds.series(projectId, image.seriesInstanceUID),
      assetIds.image(projectId, image.sopInstanceUID),
    ]),
  ]);
  const assets = await ports.graph.getAssets([...ids]);
  const at = new Date();
  let erased = 0;
  for (const [id, asset] of [...assets].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await versions.lock(id);
    erased += await versions.eraseBefore(id, (await currentVersion(versions, asset)).number, at);
  }
  await ports.reruns.forgetSaid(exam.id);
  await ports.jobs.enqueue([purgeErasedJob(exam.id)]);
  await ports.audit.append({
    actor: 'service:register',
    action: 'exam.older-versions-erased',
    target: `asset:${examId}`,
    projectId,
    reason: null,
    oldValue: null,
    newValue: { quarantinedExamId: exam.id, versions: erased, approvedBy: exam.reviewedBy },
  });
}
