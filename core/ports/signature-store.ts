import type { ReviewSignature } from '../intake/signature.ts';

/** Signatures of reviews. Every write joins the ambient transaction. */
export interface SignatureStore {
  put(signature: ReviewSignature): Promise<void>;
  /** Of each exam, oldest first. */
  signaturesOf(examIds: readonly string[]): Promise<ReadonlyMap<string, readonly ReviewSignature[]>>;
  /** When the session last signed; null when it never did. */
  lastSigned(sessionId: string, accountId: string): Promise<Date | null>;
  noteSigned(sessionId: string, accountId: string, at: Date): Promise<void>;
}
