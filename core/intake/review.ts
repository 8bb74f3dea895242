import { HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { QuarantinedExam, ReviewState } from './intake.ts';
import { pageOf } from '../page.ts';
import { decidableExam, requireComment, requireWaiting } from './deciding.ts';
import { requireReplacingSeen } from './image-updates.ts';
import { jobAttempts, type IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { noImages, type SignatureInput, type Signing } from './signing.ts';

/** Exams of one call. */
const mostAtOnce = 1000;

/** What became of exams that somebody approved together. */
export interface ApprovedExams {
  readonly approved: readonly QuarantinedExam[];
  /** Signed, and in quarantine still: their pools want another person's approval too. */
  readonly awaitingSecond: readonly QuarantinedExam[];
}

/** What a person has looked at, or was listed: the decision is of nothing else. */
interface Seen {
  readonly imageCount: number | null;
  /** `ReviewStore.imagesDigests`; null: whatever the images are. */
  readonly digest: string | null;
}

interface Decided {
  readonly exam: QuarantinedExam;
  /** False: it was decided so before, and nobody has signed anything now. */
  readonly isSigned: boolean;
}

/** The job that carries out what was decided. */
export function carryOutJob(examId: string) {
  const payload = { quarantinedExamId: examId };
  return { queue: 'register', key: `review:${examId}`, payload, attempts: jobAttempts.register } as const;
}

/** Quarantine: who sees what waits, and the review that ends the waiting. */
export function createReview(ports: IntakePorts, progress: Progress, signing: Signing) {
  const { quarantine, reviews, jobs, audit, transactor } = ports;

  async function decide(
    actor: Actor,
    quarantinedExamId: string,
    outcome: 'APPROVED' | 'REJECTED',
    comment: string | null,
    { imageCount: seenImages, digest }: Seen,
    signature: SignatureInput = {},
  ): Promise<Decided> {
    const { person, exam, rule } = await decidableExam(ports, actor, quarantinedExamId);
    requireComment(comment, outcome === 'REJECTED' ? 'the reason of the rejection' : null);
    // Again is no error, and nothing new to be signed.
    if (exam.state === outcome) return { exam, isSigned: false };
    const signer = await signing.signerOf(person, exam, signature, rule.requireSignature);
    return transactor.transact(async () => {
      const held = await reviews.lock(exam.id);
      if (!held) throw notFound('quarantined exam');
      if (held.state === outcome) return { exam: held, isSigned: false };
      requireWaiting(held, seenImages);
      const digestNow = async () => (await reviews.imagesDigests([held.id])).get(held.id) ?? noImages;
      if (digest !== null && digest !== (await digestNow()))
        throw new HubError('CONFLICT', 'the exam has other images now', { state: held.state });
      if (outcome === 'APPROVED' && seenImages !== null) await requireReplacingSeen(ports, exam.id, person.id);
      const approvers = outcome === 'APPROVED' ? await signing.approversOf(exam.id) : new Set<string>();
      const isEnough = outcome === 'REJECTED' || new Set([...approvers, person.id]).size >= rule.reviewsNeeded;
      if (!isEnough && approvers.has(person.id)) return { exam: held, isSigned: false };
      const signed = await signing.sign(signer, held, outcome === 'APPROVED' ? 'APPROVE' : 'REJECT', comment);
      const entry = {
        actor: person.username,
        target: `quarantined-exam:${exam.id}`,
        projectId: exam.projectId,
        reason: comment,
        oldValue: { state: 'QUARANTINED' },
      };
      const facts = { imageCount: held.imageCount, signedBy: person.id, signature: signed };
      if (!isEnough) {
        const state = 'QUARANTINED';
        await audit.append({ ...entry, action: 'exam.approval-signed', newValue: { state, ...facts } });
        return { exam: held, isSigned: true };
      }
      await quarantine.review(exam.id, outcome, { id: person.id, name: person.username }, comment, seenImages);
      await jobs.enqueue([carryOutJob(exam.id)]);
      await progress.now(await quarantine.ingestionsOf(exam.id));
      const action = outcome === 'APPROVED' ? 'exam.approved' : 'exam.rejected';
      await audit.append({ ...entry, action, newValue: { state: outcome, ...facts } });
      return { exam: (await quarantine.getExams([exam.id])).get(exam.id) ?? held, isSigned: true };
    });
  }

  const decideOne =
    (outcome: 'APPROVED' | 'REJECTED') =>
    async (
      actor: Actor,
      id: string,
      comment: string | null,
      seenImages: number | null = null,
      signature?: SignatureInput,
    ): Promise<QuarantinedExam> =>
      (await decide(actor, id, outcome, comment, { imageCount: seenImages, digest: null }, signature)).exam;

  async function list(
    actor: Actor,
    projectId: string,
    state: ReviewState | null,
    first: number,
    after?: string | null,
    mine = false,
  ): Promise<Page<QuarantinedExam>> {
    authorize(actor, 'intake.read', projectId);
    if (!mine) return quarantine.examsOf(projectId, state, pageOf(first, after));
    // What waits for nobody else's decision alone: none of it for those who decide nothing.
    if (actor.kind !== 'user' || !may(actor, 'intake.review', projectId))
      return { items: [], hasNextPage: false, totalCount: 0 };
    return quarantine.examsOf(projectId, 'QUARANTINED', pageOf(first, after), actor.id);
  }

  return {
    /**
     * Exams waiting for review or reviewed (all of them when `state` is null), oldest first; with `mine`, those that wait for the caller's decision.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
     */
    quarantinedExams: list,

    /** Of these ids, the exams that the actor may see. */
    async examsByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, QuarantinedExam>> {
      requireSignedIn(actor);
      const found = await quarantine.getExams(ids.filter(isId));
      return new Map([...found].filter(([, exam]) => may(actor, 'intake.read', exam.projectId)));
    },

    /**
     * The exam, released from quarantine and signed; still in quarantine where the pool wants a second person's approval. Again is no error.
     * With `seenImages`, only when it has just so many.
     * @throws NOT_FOUND, FORBIDDEN, CONFLICT (decided otherwise already, or another number of images), BAD_USER_INPUT and UNAUTHENTICATED (no
     * password where one is needed, or a wrong one)
     */
    approveExam: decideOne('APPROVED'),

    /** The exam, kept out for good. Again is no error. @throws as `approveExam`, BAD_USER_INPUT (no comment) */
    rejectExam: decideOne('REJECTED'),

    /**
     * Approves what waits for the caller's decision now, exam by exam, with its pool's rules: at most 1000. What somebody else decides at the same
     * moment is left to them, and an exam whose images change meanwhile waits on. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT and UNAUTHENTICATED as `approveExam`; exams before that stay approved
     */
    async approveAll(
      actor: Actor,
      projectId: string,
      comment: string | null = null,
      signature: SignatureInput = {},
    ): Promise<ApprovedExams> {
      authorize(actor, 'intake.review', projectId);
      const waiting: { readonly id: string; readonly digest: string }[] = [];
      for (let after: string | null = null; waiting.length < mostAtOnce;) {
        const page: Page<QuarantinedExam> = await list(actor, projectId, 'QUARANTINED', 100, after, true);
        const digests = await reviews.imagesDigests(page.items.map(({ id }) => id));
        for (const { id } of page.items) waiting.push({ id, digest: digests.get(id) ?? noImages });
        after = page.items.at(-1)?.id ?? null;
        if (!page.hasNextPage) break;
      }
      const decided: QuarantinedExam[] = [];
      let given = signature;
      for (const { id, digest } of waiting) {
        try {
          const { exam, isSigned } = await decide(actor, id, 'APPROVED', comment, { imageCount: null, digest }, given);
          // Somebody else's decision.
          if (!isSigned) continue;
          decided.push(exam);
          // The session goes on from the first signature; without one, each is signed with the password.
          if (actor.kind === 'user' && actor.sessionId !== undefined) given = { ...signature, password: null };
        } catch (caught) {
          if (!(caught instanceof HubError) || caught.code !== 'CONFLICT') throw caught;
        }
      }
      const isApproved = ({ state }: QuarantinedExam) => state === 'APPROVED';
      return { approved: decided.filter(isApproved), awaitingSecond: decided.filter((exam) => !isApproved(exam)) };
    },
  };
}
