/** A key of the identity map, as it is kept. */
export interface StoredMappingKey {
  /** 1, 2, ... in the order in which they were made. */
  readonly version: number;
  /** Sealed under a key of the hub; null for version 1, which is derived from the master key, and for one that was destroyed. */
  readonly sealed: Uint8Array | null;
  /** Null for version 1, which is as old as the hub. */
  readonly madeBy: string | null;
  readonly madeAt: Date | null;
  /** Since when nothing is sealed under it; null while it is in use. */
  readonly retiredAt: Date | null;
}

/** The keys of the identity map; there is always a first one. All methods join the ambient transaction. */
export interface MappingKeyStore {
  /** All of them, oldest first; none is retired until the ambient transaction ends, so that what is sealed under one can be opened after. */
  hold(): Promise<readonly StoredMappingKey[]>;
  /** All of them, oldest first, as they are at this moment. */
  all(): Promise<readonly StoredMappingKey[]>;
  /** @throws CONFLICT when that version is there */
  add(key: StoredMappingKey): Promise<void>;
  /** Destroys a key if nothing is sealed under it, waiting for transactions that hold keys; false when something is. */
  retireUnused(version: number, at: Date): Promise<boolean>;
}
