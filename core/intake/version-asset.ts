import type { Asset, AssetState } from '../assets/asset.ts';
import { currentVersion } from '../versions/history.ts';
import { recordVersion } from '../versions/record-version.ts';
import type { IntakePorts } from './ports.ts';

/** What a version of an asset changes. */
export type NextState = Omit<AssetState, 'assetId' | 'version'>;

/**
 * Gives the asset a next version, by what came in; null: it stays as it is. Within the ambient transaction, which has the asset's versions alone from
 * here on: call it in order of ids. False: there is no such asset.
 * @param known what it is taken for where the graph has none yet
 */
export async function versionAsset(
  ports: IntakePorts,
  id: string,
  comment: string,
  nextOf: (asset: Asset) => NextState | null,
  known?: Asset,
): Promise<boolean> {
  const { versions } = ports.versioning;
  await versions.lock(id);
  const asset = (await ports.graph.getAssets([id])).get(id) ?? known;
  if (!asset) return false;
  const state = nextOf(asset);
  if (!state) return true;
  const current = await currentVersion(versions, asset);
  const actor = { kind: 'service', name: 'register' } as const;
  const change = { asset, current, state, comment, actor, kind: 'CHECK_IN', basedOn: current.number } as const;
  await recordVersion({ ...ports, ...ports.versioning }, change);
  return true;
}
