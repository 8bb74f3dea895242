import { isId } from '../ids.ts';
import { may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { RecordedRedaction } from '../ports/review-store.ts';
import type { IntakePorts } from './ports.ts';
import { hashOf } from '../signatures/signed.ts';
import { type ReviewSignature, type SignatureState, stateOf } from './signature.ts';

/** A signature as it is shown. */
export interface ShownSignature extends ReviewSignature {
  /** SHA-256 of the document. */
  readonly hash: string;
  readonly state: SignatureState;
}

/** What was decided and done about exams in quarantine, for those who see the queue. */
export function createReviewRecords({ quarantine, reviews, signatures, certifier }: IntakePorts) {
  async function visible(actor: Actor, examIds: readonly string[]) {
    requireSignedIn(actor);
    const exams = await quarantine.getExams(examIds.filter(isId));
    return [...exams.values()].filter(({ projectId }) => may(actor, 'intake.read', projectId));
  }

  return {
    /** Of these exams, the signatures of those that the actor may see, each checked against its record; oldest first. @throws UNAUTHENTICATED */
    async signaturesOfExams(
      actor: Actor,
      examIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly ShownSignature[]>> {
      const exams = await visible(actor, examIds);
      const ids = exams.map(({ id }) => id);
      const [found, digests] = await Promise.all([signatures.signaturesOf(ids), reviews.imagesDigests(ids)]);
      const shown = exams.map(async (exam) => {
        const own = (found.get(exam.id) ?? []).map(async (signature) => ({
          ...signature,
          hash: hashOf(signature.document),
          state: await stateOf(signature, exam, digests.get(exam.id) ?? null, certifier),
        }));
        return [exam.id, await Promise.all(own)] as const;
      });
      return new Map(await Promise.all(shown));
    },

    /** Of these exams, what was blacked out in those that the actor may see, oldest first. @throws UNAUTHENTICATED */
    async redactionsOfExams(
      actor: Actor,
      examIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly RecordedRedaction[]>> {
      const exams = await visible(actor, examIds);
      return reviews.redactionsOf(exams.map(({ id }) => id));
    },
  };
}
