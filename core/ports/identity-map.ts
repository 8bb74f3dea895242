/** One person of a project, encrypted. */
export interface SealedIdentity {
  readonly projectId: string;
  /** Keyed digest of the patient's identifiers: finds the row, tells nothing. */
  readonly digest: string;
  readonly researchId: string;
  /** The key (`MappingKeyStore`) of digest and cipher text. */
  readonly keyVersion: number;
  /** AES-256-GCM: nonce (12 bytes), cipher text, tag (16 bytes). */
  readonly sealed: Uint8Array;
}

/** From patients' identifiers to research identifiers, and back for the one role that may. */
export interface IdentityMap {
  /** Adds those that are not there; joins the ambient transaction. */
  put(identities: readonly SealedIdentity[]): Promise<void>;
  /** The sealed identities behind a research identifier: usually one; several when a person came under several identifiers. */
  find(projectId: string, researchId: string): Promise<readonly SealedIdentity[]>;
  /** Research identifiers by digest, of those that are there; the newest of a person who got several (from another list). */
  findByDigest(projectId: string, digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Up to `first` rows under keys older than that version, held until the ambient transaction ends. */
  holdOlder(keyVersion: number, first: number): Promise<readonly SealedIdentity[]>;
  /** Puts each row in the place of another of the same person; one that is there already stays, and the other goes. Joins the ambient transaction. */
  replace(pairs: readonly { readonly old: SealedIdentity; readonly by: SealedIdentity }[]): Promise<void>;
  /** How many rows each key has; keys without any are not in it. */
  countByKey(): Promise<ReadonlyMap<number, number>>;
}
