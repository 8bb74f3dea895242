import type { Asset, AssetContent, AssetLevel, Tag, WithdrawnMark } from '../../core/assets/asset.ts';
import { isId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { SqlClient } from './sql-client.ts';

export interface AssetRow {
  readonly id: string;
  readonly projectId: string;
  readonly level: AssetLevel;
  readonly kind: string | null;
  readonly label: string;
  readonly properties: JsonObject;
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  readonly mediaType: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly version: number;
  /** Null, as the two that follow, for an asset that was not withdrawn. */
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
  readonly withdrawalId: string | null;
}

/** The columns of `asset` (as `a`) that make an AssetRow. */
export const assetColumns = `a.id, a.project_id AS "projectId", a.level, a.kind, a.label, a.properties, a.sha256,
  a.size_bytes::float8 AS "sizeBytes", a.media_type AS "mediaType", a.created_at AS "createdAt", a.created_by AS "createdBy",
  a.version, a.withdrawn_at AS "withdrawnAt", a.withdrawn_reason AS "withdrawnReason", a.withdrawal_id AS "withdrawalId"`;

export function toAsset(row: AssetRow): Asset {
  const { id, projectId, level, kind, label, properties, createdAt, createdBy, version } = row;
  const withdrawn = toWithdrawn(row);
  const asset = {
    id,
    projectId,
    level,
    kind,
    label,
    properties,
    content: toContent(row),
    createdAt,
    createdBy,
    version,
  };
  return withdrawn ? { ...asset, withdrawn } : asset;
}

function toWithdrawn({
  withdrawnAt: at,
  withdrawnReason: reason,
  withdrawalId,
}: Pick<AssetRow, 'withdrawnAt' | 'withdrawnReason' | 'withdrawalId'>): WithdrawnMark | null {
  return at === null || reason === null || withdrawalId === null ? null : { at, reason, withdrawalId };
}

/** Content from its three columns, which are all null or none. */
export function toContent({
  sha256,
  sizeBytes,
  mediaType,
}: Pick<AssetRow, 'sha256' | 'sizeBytes' | 'mediaType'>): AssetContent | null {
  return sha256 === null || sizeBytes === null || mediaType === null ? null : { sha256, sizeBytes, mediaType };
}

/** The columns of `tag` that make a Tag. */
export const tagColumns = `asset_id AS "assetId", name, slot, value, set_by AS "setBy", reason, set_at AS "setAt",
  definition_id AS "definitionId"`;
export interface TagRow extends Omit<Tag, 'slot' | 'definitionId'> {
  /** '' for the one value of a name. */
  readonly slot: string;
  readonly definitionId: string | null;
}

export function toTag({ slot, definitionId, ...tag }: TagRow): Tag {
  return { ...tag, ...(slot === '' ? {} : { slot }), ...(definitionId === null ? {} : { definitionId }) };
}

/** Those that can be ids of ours, each once: the database would refuse any other text as a uuid. */
export function knownIds(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter(isId);
}

/** The different names in a table of what projects define, in order. */
export async function namesIn(
  sql: SqlClient,
  table: 'tag_definition' | 'relation_definition',
  projectIds: 'ALL' | readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT DISTINCT name COLLATE "C" AS name FROM ${table}
     WHERE $1::uuid[] IS NULL OR project_id = ANY($1::uuid[]) ORDER BY 1`,
    [projectIds === 'ALL' ? null : knownIds(projectIds)],
  );
  return rows.map(({ name }) => name);
}

/** Rows by key in their order; every given key has a (perhaps empty) list. */
export function groupBy<Row, T>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  toValue: (row: Row) => T,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(toValue(row));
  return groups;
}
