import type { SearchWord } from './search-words.ts';

/** What a property or tag holds when it can be compared. */
export type Scalar = string | number | boolean;

/**
 * Texts of more characters (Unicode code points) are compared with nothing, put in no order and counted in no facet: they are there, and their
 * words are found. So every value that is compared fits into an entry of an index.
 */
export const maxComparableLength = 1000;

/** Numbers are compared with numbers, texts with texts (in order of code point, so ISO 8601 dates are in order); else it does not hold. */
export type Comparison =
  | { readonly op: 'EQ'; readonly value: Scalar }
  /** There, and not equal. */
  | { readonly op: 'NE'; readonly value: Scalar }
  | { readonly op: 'IN'; readonly values: readonly Scalar[] }
  | { readonly op: 'LT' | 'LTE' | 'GT' | 'GTE'; readonly value: string | number }
  /** There, whatever it holds but null. */
  | { readonly op: 'EXISTS' }
  | { readonly op: 'STARTS_WITH'; readonly value: string };

/** What an asset must be like: a tree, each node of which holds or does not hold (a third truth there is not). */
export type AssetCondition =
  | { readonly kind: 'AND' | 'OR'; readonly of: readonly AssetCondition[] }
  | { readonly kind: 'NOT'; readonly of: AssetCondition }
  | {
      readonly kind: 'IS';
      readonly field: 'id' | 'projectId' | 'level' | 'kind' | 'createdBy' | 'mediaType';
      /** One of them. */
      readonly values: readonly string[];
    }
  | { readonly kind: 'LABEL'; readonly match: 'EQUALS' | 'CONTAINS' | 'STARTS_WITH'; readonly text: string }
  | { readonly kind: 'PROPERTY'; readonly name: string; readonly comparison: Comparison }
  /** One tag of that name for which all of it holds. */
  | {
      readonly kind: 'TAG';
      readonly name: string;
      readonly comparisons: readonly Comparison[];
      readonly setBy: string | null;
      /** From that moment on. */
      readonly setAfter: Date | null;
      /** Before that moment. */
      readonly setBefore: Date | null;
    }
  /** From the one moment on, before the other. */
  | { readonly kind: 'CREATED'; readonly from: Date | null; readonly to: Date | null }
  | { readonly kind: 'HAS_CONTENT' }
  /** Holds for all; among what must hold by itself, it lets withdrawn assets be found too. */
  | { readonly kind: 'WITHDRAWN_TOO' }
  /** Some direct parent (or child) for which it holds. */
  | { readonly kind: 'PARENT' | 'CHILD'; readonly of: AssetCondition }
  /** Some relation of that type (null: any) from the asset (OUT), to it (IN) or either, whose other end is so. */
  | {
      readonly kind: 'RELATION';
      readonly type: string | null;
      readonly direction: 'OUT' | 'IN' | 'BOTH';
      readonly of: AssetCondition;
    }
  /** Part of that asset, over any number of steps, all of them assets of `projectIds`. */
  | { readonly kind: 'WITHIN'; readonly id: string; readonly projectIds: 'ALL' | readonly string[] }
  /** Every word is in its label, a textual property, or a tag's name or value. */
  | { readonly kind: 'TEXT'; readonly words: readonly SearchWord[] };

export const always: AssetCondition = { kind: 'AND', of: [] };

/** All of them, flat. */
export function allOf(conditions: readonly AssetCondition[]): AssetCondition {
  const flat = conditions.flatMap((each) => (each.kind === 'AND' ? each.of : [each]));
  const [only] = flat;
  return only && flat.length === 1 ? only : { kind: 'AND', of: flat };
}

/** The conditions that must hold each by itself. */
export function conjuncts(condition: AssetCondition): readonly AssetCondition[] {
  return condition.kind === 'AND' ? condition.of.flatMap(conjuncts) : [condition];
}

/** Whether withdrawn assets count. */
export function countsWithdrawn(condition: AssetCondition): boolean {
  return conjuncts(condition).some(({ kind }) => kind === 'WITHDRAWN_TOO');
}

/** The only values that the field can have for the condition to hold, as far as its top says so; null for any. */
export function valuesOf(
  condition: AssetCondition,
  field: 'id' | 'projectId' | 'level' | 'kind',
): readonly string[] | null {
  const lists = conjuncts(condition).flatMap((each) =>
    each.kind === 'IS' && each.field === field ? [each.values] : [],
  );
  const [first, ...rest] = lists;
  return first ? [...new Set(first)].filter((value) => rest.every((values) => values.includes(value))) : null;
}

/** What order assets come in; id, in the same direction, breaks ties. */
export type AssetOrder =
  | { readonly by: 'ID' | 'CREATED_AT' | 'LABEL'; readonly descending: boolean }
  /** Texts, then booleans, then numbers; those without the property (or with none that can be compared) are last either way. */
  | { readonly by: 'PROPERTY'; readonly property: string; readonly descending: boolean };

/** Labels are ordered by so many characters of their beginning. */
export const labelKeyLength = 200;

/** What a facet counts. */
export type FacetField =
  | { readonly by: 'PROPERTY'; readonly name: string }
  | { readonly by: 'TAG'; readonly name: string }
  | { readonly by: 'LEVEL' | 'KIND' | 'PROJECT' | 'MEDIA_TYPE' | 'CREATED_BY' }
  /** In UTC. */
  | { readonly by: 'CREATED_YEAR' };
