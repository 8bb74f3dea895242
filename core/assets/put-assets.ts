import type { AssetGraph } from '../ports/asset-graph.ts';
import type { NewAsset } from './asset.ts';
import { requireParentLevel } from './levels.ts';

/**
 * Writes assets, whoever makes them (a person, the intake, a step): each a part of what its level can be part of.
 * @param field where a client wrote the parents
 * @throws WRONG_PARENT_LEVEL, BAD_USER_INPUT for a parent that is not there
 */
export async function putAssets(graph: AssetGraph, assets: readonly NewAsset[], field = 'parentIds'): Promise<void> {
  const own = new Map(assets.map((asset) => [asset.id, asset]));
  const others = [...new Set(assets.flatMap(({ parentIds }) => parentIds))].filter((id) => !own.has(id));
  const known = others.length === 0 ? new Map<string, NewAsset>() : await graph.getAssets(others);
  for (const asset of assets) {
    for (const id of asset.parentIds) {
      const parent = own.get(id) ?? known.get(id);
      // One that is not there is refused by the graph itself.
      if (parent) requireParentLevel(field, asset.level, parent);
    }
  }
  await graph.putAssets(assets);
}
