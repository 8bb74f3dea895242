import type { AssetContent, Tag } from '../assets/asset.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { sameContent } from './version.ts';

export type DifferenceKind = 'ADDED' | 'REMOVED' | 'CHANGED';

export interface PropertyDifference {
  readonly change: DifferenceKind;
  /** JSON Pointer (RFC 6901) to the property; a list counts as one value. */
  readonly path: string;
  /** Null where there was none. */
  readonly old: Json;
  /** Null where there is none any more. */
  readonly new: Json;
}

export interface TagDifference {
  readonly change: DifferenceKind;
  readonly name: string;
  readonly old: Tag['value'] | null;
  readonly new: Tag['value'] | null;
}

/** What differs between two states; null or empty where nothing does. */
export interface StateDiff {
  readonly label: { readonly old: string; readonly new: string } | null;
  /** In order of path. */
  readonly properties: readonly PropertyDifference[];
  readonly content: { readonly old: AssetContent | null; readonly new: AssetContent | null } | null;
}

interface Comparable {
  readonly label: string;
  readonly properties: JsonObject;
  readonly content: AssetContent | null;
}

/** What of `from` is another in `to`. */
export function diffOf(from: Comparable, to: Comparable): StateDiff {
  return {
    label: from.label === to.label ? null : { old: from.label, new: to.label },
    properties: [...propertyDifferences('', from.properties, to.properties)].toSorted((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    content: sameContent(from.content, to.content) ? null : { old: from.content, new: to.content },
  };
}

function* propertyDifferences(path: string, from: JsonObject, to: JsonObject): Generator<PropertyDifference> {
  const [old, now] = [new Map(Object.entries(from)), new Map(Object.entries(to))];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [before, after] = [old.get(name), now.get(name)];
    const pointer = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (before === undefined) yield { change: 'ADDED', path: pointer, old: null, new: after ?? null };
    else if (after === undefined) yield { change: 'REMOVED', path: pointer, old: before, new: null };
    else if (isJsonObject(before) && isJsonObject(after)) yield* propertyDifferences(pointer, before, after);
    else if (canonicalJson(before) !== canonicalJson(after))
      yield { change: 'CHANGED', path: pointer, old: before, new: after };
  }
}

/** Tags by name and value, in order of name: a value in place of one other is a change, else values come and go. */
export function tagDifferences(from: readonly Tag[], to: readonly Tag[]): readonly TagDifference[] {
  const [old, now] = [valuesByName(from), valuesByName(to)];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((name): TagDifference[] => {
    const [before, after] = [old.get(name) ?? [], now.get(name) ?? []];
    const gone = before.filter((value) => !after.includes(value));
    const come = after.filter((value) => !before.includes(value));
    const [onlyGone, onlyCome] = [gone[0], come[0]];
    if (before.length === 1 && after.length === 1 && onlyGone !== undefined && onlyCome !== undefined)
      return [{ change: 'CHANGED', name, old: onlyGone, new: onlyCome }];
    return [
      ...gone.map((value) => ({ change: 'REMOVED', name, old: value, new: null }) as const),
      ...come.map((value) => ({ change: 'ADDED', name, old: null, new: value }) as const),
    ];
  });
}

function valuesByName(tags: readonly Tag[]): ReadonlyMap<string, readonly Tag['value'][]> {
  const values = new Map<string, Tag['value'][]>();
  for (const { name, value } of tags) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}
