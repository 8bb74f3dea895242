/** One person of a project, encrypted. */
export interface SealedIdentity {
  readonly projectId: string;
  /** Keyed digest of the patient's identifiers: finds the row, tells nothing. */
  readonly digest: string;
  readonly researchId: string;
  /** AES-256-GCM: nonce (12 bytes), cipher text, tag (16 bytes). */
  readonly sealed: Uint8Array;
}

/** From patients' identifiers to research identifiers, and back for the one role that may. */
export interface IdentityMap {
  /** Adds those that are not there; joins the ambient transaction. */
  put(identities: readonly SealedIdentity[]): Promise<void>;
  /** The sealed identities behind a research identifier: usually one; several when a person came under several identifiers. */
  find(projectId: string, researchId: string): Promise<readonly SealedIdentity[]>;
}
