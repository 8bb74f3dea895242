import { assetChanges, created } from '../assets/asset-changes.ts';
import { assetIds } from '../assets/asset-ids.ts';
import { tagNewAssets } from '../assets/change-tags.ts';
import { putAssets } from '../assets/put-assets.ts';
import { heldBack } from '../audit/held-back.ts';
import { HubError, notFound } from '../errors.ts';
import type { HeldImage } from '../ports/intake-store.ts';
import type { NewJob } from '../ports/job-queue.ts';
import { imageSetOf } from './image-set.ts';
import { dropOutdated, eraseOlder } from './erase-older.ts';
import { updatesAmong, versionImages } from './image-updates.ts';
import { inGroups } from './in-groups.ts';
import type { Pool, QuarantinedExam } from './intake.ts';
import { protocolJobs } from '../protocols/protocol-jobs.ts';
import { defaultRule } from './completeness.ts';
import { jobAttempts, type IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { releaseOf, sharedAssetIds } from './release.ts';
import { resayExam } from './resay-exam.ts';
import { tellSeriesOf } from './grown-series.ts';
import { sealedName, unseal } from './seal.ts';

const service = { kind: 'service', name: 'register' } as const;

/** The job that carries out a review: an approved exam becomes assets, a rejected one's bytes are deleted. */
export function createRegistration(ports: IntakePorts, progress: Progress) {
  const { intake, quarantine, reviews, objects, graph, jobs, feed, secrets, transactor, sites, projects } = ports;
  const { arrivals, completeness, reruns, softwareVersion } = ports;

  /** Puts the de-identified files where assets' contents are; until now they were sealed. */
  async function unsealImages(images: readonly HeldImage[], signal: AbortSignal): Promise<void> {
    const key = await secrets.key('intake');
    for (const group of inGroups(images)) {
      signal.throwIfAborted();
      await Promise.all(
        group.map(async (image) => {
          if (image.sealedObject === null) throw new Error('an approved image has lost its bytes before registration');
          const content = unseal(key, sealedName(image), await objects.get(image.sealedObject));
          const stored = await objects.put(content);
          if (stored.sha256 !== image.sha256) throw new Error('an approved image is not the one that was reviewed');
        }),
      );
    }
  }

  /** Writes the assets, their provenance, the state and all that it causes in one transaction; one exam of a study at a time. */
  async function register(pool: Pool, exam: QuarantinedExam, signal: AbortSignal): Promise<void> {
    const projectName = await projects.nameOf(exam.projectId);
    if (projectName === null) throw notFound('project');
    const images = await quarantine.imagesOf(exam.id);
    const site =
      pool.siteId === null ? null : ((await sites.sitesByIds(service, [pool.siteId])).get(pool.siteId) ?? null);
    await unsealImages(images, signal);
    const ingestionIds = await quarantine.ingestionsOf(exam.id);
    const redactions = (await reviews.redactionsOf([exam.id])).get(exam.id) ?? [];
    await transactor.transact(async () => {
      const audit = heldBack(ports.audit);
      const within = { ...ports, audit };
      await quarantine.lockStudy(exam.projectId, exam.studyInstanceUID);
      const [registered, existing] = await Promise.all([
        quarantine.registeredImages(exam.projectId, exam.studyInstanceUID),
        graph.getAssets([
          ...sharedAssetIds(exam, images),
          assetIds.project(exam.projectId),
          assetIds.subject(exam.projectId, exam.researchId),
        ]),
      ]);
      if (await quarantine.awaitsEarlier(exam.id))
        throw new HubError('UNAVAILABLE', 'what the exam replaces is being registered: its turn comes after that');
      const outdated = await quarantine.replaceOutdated(exam.id);
      const newest = images.filter(({ fileId }) => !outdated.has(fileId));
      const updates = await updatesAmong(ports, exam.projectId, newest, registered);
      const profilesReplaced = updates.length === 0 ? [] : await quarantine.profilesReplaced(exam.id);
      const cameFor = assetIds.subject(exam.projectId, exam.researchId);
      const survivor = await arrivals.survivorOf(cameFor);
      const release = releaseOf({
        pool,
        projectName,
        site,
        exam,
        images,
        ingestionIds,
        redactions,
        registered,
        updated: new Set(updates.map(({ sopInstanceUID }) => sopInstanceUID)),
        profilesReplaced: [...new Set(profilesReplaced.map((profile) => profile ?? pool.profile))],
        existing,
        subjectId: survivor.subjectId,
        softwareVersion,
      });
      await putAssets(graph, release.assets);
      // An exam that was there before stays where it is, and went with the merge then.
      if (!existing.has(release.examId)) await arrivals.note(release.examId, cameFor, survivor);
      await tellSeriesOf(within, release.assets, existing);
      await versionImages(within, exam.projectId, updates);
      const rerun = newest.length === 0 ? null : await reruns.replacedBy(exam.id);
      if (rerun) await resayExam(within, exam, newest, rerun.said);
      if (rerun?.erasesOlder) await eraseOlder(within, exam, newest);
      await dropOutdated(
        ports,
        exam,
        images.filter(({ fileId }) => outdated.has(fileId)),
      );
      await tagNewAssets(within, release.assets);
      for (const activity of release.activities) await graph.recordActivity(activity);
      if (!(await quarantine.markRegistered(exam.id, release.examId))) {
        await audit.write();
        return;
      }
      const replacedIn = await quarantine.replaceOlder(exam.id);
      const all = await quarantine.registeredImages(exam.projectId, exam.studyInstanceUID);
      const imageSet = imageSetOf(all.keys());
      await jobs.enqueue([
        {
          queue: 'advance',
          key: `exam-registered:${release.examId}:${imageSet}`,
          payload: { event: 'EXAM_REGISTERED', projectId: exam.projectId, examId: release.examId },
        },
        await completedJob(pool, exam, release.examId, imageSet),
        ...(pool.siteId === null ? [] : [archiveJob(exam.id, pool.siteId)]),
      ]);
      await progress.now([...new Set([...ingestionIds, ...replacedIn])]);
      const known = new Set([
        ...existing.keys(),
        ...[...registered.keys()].map((uid) => assetIds.image(exam.projectId, uid)),
      ]);
      const fresh = created(release.assets.filter((asset) => !known.has(asset.id)));
      await assetChanges.append(feed, exam.projectId, exam.reviewedBy ?? 'service:register', fresh);
      await audit.append({
        actor: 'service:register',
        action: 'exam.registered',
        target: `asset:${release.examId}`,
        projectId: exam.projectId,
        reason: null,
        oldValue: null,
        newValue: {
          quarantinedExamId: exam.id,
          imageCount: images.length,
          updatedImages: updates.length,
          approvedBy: exam.reviewedBy,
        },
      });
      await audit.write();
    });
  }

  /** More may come of an exam that was approved before it was complete: it is taken as complete after the pool's quiet time. */
  async function completedJob(pool: Pool, exam: QuarantinedExam, examId: string, imageSet: string): Promise<NewJob> {
    const arrival = (await completeness.arrivalsOf([exam.id])).get(exam.id);
    const quiet = arrival?.completeAt ? 0 : (await completeness.rulesOf([pool.id])).get(pool.id)?.quietSeconds;
    const { projectId, studyInstanceUID } = exam;
    const runAfter = new Date(Date.now() + (quiet ?? defaultRule.quietSeconds) * 1000);
    return protocolJobs.completed({ examId, projectId, poolId: pool.id, studyInstanceUID, imageSet }, runAfter);
  }

  /** The withdrawal has put an end to the exam in quarantine too; what was unsealed meanwhile goes. */
  async function registerUnlessWithdrawn(pool: Pool, exam: QuarantinedExam, signal: AbortSignal): Promise<void> {
    const images = await quarantine.imagesOf(exam.id);
    try {
      await register(pool, exam, signal);
    } catch (error) {
      const now = (await quarantine.getExams([exam.id])).get(exam.id);
      if (now?.state === 'APPROVED') throw error;
      await ports.withdrawn.drop(images.map(({ sha256: object }) => object));
    }
  }

  /** Deletes what was sealed; each object belongs to one file alone, so nothing else can need it. */
  async function deleteSealed(examId: string, originalsToo: boolean, signal: AbortSignal): Promise<void> {
    const held = (await quarantine.imagesOf(examId)).filter(
      (image) => image.sealedObject !== null || (originalsToo && image.originalObject !== null),
    );
    for (const group of inGroups(held)) {
      signal.throwIfAborted();
      for (const image of group) {
        if (image.sealedObject !== null) await objects.delete(image.sealedObject);
        if (originalsToo && image.originalObject !== null) await objects.delete(image.originalObject);
      }
      await quarantine.forgetSealed(
        group.map((image) => image.fileId),
        originalsToo,
      );
    }
  }

  return {
    /** Carries out the review of an exam; running again finishes what is left, and changes nothing when nothing is. */
    async carryOutReview(quarantinedExamId: string, signal: AbortSignal): Promise<void> {
      const exam = (await quarantine.getExams([quarantinedExamId])).get(quarantinedExamId);
      const pool = exam && (await intake.getPools([exam.poolId])).get(exam.poolId);
      if (!pool) throw notFound('quarantined exam');
      if (exam.state === 'QUARANTINED') throw new HubError('CONFLICT', 'this exam was not reviewed yet');
      if (exam.state === 'APPROVED' && exam.examId === null) await registerUnlessWithdrawn(pool, exam, signal);
      await deleteSealed(exam.id, exam.state === 'REJECTED' || !pool.keepsOriginals, signal);
    },
  };
}

function archiveJob(quarantinedExamId: string, siteId: string): NewJob {
  const key = `archive:${quarantinedExamId}`;
  return { queue: 'archive', key, payload: { quarantinedExamId, siteId }, attempts: jobAttempts.archive };
}
