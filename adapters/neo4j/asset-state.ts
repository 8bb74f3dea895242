import type { AssetState } from '../../core/assets/asset.ts';
import { propertyKey, searchFields } from './asset-node.ts';
import type { Run } from './connection.ts';

/** What of an asset's node its state is. Nulls take away what an earlier state had. */
export function stateNode({
  label,
  properties,
  content,
  version,
}: Omit<AssetState, 'version' | 'assetId'> & { readonly version: number | null }) {
  return {
    ...searchFields({ label, properties }),
    label,
    properties: JSON.stringify(properties),
    sha256: content?.sha256 ?? null,
    sizeBytes: content?.sizeBytes ?? null,
    mediaType: content?.mediaType ?? null,
    version,
  };
}

/**
 * Writes what assets are now; an earlier write never replaces a later one (`stateSeq`), nor does the making of the asset that comes after
 * it (`putAssets`). The first SET takes the node's lock; only then is what it holds compared.
 */
export async function putStates(
  run: Run,
  states: ReadonlyMap<string, { readonly seq: number; readonly state: AssetState }>,
): Promise<void> {
  const rows = [...states]
    .map(([id, { seq, state }]) => ({ id, seq, node: stateNode(state) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.id}) SET e.offeredState = row.seq
     WITH e, row WHERE NOT e:Withdrawn AND coalesce(e.stateSeq, -1) < row.seq
     SET e.stateSeq = row.seq
     FOREACH (key IN [each IN keys(e) WHERE each STARTS WITH '${propertyKey('')}'] | REMOVE e[key])
     SET e += row.node`,
    { rows },
  );
}
