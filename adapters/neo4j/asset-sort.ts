import type { AssetOrder, Scalar } from '../../core/assets/asset-filter.ts';
import type { SearchPosition } from '../../core/ports/asset-search.ts';
import type { ConditionCypher } from './asset-condition.ts';
import { isIndexed, propertyKey, sortKey } from './asset-node.ts';

/** A stretch of a scope that an index has in order. */
export interface SortedPart {
  /** What assets of the stretch have in common. */
  readonly conditions: readonly string[];
  /** The properties of the index after those of the scope. */
  readonly index: readonly string[];
  /** Of the stretch among those of a property; null where there are no others. */
  readonly rank: number | null;
}

export interface Sort {
  readonly parts: readonly SortedPart[];
  /** What comes after all parts, of all scopes, and is looked for only when they don't fill the page; null for none. */
  readonly rest: SortedPart | null;
  /** What rows (of `a`, and of a property's `rank` and `value`) are in order of; all in the direction of the order. */
  readonly keys: readonly string[];
  /** What of a row its position's value is. */
  readonly value: string;
}

/** How indexes give that order from the position on, in scopes that have `same` of the same; null where none does. */
export function sortOf(
  text: ConditionCypher,
  order: AssetOrder,
  after: SearchPosition | null,
  same: readonly string[],
): Sort | null {
  const beyond = order.descending ? '<' : '>';
  const idBeyond = () => `a.id ${beyond} ${text.place(after?.id ?? (order.descending ? 'g' : ''))}`;
  switch (order.by) {
    case 'ID':
      return {
        parts: [{ conditions: [idBeyond()], index: ['id'], rank: null }],
        rest: null,
        keys: ['a.id'],
        value: 'null',
      };
    case 'CREATED_AT': {
      const at = after && `datetime({epochMillis: toInteger(${text.place(after.value)})})`;
      return keySort('createdAt', at, beyond, idBeyond, 'a.createdAt.epochMillis', same);
    }
    case 'LABEL': {
      const at = after && text.place(sortKey(after.value));
      return keySort('labelKey', at, beyond, idBeyond, 'a.labelKey', same);
    }
    case 'PROPERTY':
      return same.length === 2 && isIndexed(order.property) ? propertySort(text, order, after, idBeyond) : null;
  }
}

/** In order of a key that every asset has. From a position on, its equals come first: an index seeks to both. */
function keySort(
  key: string,
  at: string | null,
  beyond: string,
  idBeyond: () => string,
  value: string,
  same: readonly string[],
): Sort | null {
  if (same.length === 0) return null;
  const part = (...conditions: readonly string[]) => ({ conditions, index: [key, 'id'], rank: null });
  const isThere = 'a.id IS NOT NULL';
  const parts =
    at === null
      ? [part(`a.${key} IS NOT NULL`, isThere)]
      : [part(`a.${key} = ${at}`, idBeyond()), part(`a.${key} ${beyond} ${at}`, isThere)];
  return { parts, rest: null, keys: [`a.${key}`, 'a.id'], value };
}

/** By type, then by value; what can't be compared is last in both directions. */
function propertySort(
  text: ConditionCypher,
  { property, descending }: Extract<AssetOrder, { by: 'PROPERTY' }>,
  after: SearchPosition | null,
  idBeyond: () => string,
): Sort {
  const key = propertyKey(property);
  const part = (rank: number, ...conditions: readonly string[]) => ({ conditions, index: [key, 'id'], rank });
  const from = (value: Scalar) => text.place(sortKey(value));
  const isThere = 'a.id IS NOT NULL';
  const types = [
    { rank: 1, parts: () => [part(1, `a.${key} >= ''`, isThere)] },
    { rank: 2, parts: () => [false, true].map((value) => part(2, `a.${key} = ${String(value)}`, isThere)) },
    { rank: 3, parts: () => [part(3, `a.${key} >= ${text.place(-Infinity)}`, isThere)] },
  ];
  const last = descending ? 0 : 4;
  const none = { conditions: [`${typeRank(`a.${key}`)} IS NULL`], index: ['id'], rank: last };
  const sort = { keys: ['rank', 'value', 'a.id'], value: 'value' };
  if (!after) {
    const rest = { ...none, conditions: [...none.conditions, idBeyondNothing(descending)] };
    return { ...sort, parts: types.flatMap(({ parts }) => parts()), rest };
  }
  if (after.value === null)
    return { ...sort, parts: [], rest: { ...none, conditions: [...none.conditions, idBeyond()] } };
  const rank = rankOf(after.value);
  const later = types.filter((each) => (descending ? each.rank < rank : each.rank > rank));
  const beyond = descending ? '<' : '>';
  return {
    ...sort,
    parts: [
      part(rank, `a.${key} = ${from(after.value)}`, idBeyond()),
      part(rank, `a.${key} ${beyond} ${from(after.value)}`, isThere),
      ...later.flatMap(({ parts }) => parts()),
    ],
    rest: { ...none, conditions: [...none.conditions, idBeyondNothing(descending)] },
  };
}

/** Any id, said so that an index seeks from its beginning. */
function idBeyondNothing(descending: boolean): string {
  return descending ? "a.id < 'g'" : "a.id > ''";
}

/** Texts, then booleans, then numbers; null for what can't be compared. */
export function typeRank(value: string): string {
  return `CASE WHEN ${value} IS :: STRING NOT NULL THEN 1 WHEN ${value} IS :: BOOLEAN NOT NULL THEN 2
    WHEN ${value} IS :: INTEGER NOT NULL OR ${value} IS :: FLOAT NOT NULL THEN 3 END`;
}

function rankOf(value: Scalar): number {
  return typeof value === 'string' ? 1 : typeof value === 'boolean' ? 2 : 3;
}

/** The value if it can be compared, else null. */
export function comparable(value: string): string {
  return `CASE WHEN ${typeRank(value)} IS NULL THEN null ELSE ${value} END`;
}

export function directed({ descending }: Pick<AssetOrder, 'descending'>, keys: readonly string[]): readonly string[] {
  return descending ? keys.map((key) => `${key} DESC`) : keys;
}

/** An order that no index gives: the conditions from the position on, and what is computed for each. */
export function unindexedSort(text: ConditionCypher, order: AssetOrder, after: SearchPosition | null) {
  const beyond = order.descending ? '<' : '>';
  const from = (key: string, at: string, id: string) =>
    `(${key} ${beyond} ${at} OR ${key} = ${at} AND a.id ${beyond} ${text.place(id)})`;
  const plain = { computed: '', names: 'a' };
  switch (order.by) {
    case 'ID':
      return {
        ...plain,
        conditions: after ? [`a.id ${beyond} ${text.place(after.id)}`] : [],
        keys: ['a.id'],
        value: 'null',
      };
    case 'CREATED_AT': {
      const at = (value: unknown) => `datetime({epochMillis: toInteger(${text.place(value)})})`;
      const conditions = after ? [from('a.createdAt', at(after.value), after.id)] : [];
      return { ...plain, conditions, keys: ['a.createdAt', 'a.id'], value: 'a.createdAt.epochMillis' };
    }
    case 'LABEL': {
      const conditions = after ? [from('a.labelKey', text.place(sortKey(after.value)), after.id)] : [];
      return { ...plain, conditions, keys: ['a.labelKey', 'a.id'], value: 'a.labelKey' };
    }
    case 'PROPERTY':
      return {
        conditions: [],
        computed: computedSort(text, order, after),
        names: 'a, rank, value',
        keys: ['rank', 'value', 'a.id'],
        value: 'value',
      };
  }
}

function computedSort(
  text: ConditionCypher,
  order: Extract<AssetOrder, { by: 'PROPERTY' }>,
  after: SearchPosition | null,
): string {
  const beyond = order.descending ? '<' : '>';
  const last = order.descending ? 0 : 4;
  const property = text.property('a', order.property);
  const computed = `WITH a, ${comparable(property)} AS value
      WITH a, value, coalesce(${typeRank('value')}, ${String(last)}) AS rank`;
  if (!after) return computed;
  const value = text.place(sortKey(after.value));
  const rank = String(after.value === null ? last : rankOf(after.value));
  return `${computed} WHERE (rank ${beyond} ${rank} OR rank = ${rank} AND (coalesce(value ${beyond} ${value}, false)
        OR (rank = ${String(last)} OR coalesce(value = ${value}, false)) AND a.id ${beyond} ${text.place(after.id)}))`;
}
