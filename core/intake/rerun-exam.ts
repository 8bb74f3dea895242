import type { Asset } from '../assets/asset.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { ExamOriginal } from '../ports/rerun-store.ts';
import type { Ingestion } from './intake.ts';
import { deidentifyJob, type IntakePorts } from './ports.ts';
import { pinnedProfile } from './profiles.ts';
import type { Progress } from './progress.ts';

export interface RerunDeidentification {
  /** Of the exam's asset. */
  readonly examId: string;
  /** A built-in profile, or one of the project as `name@version`, or `name`: its newest version. */
  readonly profile: string;
  /** Why: it stands in the audit trail. */
  readonly reason: string;
  /** Earlier versions of the exam, its series and images are erased once the outcome is approved. Null and absent: they stay. */
  readonly eraseOlder?: boolean | null | undefined;
}

/** An exam that is de-identified anew: one ingestion for each pool that its images came through. */
export interface Rerun {
  readonly exam: Asset;
  readonly ingestions: readonly Ingestion[];
}

/** De-identifying an approved exam anew, from what came in. */
export function createReruns(ports: IntakePorts, progress: Progress) {
  const { intake, quarantine, reruns, profiles, jobs, graph, audit, transactor, withdrawn } = ports;

  /** @throws NOT_FOUND, FORBIDDEN, WITHDRAWN */
  async function managedExam(actor: Actor, examId: string): Promise<Asset> {
    requireSignedIn(actor);
    const exam = isId(examId) ? (await graph.getAssets([examId])).get(examId) : undefined;
    if (exam?.level !== 'EXAM' || !may(actor, 'project.read', exam.projectId)) throw notFound('exam');
    authorize(actor, 'pool.manage', exam.projectId);
    if (exam.withdrawn) throw isWithdrawn(exam);
    return exam;
  }

  return {
    /**
     * The exam's images, made anew of their kept originals by the profile, wait for a reviewer as its next exam in quarantine; approved, they become
     * new versions of the images.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (also a profile that the project does not have), WITHDRAWN, CONFLICT (originals that are not
     * kept, or other content that waits, with their number in the details)
     */
    async rerunDeidentification(actor: Actor, input: RerunDeidentification): Promise<Rerun> {
      const exam = await managedExam(actor, input.examId);
      const eraseOlder = input.eraseOlder ?? false;
      // Nobody brings back what is erased.
      if (eraseOlder) authorize(actor, 'project.own', exam.projectId);
      const { reason } = input;
      if (reason.trim() === '' || reason.length > 2000 || reason.includes('\0'))
        throw badInput('input.reason', '1 to 2000 characters', reason.length);
      const profile = await pinnedProfile(profiles, exam.projectId, input.profile, 'input.profile');
      return transactor.transact(async () => {
        const { studyInstanceUID } = exam.properties;
        // First of all, as whoever registers does: of two re-runs the second one finds what the first waits for.
        await quarantine.lockStudy(exam.projectId, typeof studyInstanceUID === 'string' ? studyInstanceUID : exam.id);
        if ((await withdrawn.among([exam.id])).size > 0) throw isWithdrawn(exam);
        const originals = await reruns.originalsOf(exam.projectId, exam.id);
        requireWhole(originals);
        const pools = await intake.getPools([...new Set(originals.map(({ poolId }) => poolId))]);
        const ingestions: Ingestion[] = [];
        for (const [poolId, ofPool] of Map.groupBy(originals, (original) => original.poolId)) {
          const pool = pools.get(poolId);
          if (!pool) throw notFound('pool');
          const { projectId } = pool;
          const ingestion = { id: newId(), poolId, projectId, startedBy: `rerun:${actorName(actor)}` };
          ingestions.push(await intake.putIngestion(ingestion));
          const files = ofPool.map(({ fileId }) => {
            return { id: nameId('rerun-file', ingestion.id, fileId), ingestionId: ingestion.id, of: fileId };
          });
          await reruns.putReruns(files, profile, eraseOlder);
        }
        await jobs.enqueue(ingestions.map(({ id }) => deidentifyJob(id, 0)));
        await progress.now(ingestions.map(({ id }) => id));
        await audit.append({
          actor: actorName(actor),
          action: 'exam.deidentified-anew',
          target: `asset:${exam.id}`,
          projectId: exam.projectId,
          reason,
          oldValue: null,
          newValue: { profile, eraseOlder, imageCount: originals.length, ingestions: ingestions.map(({ id }) => id) },
        });
        return { exam, ingestions };
      });
    },
  };
}

function isWithdrawn(exam: Asset): HubError {
  return new HubError('WITHDRAWN', 'consent for the exam was withdrawn', { assetId: exam.id });
}

/** @throws CONFLICT unless all of the exam can be made anew */
function requireWhole(originals: readonly ExamOriginal[]): void {
  const images = originals.length;
  if (images === 0) throw new HubError('CONFLICT', 'nothing of this exam came in through a pool', { images });
  const missing = originals.filter(({ isKept }) => !isKept).length;
  if (missing > 0) {
    const message = `the originals of ${String(missing)} of ${String(images)} images are not kept: their pool deletes them after approval`;
    throw new HubError('CONFLICT', message, { images, missing });
  }
  const waiting = originals.filter(({ isUpdating }) => isUpdating).length;
  if (waiting === 0) return;
  const message = `other content of ${String(waiting)} of ${String(images)} images waits for its review: decide about it first`;
  throw new HubError('CONFLICT', message, { images, waiting });
}
