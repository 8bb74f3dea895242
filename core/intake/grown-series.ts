import type { Asset, NewAsset } from '../assets/asset.ts';
import { currentVersion } from '../versions/history.ts';
import { recordVersion } from '../versions/record-version.ts';
import type { IntakePorts } from './ports.ts';

const service = { kind: 'service', name: 'register' } as const;

/**
 * Series that were there before and get more images say how many they have now: a version of each, since its first writer said what it is. Within the
 * ambient transaction.
 */
export async function tellSeriesOf(
  ports: IntakePorts,
  wanted: readonly NewAsset[],
  existing: ReadonlyMap<string, Asset>,
): Promise<void> {
  const { versions } = ports.versioning;
  for (const { id, level, properties } of wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const before = level === 'SERIES' ? existing.get(id) : undefined;
    const imageCount = properties['imageCount'];
    if (!before || imageCount === undefined || before.properties['imageCount'] === imageCount) continue;
    await versions.lock(id);
    const asset = (await ports.graph.getAssets([id])).get(id) ?? before;
    const current = await currentVersion(versions, asset);
    await recordVersion(
      { ...ports, ...ports.versioning },
      {
        asset,
        current,
        kind: 'CHECK_IN',
        state: { label: asset.label, properties: { ...asset.properties, imageCount }, content: asset.content },
        comment: 'more images of the series came in',
        basedOn: current.number,
        actor: service,
      },
    );
  }
}
