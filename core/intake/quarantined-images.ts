import { HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { HeldImage, QuarantinedSeries } from '../ports/intake-store.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import { sealedName, unseal } from './seal.ts';

/** Looking at exams in quarantine: series, images and their de-identified files, which are sealed until somebody approves. */
export function createQuarantinedImages({ quarantine, objects, secrets, audit, transactor }: IntakePorts) {
  async function examOf(actor: Actor, id: string): Promise<QuarantinedExam> {
    requireSignedIn(actor);
    const exam = isId(id) ? (await quarantine.getExams([id])).get(id) : undefined;
    if (!exam || !may(actor, 'project.read', exam.projectId)) throw notFound('quarantined exam');
    return exam;
  }

  /** Notes who has seen the image; the first image of an exam that somebody sees goes into the audit trail. */
  async function noteView(actor: Actor, exam: QuarantinedExam, fileId: string): Promise<void> {
    if (actor.kind !== 'user') return;
    await transactor.transact(async () => {
      if ((await quarantine.noteView(exam.id, actor.id, fileId)) !== 1) return;
      await audit.append({
        actor: actorName(actor),
        action: 'exam.viewed',
        target: `quarantined-exam:${exam.id}`,
        projectId: exam.projectId,
        reason: null,
        oldValue: null,
        newValue: { state: exam.state, imageCount: exam.imageCount },
      });
    });
  }

  return {
    /** The series of exams that the actor may see, in order of series number. */
    async seriesOfExams(
      actor: Actor,
      examIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly QuarantinedSeries[]>> {
      requireSignedIn(actor);
      const exams = [...(await quarantine.getExams(examIds.filter(isId))).values()];
      const visible = exams.filter(({ projectId }) => may(actor, 'intake.read', projectId)).map(({ id }) => id);
      return quarantine.seriesOf(visible);
    },

    /** Images of an exam (of one series of it, when not null), in order of series and instance number. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async imagesOfExam(
      actor: Actor,
      examId: string,
      seriesInstanceUID: string | null,
      first: number,
      after: string | null,
    ): Promise<Page<HeldImage>> {
      const exam = await examOf(actor, examId);
      authorize(actor, 'intake.read', exam.projectId);
      return quarantine.imagesPage(exam.id, seriesInstanceUID, pageOf(first, after));
    },

    /** How many images of each of these exams the actor has looked at. */
    async viewedByMe(actor: Actor, examIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      requireSignedIn(actor);
      if (actor.kind !== 'user') return new Map();
      return quarantine.countViews(actor.id, examIds.filter(isId));
    },

    /**
     * The de-identified DICOM file of an image in quarantine: what a reviewer decides about. It may still show a patient, in its pixels say:
     * so it is for reviewers, not for all who see the queue.
     * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, CONFLICT once the exam was reviewed and the file is no longer held here
     */
    async openQuarantinedImage(actor: Actor, fileId: string): Promise<Uint8Array> {
      requireSignedIn(actor);
      const found = isId(fileId) ? await quarantine.findImage(fileId) : null;
      if (!found) throw notFound('quarantined image');
      const { image, quarantinedExamId } = found;
      const exam = await examOf(actor, quarantinedExamId).catch((error: unknown) => {
        // What is invisible and what is absent look the same.
        throw error instanceof HubError && error.code === 'NOT_FOUND' ? notFound('quarantined image') : error;
      });
      authorize(actor, 'intake.review', exam.projectId);
      if (image.sealedObject === null) {
        throw new HubError(
          'CONFLICT',
          `the exam was ${exam.state.toLowerCase()}: its images are no longer in quarantine`,
          {
            state: exam.state,
            examId: exam.examId,
          },
        );
      }
      const bytes = unseal(await secrets.key('intake'), sealedName(image), await objects.get(image.sealedObject));
      await noteView(actor, exam, fileId);
      return bytes;
    },
  };
}
