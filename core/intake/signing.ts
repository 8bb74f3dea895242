import { badInput } from '../errors.ts';
import { newId } from '../ids.ts';
import { type JsonObject, sha256 } from '../json.ts';
import type { Person } from '../policy/policy.ts';
import { confirmPerson, passwordField, printedName } from '../signatures/confirm-person.ts';
import { hashOf, type SignedWith } from '../signatures/signed.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import { type Decision, type Meaning, meaningOf, type ReviewSignature, type SignedDocument } from './signature.ts';

/** What somebody gives to sign a decision. */
export interface SignatureInput {
  /** Their own. Null where the session goes on, or nothing demands it. */
  readonly password?: string | null;
  /** Null: that of the decision. */
  readonly meaning?: Meaning | null;
}

/** One who may sign now. */
export interface Signer {
  readonly person: Person;
  readonly name: string;
  readonly signedWith: SignedWith;
  readonly meaning: Meaning | null;
}

/** Without a decision for so long, the password is asked again (21 CFR 11.200(a)(1)). */
const idleMs = 10 * 60_000;
/** Digest of an exam all of whose images were withdrawn. */
export const noImages = sha256('');

/** Signing of decisions about exams in quarantine. */
export function createSigning(
  { signatures, reviews, people, certifier, audit }: IntakePorts,
  now: () => Date = () => new Date(),
) {
  async function goesOn({ sessionId, id }: Person): Promise<boolean> {
    const last = sessionId === undefined ? null : await signatures.lastSigned(sessionId, id);
    return last !== null && now().getTime() - last.getTime() <= idleMs;
  }

  return {
    /**
     * Makes sure of the person, before anything is decided and outside of its transaction: a wrong password counts, whatever becomes of that.
     * @throws BAD_USER_INPUT (a password is needed), UNAUTHENTICATED (a wrong one, or too many)
     */
    async signerOf(
      person: Person,
      exam: QuarantinedExam,
      { password, meaning = null }: SignatureInput,
      isRequired: boolean,
    ): Promise<Signer> {
      const given = typeof password === 'string';
      if (given)
        await confirmPerson({ people, audit }, person, `quarantined-exam:${exam.id}`, exam.projectId, password);
      else if (isRequired && !(await goesOn(person)))
        throw badInput(passwordField, 'your password: the pool demands signed decisions', null);
      const name = await printedName(people, person);
      return { person, name, signedWith: given ? 'PASSWORD' : 'SESSION', meaning };
    },

    /** Signs in the transaction of the decision; `exam` is as it was decided, still in quarantine. Answers the hash of what was signed. */
    async sign(
      { person, name, signedWith, meaning }: Signer,
      exam: QuarantinedExam,
      decision: Decision,
      comment: string | null,
      details: JsonObject = {},
    ): Promise<string> {
      const digest = (await reviews.imagesDigests([exam.id])).get(exam.id) ?? noImages;
      const at = now();
      const { id, projectId, poolId, studyInstanceUID, researchId, generation, imageCount } = exam;
      const document: SignedDocument = {
        type: 'PESSCARA review signature',
        version: 1,
        id: newId(),
        exam: { id, project: projectId, pool: poolId, studyInstanceUID, researchId, generation },
        images: { count: imageCount, digest },
        decision,
        meaning: meaning ?? meaningOf[decision],
        comment,
        details,
        signer: { account: person.id, username: person.username, name },
        signedAt: at.toISOString(),
        signedWith,
      };
      const signature: ReviewSignature = { quarantinedExamId: id, document, jws: await certifier.sign(document) };
      await signatures.put(signature);
      if (person.sessionId !== undefined && (signedWith === 'PASSWORD' || (await goesOn(person))))
        await signatures.noteSigned(person.sessionId, person.id, at);
      return hashOf(document);
    },

    /** Who has approved the exam as it is now, by account id. */
    async approversOf(examId: string): Promise<ReadonlySet<string>> {
      const [digest, all] = await Promise.all([
        reviews.imagesDigests([examId]).then((digests) => digests.get(examId) ?? noImages),
        signatures.signaturesOf([examId]).then((found) => found.get(examId) ?? []),
      ]);
      const approvals = all.filter(
        ({ document }) => document.decision === 'APPROVE' && document.images.digest === digest,
      );
      return new Set(approvals.map(({ document }) => document.signer.account));
    },
  };
}

export type Signing = ReturnType<typeof createSigning>;
