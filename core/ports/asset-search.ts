import type { AssetCondition, AssetOrder, FacetField, Scalar } from '../assets/asset-filter.ts';
import type { Asset } from '../assets/asset.ts';

/** Where a page begins: after the asset with that id and that value of what is ordered by (null: none that can be ordered). */
export interface SearchPosition {
  readonly value: Scalar | null;
  readonly id: string;
}

export interface FoundAsset {
  readonly asset: Asset;
  readonly position: SearchPosition;
}

export interface FoundPage {
  readonly items: readonly FoundAsset[];
  readonly hasNextPage: boolean;
}

/** How often each value occurs. */
export interface FacetCounts {
  /** The most frequent first; equally frequent ones in order: texts, booleans, numbers. */
  readonly buckets: readonly { readonly value: Scalar; readonly count: number }[];
  /** How many more there are, with other values. */
  readonly otherCount: number;
  /** Assets without a value that can be compared. */
  readonly missingCount: number;
}

/**
 * Search over the current state of all assets that are not withdrawn (those too where the condition says so). Who may see what is part of the condition: the caller has asked the policy. The time that a page takes
 * does not depend on how many pages came before it.
 */
export interface AssetSearch {
  /** For LABEL a position's value is the label's first 200 characters, for CREATED_AT milliseconds since 1970 (UTC), for ID null. */
  searchAssets(
    condition: AssetCondition,
    order: AssetOrder,
    page: { readonly first: number; readonly after: SearchPosition | null },
  ): Promise<FoundPage>;
  countAssets(condition: AssetCondition): Promise<number>;
  countFacet(condition: AssetCondition, field: FacetField, first: number): Promise<FacetCounts>;
}
