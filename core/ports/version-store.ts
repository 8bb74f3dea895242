import type { AssetContent } from '../assets/asset.ts';
import type { CheckOut, NewVersion, Version } from '../versions/version.ts';
import type { Page } from './asset-graph.ts';

/** One version of one asset. */
export interface VersionKey {
  readonly assetId: string;
  readonly number: number;
}

/** One asset at one moment. */
export interface VersionMoment {
  readonly assetId: string;
  readonly at: Date;
}

/** A part of a history, newest first: `first` of those with a number below `before` (null: from the newest on). */
export interface HistoryRequest {
  readonly first: number;
  readonly before: number | null;
}

/**
 * Versions that were written down, and check-outs. An asset that was never changed has no version here. All reads are batched; what
 * is not there is absent from the answered map. Writes join the ambient transaction.
 */
export interface VersionStore {
  /** Keeps everybody else from changing the asset's versions and check-out until the ambient transaction ends. */
  lock(assetId: string): Promise<void>;
  newest(assetIds: readonly string[]): Promise<ReadonlyMap<string, Version>>;
  /** In the order of the keys; null for one that is not there. */
  getVersions(keys: readonly VersionKey[]): Promise<readonly (Version | null)[]>;
  /** The version that each asset had then, in the order asked; null for one that has none from before. */
  versionsAt(moments: readonly VersionMoment[]): Promise<readonly (Version | null)[]>;
  history(assetIds: readonly string[], request: HistoryRequest): Promise<ReadonlyMap<string, Page<Version>>>;
  /** Content with that hash that a version of the asset has; null when none does. */
  contentOf(assetId: string, sha256: string): Promise<AssetContent | null>;
  append(versions: readonly NewVersion[]): Promise<void>;
  /** Erases what versions of the asset before that number held, and notes their bytes as `noteUnneeded` does; answers how many it erased. */
  eraseBefore(assetId: string, number: number, at: Date): Promise<number>;
  /** Notes bytes for `WithdrawalStore.pendingErased`. */
  noteUnneeded(sha256: readonly string[]): Promise<void>;

  /** Also those that have ended. */
  checkOutsOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, CheckOut>>;
  /** Replaces the asset's. */
  putCheckOut(checkOut: CheckOut): Promise<void>;
  removeCheckOut(assetId: string): Promise<void>;
}
