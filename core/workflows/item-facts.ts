import type { Asset } from '../assets/asset.ts';
import { factsOf as conditionFacts } from '../assets/condition.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ItemFacts } from './step-condition.ts';

export interface SeriesFacts extends ItemFacts {
  readonly label: string;
}

/** The label of a series as events and reasons name it. */
export function seriesLabel(series: Pick<Asset, 'label' | 'properties'>): string {
  const description = series.properties['seriesDescription'];
  return typeof description === 'string' && description !== '' ? description : series.label;
}

/** What conditions and messages say about each series. */
export async function factsOf(
  graph: AssetGraph,
  seriesIds: readonly string[],
): Promise<ReadonlyMap<string, SeriesFacts>> {
  if (seriesIds.length === 0) return new Map();
  const [series, tags] = await Promise.all([graph.getAssets(seriesIds), graph.tagsOf(seriesIds)]);
  return new Map(
    [...series].map(([id, asset]) => {
      const modality = asset.properties['modality'];
      const type = tags.get(id)?.find((tag) => tag.name === 'seriesType')?.value;
      const facts: SeriesFacts = {
        label: seriesLabel(asset),
        modality: typeof modality === 'string' ? modality : null,
        seriesType: type === undefined ? null : String(type),
      };
      return [id, facts];
    }),
  );
}

/** What conditions of triggers, and of steps over assets of the project, may ask about an asset. */
export function itemFacts(asset: Asset, tags: Parameters<typeof conditionFacts>[1]): ItemFacts {
  const own = conditionFacts(asset, tags);
  return {
    modality: null,
    seriesType: null,
    levels: new Map([
      ['ITEM', own],
      [asset.level, own],
    ]),
  };
}
