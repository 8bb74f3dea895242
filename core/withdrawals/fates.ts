import type { Fate } from './withdrawal.ts';

/** Something that depends on what is withdrawn. */
export interface Dependent {
  readonly id: string;
  /** What it is part of. */
  readonly parentIds: readonly string[];
  /** What it was made from. */
  readonly sourceIds: readonly string[];
}

/**
 * What becomes of the roots and of all that depends on them. Roots go, and whatever is named in `also`. So does what is part of nothing but
 * what goes, and what was made of nothing but that; what went before (`gone`) counts as going. All else has something of others in it.
 */
export function fatesOf(
  roots: readonly string[],
  dependents: readonly Dependent[],
  also: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): ReadonlyMap<string, Fate> {
  const purged = new Set(roots);
  const within = (ids: readonly string[]) => ids.length > 0 && ids.every((id) => purged.has(id) || gone.has(id));
  const below = new Map<string, Dependent[]>();
  for (const dependent of dependents) {
    for (const id of [...dependent.parentIds, ...dependent.sourceIds]) {
      const known = below.get(id);
      if (known) known.push(dependent);
      else below.set(id, [dependent]);
    }
    if (also.has(dependent.id) || within(dependent.parentIds) || within(dependent.sourceIds)) purged.add(dependent.id);
  }
  // What goes may let go what depends on it; a Set is walked in order of insertion, also while it grows.
  for (const id of purged) {
    for (const dependent of below.get(id) ?? [])
      if (within(dependent.parentIds) || within(dependent.sourceIds)) purged.add(dependent.id);
  }
  return new Map([...roots, ...dependents.map(({ id }) => id)].map((id) => [id, purged.has(id) ? 'PURGE' : 'REVIEW']));
}
