import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor, type Person } from '../policy/policy.ts';
import type { PoolReviewRule } from '../ports/pool-review-store.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';

const maxComment = 2000;

/** As long as nobody has set another one. */
export const defaultReviewRule: PoolReviewRule = {
  requireSignature: false,
  reviewsNeeded: 1,
  purgeAfterDays: null,
  version: 0,
};

/** An exam that a person may decide, and its pool's rule for that. */
export interface Decidable {
  readonly person: Person;
  readonly exam: QuarantinedExam;
  readonly rule: PoolReviewRule;
}

/** The exam, for one who may decide about it. @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN (also where the pool's exams are others' to review) */
export async function decidableExam(
  { quarantine, poolReviews }: Pick<IntakePorts, 'quarantine' | 'poolReviews'>,
  actor: Actor,
  quarantinedExamId: string,
): Promise<Decidable> {
  requireSignedIn(actor);
  const exam = isId(quarantinedExamId)
    ? (await quarantine.getExams([quarantinedExamId])).get(quarantinedExamId)
    : undefined;
  if (!exam || !may(actor, 'project.read', exam.projectId)) throw notFound('quarantined exam');
  authorize(actor, 'intake.review', exam.projectId);
  if (actor.kind !== 'user') throw new HubError('FORBIDDEN', 'a review is signed by a person');
  const assigned = (await poolReviews.reviewersOf([exam.poolId])).get(exam.poolId);
  if (assigned?.includes(actor.id) === false)
    throw new HubError('FORBIDDEN', "the pool's exams are assigned to other reviewers");
  const rule = (await poolReviews.rulesOf([exam.poolId])).get(exam.poolId) ?? defaultReviewRule;
  return { person: actor, exam, rule };
}

/** @throws BAD_USER_INPUT */
export function requireComment(comment: string | null, needed: string | null): void {
  if (comment !== null && (comment.length > maxComment || comment.includes('\0')))
    throw badInput('input.comment', `at most ${String(maxComment)} characters`, comment.length);
  if (needed !== null && (comment === null || comment.trim() === '')) throw badInput('input.comment', needed, comment);
}

/** The exam, held for the decision, as it waits with so many images. @throws CONFLICT */
export function requireWaiting(held: QuarantinedExam, seenImages: number | null): void {
  const { state, imageCount } = held;
  if (state !== 'QUARANTINED')
    throw new HubError('CONFLICT', `this exam was ${state.toLowerCase()} already`, { state });
  if (seenImages === null || seenImages === imageCount) return;
  const message = `the exam has ${String(imageCount)} images now: look at those that arrived meanwhile`;
  throw new HubError('CONFLICT', message, { state, imageCount });
}
