export interface ParentChange {
  readonly id: string;
  /** All that it is part of from now on: at least one asset that exists. */
  readonly parentIds: readonly string[];
}

/** Changes of what assets are part of; the last one to commit counts. */
export interface AssetMoves {
  /** Holds what these are part of until the ambient transaction ends: who changes it after having looked holds it before the look. */
  hold(ids: readonly string[]): Promise<void>;
  /** Not followed by a search in the same transaction. @throws BAD_USER_INPUT for a parent that is not there */
  setParents(changes: readonly ParentChange[]): Promise<void>;
}
