import type { Asset, AssetLevel, Tag } from '../../core/assets/asset.ts';
import { isId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import { levelLabels } from './apply.ts';
import type { Run } from './connection.ts';

interface AssetMap {
  readonly id: string;
  readonly projectId: string;
  readonly level: AssetLevel;
  readonly kind: string | null;
  readonly label: string;
  readonly properties: string;
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  readonly mediaType: string | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly version: number;
  /** Null, as the two that follow, for an asset that was not withdrawn. */
  readonly withdrawnAt: number | null;
  readonly withdrawnReason: string | null;
  readonly withdrawalId: string | null;
}

/** What of the node `a` makes an AssetMap. */
export const assetMap = `a {.id, .projectId, .level, .kind, .label, .properties, .sha256, .sizeBytes, .mediaType,
  createdAt: a.createdAt.epochMillis, .createdBy, version: coalesce(a.version, 1),
  withdrawnAt: a.withdrawnAt.epochMillis, .withdrawnReason, .withdrawalId}`;

export function toAsset(map: AssetMap): Asset {
  const { sha256, sizeBytes, mediaType, properties, createdAt, withdrawnAt, withdrawnReason, withdrawalId, ...rest } =
    map;
  const content = sha256 === null || sizeBytes === null || mediaType === null ? null : { sha256, sizeBytes, mediaType };
  const asset = {
    ...rest,
    properties: JSON.parse(properties) as JsonObject,
    content,
    createdAt: new Date(createdAt),
  };
  if (withdrawnAt === null || withdrawnReason === null || withdrawalId === null) return asset;
  return { ...asset, withdrawn: { at: new Date(withdrawnAt), reason: withdrawnReason, withdrawalId } };
}

export interface AssetRow {
  readonly asset: AssetMap;
}

/** Those that can be ids of ours, each once. */
export function knownIds(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter(isId);
}

export async function getAssets(run: Run, ids: readonly string[]): Promise<ReadonlyMap<string, Asset>> {
  const rows = await run<AssetRow>(
    `UNWIND $ids AS id MATCH (a:ProvEntity {id: id}) WHERE a:Asset OR a:Withdrawn RETURN ${assetMap} AS asset`,
    { ids: knownIds(ids) },
  );
  return new Map(rows.map(({ asset }) => [asset.id, toAsset(asset)]));
}

export async function childrenOf(
  run: Run,
  ids: readonly string[],
  level: AssetLevel,
  kind: string | undefined,
): Promise<ReadonlyMap<string, readonly Asset[]>> {
  const rows = await run<AssetRow & { of: string }>(
    `UNWIND $ids AS id MATCH (:ProvEntity {id: id})<-[:PART_OF]-(a:${levelLabels[level]})
     WHERE $kind IS NULL OR a.kind = $kind RETURN id AS of, ${assetMap} AS asset ORDER BY asset.id`,
    { ids: knownIds(ids), kind: kind ?? null },
  );
  return grouped(ids, rows);
}

export async function parentsOf(
  run: Run,
  ids: readonly string[],
  level: AssetLevel | undefined,
): Promise<ReadonlyMap<string, readonly Asset[]>> {
  const rows = await run<AssetRow & { of: string }>(
    `UNWIND $ids AS id MATCH (:ProvEntity {id: id})-[:PART_OF]->(a:Asset|Withdrawn)
     WHERE $level IS NULL OR a.level = $level RETURN id AS of, ${assetMap} AS asset ORDER BY asset.id`,
    { ids: knownIds(ids), level: level ?? null },
  );
  return grouped(ids, rows);
}

function grouped(ids: readonly string[], rows: readonly (AssetRow & { readonly of: string })[]) {
  const groups = new Map<string, Asset[]>(ids.map((id) => [id, []]));
  for (const { of, asset } of rows) groups.get(of)?.push(toAsset(asset));
  return groups;
}

interface TagMap extends Pick<Tag, 'name' | 'value' | 'setBy' | 'reason'> {
  readonly setAt: number;
  readonly slot: string | null;
  readonly definitionId: string | null;
}

function toTag(assetId: string, { setAt, slot, definitionId, ...tag }: TagMap): Tag {
  return {
    assetId,
    ...tag,
    setAt: new Date(setAt),
    ...(slot === null ? {} : { slot }),
    ...(definitionId === null ? {} : { definitionId }),
  };
}

/** The tags of each asset, in order of name and slot; every given id has a (perhaps empty) list. */
export async function tagsOf(run: Run, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const rows = await run<{ assetId: string; tag: TagMap }>(
    `UNWIND $ids AS id MATCH (:ProvEntity {id: id})-[:HAS_TAG]->(t:Tag)
     RETURN id AS assetId, t {.name, .slot, .value, .setBy, .reason, setAt: t.setAt.epochMillis, .definitionId} AS tag
     ORDER BY tag.name, coalesce(tag.slot, '')`,
    { ids: knownIds(ids) },
  );
  const groups = new Map<string, Tag[]>(ids.map((id) => [id, []]));
  for (const { assetId, tag } of rows) groups.get(assetId)?.push(toTag(assetId, tag));
  return groups;
}
