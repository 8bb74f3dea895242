import type { Asset, WithdrawnMark } from '../assets/asset.ts';

/** What is left of an asset: where it was, who made it when, and why it is gone. Its parents and provenance edges stay too. */
export interface Tombstone extends Pick<Asset, 'id' | 'projectId' | 'level' | 'kind' | 'createdAt' | 'createdBy'> {
  readonly withdrawn: WithdrawnMark;
}

/** The asset that a tombstone is read as. */
export function tombstoneAsset({ withdrawn, ...rest }: Tombstone): Asset {
  return { ...rest, label: withdrawnLabel, properties: {}, content: null, version: 1, withdrawn };
}

/** The label of every tombstone. */
export const withdrawnLabel = 'withdrawn';

/**
 * Assets that are withdrawn. Every write of the graph that speaks of one (as parent, input, tagged, related, changed) is refused as WITHDRAWN
 * from then on; searches, lists of children and reuse don't find it, reads by id and walks do.
 */
export interface AssetTombstones {
  /**
   * Until the ambient transaction ends nobody else writes to the graph: what is read after it is what there is. First of all in the
   * transaction, which has written nothing before.
   */
  hold(): Promise<void>;
  /** For ever; one that is a tombstone already stays as it is. @throws BAD_USER_INPUT for an asset that is not there */
  put(tombstones: readonly Tombstone[]): Promise<void>;
}
