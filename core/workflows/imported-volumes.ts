import type { Asset } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import { volumeEnding } from '../volumes/volume-files.ts';

/** The volumes that people imported to a series, in order of id: those that no run has made. */
export async function importedVolumes(graph: AssetGraph, series: Asset): Promise<readonly Asset[]> {
  const derived = (await graph.childrenOf([series.id], 'DERIVED')).get(series.id) ?? [];
  const volumes = derived.filter(({ content }) => content !== null && volumeEnding(content.mediaType) !== null);
  const generated = await graph.generationOf(volumes.map(({ id }) => id));
  return volumes.filter(({ id }) => (generated.get(id)?.runId ?? null) === null);
}
