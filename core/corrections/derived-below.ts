import type { AssetGraph } from '../ports/asset-graph.ts';

/** Ids of the derived assets that are part of those, over any number of steps, without those themselves; in order. */
export async function derivedBelow(graph: AssetGraph, ids: readonly string[]): Promise<readonly string[]> {
  const derived = new Set<string>();
  const given = new Set(ids);
  for (let level: readonly string[] = ids; level.length > 0;) {
    const [series, parts] = await Promise.all([graph.childrenOf(level, 'SERIES'), graph.childrenOf(level, 'DERIVED')]);
    const next = new Set([...series.values()].flat().map(({ id }) => id));
    for (const { id } of [...parts.values()].flat()) {
      if (derived.has(id) || given.has(id)) continue;
      derived.add(id);
      next.add(id);
    }
    level = [...next];
  }
  return [...derived].toSorted();
}
