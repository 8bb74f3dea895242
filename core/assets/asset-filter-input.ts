import type { AssetLevel } from './asset.ts';
import type { Scalar } from './asset-filter.ts';

type Maybe<T> = T | null | undefined;

/** How a property's or a tag's value is compared; what is given must all hold. */
export interface ComparisonInput {
  readonly eq?: Maybe<Scalar>;
  readonly ne?: Maybe<Scalar>;
  readonly in?: Maybe<readonly Scalar[]>;
  readonly lt?: Maybe<Scalar>;
  readonly lte?: Maybe<Scalar>;
  readonly gt?: Maybe<Scalar>;
  readonly gte?: Maybe<Scalar>;
  readonly exists?: Maybe<boolean>;
  readonly startsWith?: Maybe<string>;
}

export interface PropertyFilterInput extends ComparisonInput {
  readonly name: string;
}

/** A moment, as it comes from a client or (ISO 8601) out of a saved query. */
export type Moment = Date | string;

export interface TagFilterInput extends ComparisonInput {
  readonly name: string;
  /** The same as `eq`. */
  readonly value?: Maybe<Scalar>;
  readonly setBy?: Maybe<string>;
  readonly setAfter?: Maybe<Moment>;
  readonly setBefore?: Maybe<Moment>;
}

/** A relation to some other asset; direction null or absent: either. */
export interface RelationFilterInput {
  /** Null or absent: any. */
  readonly type?: Maybe<string>;
  readonly direction?: Maybe<'OUT' | 'IN' | 'BOTH'>;
  /** What the other asset is like. */
  readonly to?: Maybe<AssetFilterInput>;
  /** Which one it is. */
  readonly toId?: Maybe<string>;
}

/** A filter as a client writes it: what is given must all hold; null and absent both mean any. */
export interface AssetFilterInput {
  readonly projectId?: Maybe<string>;
  readonly level?: Maybe<AssetLevel>;
  readonly levels?: Maybe<readonly AssetLevel[]>;
  readonly kind?: Maybe<string>;
  readonly ids?: Maybe<readonly string[]>;
  readonly parentId?: Maybe<string>;
  readonly within?: Maybe<string>;
  readonly label?: Maybe<{
    readonly equals?: Maybe<string>;
    readonly contains?: Maybe<string>;
    readonly startsWith?: Maybe<string>;
  }>;
  readonly property?: Maybe<PropertyFilterInput>;
  readonly tag?: Maybe<TagFilterInput>;
  readonly createdAt?: Maybe<{ readonly from?: Maybe<Moment>; readonly to?: Maybe<Moment> }>;
  readonly createdBy?: Maybe<string>;
  readonly mediaType?: Maybe<string>;
  readonly hasContent?: Maybe<boolean>;
  readonly text?: Maybe<string>;
  readonly parent?: Maybe<AssetFilterInput>;
  readonly child?: Maybe<AssetFilterInput>;
  readonly relation?: Maybe<RelationFilterInput>;
  readonly and?: Maybe<readonly AssetFilterInput[]>;
  readonly or?: Maybe<readonly AssetFilterInput[]>;
  readonly not?: Maybe<AssetFilterInput>;
}
