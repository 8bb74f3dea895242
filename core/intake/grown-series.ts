import type { Asset, NewAsset } from '../assets/asset.ts';
import type { IntakePorts } from './ports.ts';
import { versionAsset } from './version-asset.ts';

/**
 * Series that were there before and get more images say how many they have now: a version of each, since its first writer said what it is. Within the
 * ambient transaction.
 */
export async function tellSeriesOf(
  ports: IntakePorts,
  wanted: readonly NewAsset[],
  existing: ReadonlyMap<string, Asset>,
): Promise<void> {
  for (const { id, level, properties } of wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const before = level === 'SERIES' ? existing.get(id) : undefined;
    const imageCount = properties['imageCount'];
    if (!before || imageCount === undefined || before.properties['imageCount'] === imageCount) continue;
    const comment = 'more images of the series came in';
    await versionAsset(
      ports,
      id,
      comment,
      (asset) => ({ label: asset.label, properties: { ...asset.properties, imageCount }, content: asset.content }),
      before,
    );
  }
}
