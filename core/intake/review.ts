import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { QuarantinedExam, ReviewState } from './intake.ts';
import { pageOf } from '../page.ts';
import { jobAttempts, type IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';

const maxComment = 2000;

/** Quarantine: who sees what waits, and the review that ends the waiting. */
export function createReview({ quarantine, jobs, audit, transactor }: IntakePorts, progress: Progress) {
  async function decide(
    actor: Actor,
    quarantinedExamId: string,
    outcome: 'APPROVED' | 'REJECTED',
    comment: string | null,
    seenImages?: number | null,
  ): Promise<QuarantinedExam> {
    requireSignedIn(actor);
    const exam = isId(quarantinedExamId)
      ? (await quarantine.getExams([quarantinedExamId])).get(quarantinedExamId)
      : undefined;
    if (!exam || !may(actor, 'project.read', exam.projectId)) throw notFound('quarantined exam');
    authorize(actor, 'intake.review', exam.projectId);
    if (actor.kind !== 'user') throw new HubError('FORBIDDEN', 'a review is signed by a person');
    if (comment !== null && (comment.length > maxComment || comment.includes('\0'))) {
      throw badInput('input.comment', `at most ${String(maxComment)} characters`, comment.length);
    }
    if (outcome === 'REJECTED' && (comment === null || comment.trim() === '')) {
      throw badInput('input.comment', 'the reason of the rejection', comment);
    }
    return transactor.transact(async () => {
      const changed = await quarantine.review(
        exam.id,
        outcome,
        { id: actor.id, name: actor.username },
        comment,
        seenImages ?? null,
      );
      const reviewed = (await quarantine.getExams([exam.id])).get(exam.id);
      if (!reviewed) throw notFound('quarantined exam');
      if (!changed) {
        if (reviewed.state === outcome) return reviewed;
        if (reviewed.state === 'QUARANTINED') {
          const { imageCount } = reviewed;
          const message = `the exam has ${String(imageCount)} images now: look at those that arrived meanwhile`;
          throw new HubError('CONFLICT', message, { state: reviewed.state, imageCount });
        }
        throw new HubError('CONFLICT', `this exam was ${reviewed.state.toLowerCase()} already`, {
          state: reviewed.state,
        });
      }
      const payload = { quarantinedExamId: exam.id };
      await jobs.enqueue([{ queue: 'register', key: `review:${exam.id}`, payload, attempts: jobAttempts.register }]);
      await progress.now(await quarantine.ingestionsOf(exam.id));
      await audit.append({
        actor: actor.username,
        action: outcome === 'APPROVED' ? 'exam.approved' : 'exam.rejected',
        target: `quarantined-exam:${exam.id}`,
        projectId: exam.projectId,
        reason: comment,
        oldValue: { state: 'QUARANTINED' },
        newValue: { state: outcome, imageCount: reviewed.imageCount, signedBy: actor.id },
      });
      return reviewed;
    });
  }

  async function list(
    actor: Actor,
    projectId: string,
    state: ReviewState | null,
    first: number,
    after?: string | null,
  ): Promise<Page<QuarantinedExam>> {
    authorize(actor, 'intake.read', projectId);
    return quarantine.examsOf(projectId, state, pageOf(first, after));
  }

  return {
    /** Exams waiting for review or reviewed (all of them when `state` is null), oldest first. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    quarantinedExams: list,

    /** Of these ids, the exams that the actor may see. */
    async examsByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, QuarantinedExam>> {
      requireSignedIn(actor);
      const found = await quarantine.getExams(ids.filter(isId));
      return new Map([...found].filter(([, exam]) => may(actor, 'intake.read', exam.projectId)));
    },

    /**
     * The exam, released from quarantine and signed. Again is no error. With `seenImages`, only when it has just so many.
     * @throws NOT_FOUND, FORBIDDEN, CONFLICT (rejected already, or another number of images)
     */
    approveExam: (actor: Actor, id: string, comment: string | null, seenImages?: number | null) =>
      decide(actor, id, 'APPROVED', comment, seenImages),

    /** The exam, kept out for good. Again is no error. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (no comment), CONFLICT (approved already) */
    rejectExam: (actor: Actor, id: string, comment: string | null, seenImages?: number | null) =>
      decide(actor, id, 'REJECTED', comment, seenImages),

    /** Approves every exam of the project that waits now; answers those that it approved. @throws NOT_FOUND, FORBIDDEN */
    async approveAll(
      actor: Actor,
      projectId: string,
      comment: string | null = null,
    ): Promise<readonly QuarantinedExam[]> {
      authorize(actor, 'intake.review', projectId);
      const waiting: QuarantinedExam[] = [];
      for (let after: string | null = null; ;) {
        const page: Page<QuarantinedExam> = await list(actor, projectId, 'QUARANTINED', 100, after);
        waiting.push(...page.items);
        after = page.items.at(-1)?.id ?? null;
        if (!page.hasNextPage) break;
      }
      const approved: QuarantinedExam[] = [];
      for (const exam of waiting) approved.push(await decide(actor, exam.id, 'APPROVED', comment));
      return approved;
    },
  };
}
