import { canonicalJson, type JsonObject } from '../json.ts';
import type { Certifier } from '../ports/certifier.ts';
import { isSigned, type SignedWith } from '../signatures/signed.ts';
import type { QuarantinedExam } from './intake.ts';

export const decisions = ['APPROVE', 'REJECT', 'REDACT', 'REQUEUE'] as const;
export type Decision = (typeof decisions)[number];

/** What the signing means (21 CFR 11.50(a)(3)). */
export const meanings = ['REVIEW', 'APPROVAL', 'REJECTION', 'RESPONSIBILITY', 'AUTHORSHIP'] as const;
export type Meaning = (typeof meanings)[number];

export const meaningOf: Readonly<Record<Decision, Meaning>> = {
  APPROVE: 'APPROVAL',
  REJECT: 'REJECTION',
  REDACT: 'AUTHORSHIP',
  REQUEUE: 'RESPONSIBILITY',
};

/** What a signature is bound to: its hash changes with any of it. */
export interface SignedDocument extends JsonObject {
  readonly type: 'PESSCARA review signature';
  readonly version: 1;
  readonly id: string;
  readonly exam: {
    readonly id: string;
    readonly project: string;
    readonly pool: string;
    readonly studyInstanceUID: string;
    readonly researchId: string;
    readonly generation: number;
  };
  /** As they were signed; the digest is that of `ReviewStore.imagesDigests`. */
  readonly images: { readonly count: number; readonly digest: string };
  readonly decision: Decision;
  readonly meaning: Meaning;
  readonly comment: string | null;
  /** What more the decision says: regions, a profile. */
  readonly details: JsonObject;
  readonly signer: { readonly account: string; readonly username: string; readonly name: string };
  /** UTC, ISO 8601. */
  readonly signedAt: string;
  readonly signedWith: SignedWith;
}

/** A signature as it is kept: whom it is of stands in the document. */
export interface ReviewSignature {
  readonly quarantinedExamId: string;
  readonly document: SignedDocument;
  /** The document, signed by the hub: JWS in compact form (RFC 7515), Ed25519. */
  readonly jws: string;
}

/**
 * - VALID: the hub signed it, for this exam, and the exam's images are those that were signed
 * - SUPERSEDED: the hub signed it for this exam; its images were redacted, joined by others or withdrawn since
 * - BROKEN: changed since, or of another record
 */
export type SignatureState = 'VALID' | 'SUPERSEDED' | 'BROKEN';

/** Whether the signature fits its record. `digest` is that of the exam's images now; null when it has none. */
export async function stateOf(
  { document, jws }: ReviewSignature,
  exam: QuarantinedExam,
  digest: string | null,
  certifier: Pick<Certifier, 'verify'>,
): Promise<SignatureState> {
  if (!(await isSigned(certifier, document, jws))) return 'BROKEN';
  const { id, projectId, poolId, studyInstanceUID, researchId, generation } = exam;
  const record = { id, project: projectId, pool: poolId, studyInstanceUID, researchId, generation };
  if (canonicalJson(document.exam) !== canonicalJson(record)) return 'BROKEN';
  if (document.images.digest !== digest) return 'SUPERSEDED';
  return contradicts(document, exam) ? 'BROKEN' : 'VALID';
}

/** True where the exam says another decision, person or comment than the one that ended its waiting. */
function contradicts({ decision, comment, signer }: SignedDocument, exam: QuarantinedExam): boolean {
  const ends = { APPROVE: 'APPROVED', REJECT: 'REJECTED', REDACT: null, REQUEUE: 'REQUEUED' }[decision];
  if (ends !== exam.state || exam.reviewedById !== signer.account) return false;
  return exam.reviewComment !== comment || exam.reviewedBy !== signer.username;
}
