import type { ChangeFeed } from '../ports/change-feed.ts';
import type { Asset, AssetLevel, NewAsset } from './asset.ts';

export const assetChangeKinds = ['CREATED', 'TAGGED', 'UPDATED', 'RELATED', 'REMOVED'] as const;
export type AssetChangeKind = (typeof assetChangeKinds)[number];

/** One thing that happened to one asset. A type, not an interface: it goes out as JSON. */
export type ChangedAsset = {
  readonly assetId: string;
  readonly level: AssetLevel;
  readonly kind: string | null;
  readonly change: AssetChangeKind;
  /** 1; of images that were created, how many: `assetId` is then their series. */
  readonly count: number;
};

/** What a change on `asset-changes:<projectId>` says. */
export type AssetChanges = {
  readonly by: string;
  readonly assets: readonly ChangedAsset[];
  /** The run whose step did it; absent for what no run did. */
  readonly runId?: string;
};

/** Of one row of the feed: a change of many assets is few rows, and none is too long. */
const mostAssets = 200;

export const assetChangesTopic = (projectId: string): string => `asset-changes:${projectId}`;

/**
 * What subscribers of `assetChanged` hear. Call it in the transaction of the change, before `audit.append`: both hold a lock until
 * the commit, and who takes them in another order may have to run again.
 */
export const assetChanges = {
  async append(
    feed: ChangeFeed,
    projectId: string,
    by: string,
    assets: readonly ChangedAsset[],
    runId: string | null = null,
  ): Promise<void> {
    for (let from = 0; from < assets.length; from += mostAssets) {
      const some = assets.slice(from, from + mostAssets);
      const payload: AssetChanges = { by, assets: some, ...(runId === null ? {} : { runId }) };
      await feed.publish(assetChangesTopic(projectId), payload);
    }
  },
} as const;

/** The change of one asset. */
export function changed(asset: Pick<Asset, 'id' | 'level' | 'kind'>, change: AssetChangeKind): ChangedAsset {
  return { assetId: asset.id, level: asset.level, kind: asset.kind, change, count: 1 };
}

/**
 * What is told of new assets: each by itself, but for images, of which there may be a hundred thousand in one import: those are told
 * by how many came into each series.
 */
export function created(
  assets: readonly Pick<NewAsset, 'id' | 'level' | 'kind' | 'parentIds'>[],
): readonly ChangedAsset[] {
  const images = Map.groupBy(
    assets.filter((asset) => asset.level === 'IMAGE'),
    (image) => image.parentIds[0] ?? '',
  );
  return [
    ...assets.filter((asset) => asset.level !== 'IMAGE').map((asset) => changed(asset, 'CREATED')),
    ...[...images].map(([assetId, { length: count }]): ChangedAsset => ({
      assetId,
      level: 'IMAGE',
      kind: null,
      change: 'CREATED',
      count,
    })),
  ];
}
