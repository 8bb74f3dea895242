import type { JsonObject } from '../json.ts';
import type { SignedWith } from '../signatures/signed.ts';
import type { TaskOutcome } from './task-spec.ts';

/** What the signing of a task means (21 CFR 11.50(a)(3)). */
export type SignedMeaning = 'APPROVAL' | 'REVIEW' | 'RESPONSIBILITY' | 'REJECTION';

/** What a signature is bound to: its hash changes with any of it. */
export interface SignedTask extends JsonObject {
  readonly type: 'PESSCARA task signature';
  readonly version: 1;
  readonly id: string;
  readonly task: {
    readonly id: string;
    readonly title: string;
    readonly project: string;
    readonly run: string;
    readonly exam: string;
    readonly step: string;
  };
  /** What was looked at. The digest is the SHA-256 of a line `<asset id> <hash of its content>` each, in order of id. */
  readonly inputs: { readonly count: number; readonly digest: string };
  readonly outcome: TaskOutcome;
  readonly meaning: SignedMeaning;
  readonly comment: string | null;
  readonly values: JsonObject | null;
  /** Ids of the assets that were handed in. */
  readonly outputs: readonly string[];
  readonly signer: { readonly account: string; readonly username: string; readonly name: string };
  /** UTC, ISO 8601. */
  readonly signedAt: string;
  readonly signedWith: SignedWith;
}

/** A signature as it is kept. */
export interface TaskSignature {
  readonly document: SignedTask;
  /** The document, signed by the hub: JWS in compact form (RFC 7515), Ed25519. */
  readonly jws: string;
}
