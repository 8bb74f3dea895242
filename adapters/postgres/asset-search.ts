import {
  labelKeyLength,
  maxComparableLength,
  type AssetCondition,
  type AssetOrder,
  type FacetField,
  type Scalar,
} from '../../core/assets/asset-filter.ts';
import type { FacetCounts, FoundPage, SearchPosition } from '../../core/ports/asset-search.ts';
import { ConditionSql } from './asset-condition.ts';
import { assetColumns, toAsset, type AssetRow } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** By what rows are ordered and compared with a position, and what of a row (jsonb, or null) its position's value is. */
interface OrderSql {
  readonly keys: readonly string[];
  /** The same keys of a position. */
  readonly after: (position: SearchPosition) => readonly string[];
  readonly value: string;
}

/** `core/ports/asset-search.ts` in SQL. */
export async function searchAssets(
  sql: SqlClient,
  condition: AssetCondition,
  order: AssetOrder,
  { first, after }: { readonly first: number; readonly after: SearchPosition | null },
): Promise<FoundPage> {
  const text = new ConditionSql();
  const where = [text.found(condition, 'a')];
  const { keys, after: keysAfter, value } = orderSql(text, order);
  if (after) where.push(`(${keys.join(', ')}) ${order.descending ? '<' : '>'} (${keysAfter(after).join(', ')})`);
  const direction = order.descending ? 'DESC' : 'ASC';
  const rows = await sql.query<AssetRow & { readonly positionValue: Scalar | null }>(
    `SELECT ${assetColumns}, ${value} AS "positionValue" FROM asset a WHERE ${where.join(' AND ')}
     ORDER BY ${keys.map((key) => `${key} ${direction}`).join(', ')} LIMIT ${text.place(first + 1)}::int`,
    text.parameters,
  );
  return {
    items: rows
      .slice(0, first)
      .map((row) => ({ asset: toAsset(row), position: { id: row.id, value: row.positionValue } })),
    hasNextPage: rows.length > first,
  };
}

export async function countAssets(sql: SqlClient, condition: AssetCondition): Promise<number> {
  const text = new ConditionSql();
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM asset a WHERE ${text.found(condition, 'a')}`,
    text.parameters,
  );
  return row?.count ?? 0;
}

function orderSql(text: ConditionSql, order: AssetOrder): OrderSql {
  const id = ({ id: of }: SearchPosition) => `${text.place(of)}::uuid`;
  switch (order.by) {
    case 'ID':
      return { keys: ['a.id'], after: (position) => [id(position)], value: 'NULL::jsonb' };
    case 'CREATED_AT': {
      const at = ({ value }: SearchPosition) => `${text.place(new Date(Number(value)).toISOString())}::timestamptz`;
      const value = 'to_jsonb((extract(epoch FROM a.created_at) * 1000)::bigint)';
      return { keys: ['a.created_at', 'a.id'], after: (position) => [at(position), id(position)], value };
    }
    case 'LABEL': {
      const key = `left(a.label, ${String(labelKeyLength)})`;
      const at = ({ value }: SearchPosition) => `${text.place(String(value))}::text`;
      return {
        keys: [`${key} COLLATE "C"`, 'a.id'],
        after: (position) => [at(position), id(position)],
        value: `to_jsonb(${key})`,
      };
    }
    case 'PROPERTY':
      return propertyOrder(text, order, id);
  }
}

/** By type, then by value; what can't be compared is last in both directions. */
function propertyOrder(
  text: ConditionSql,
  { property, descending }: Extract<AssetOrder, { by: 'PROPERTY' }>,
  id: (position: SearchPosition) => string,
): OrderSql {
  const keysOf = (json: string) => [
    `coalesce(${typeRank(json)}, ${descending ? '0' : '4'})`,
    `CASE jsonb_typeof(${json}) WHEN 'string' THEN left(${json} #>> '{}', ${String(maxComparableLength)}) ELSE '' END COLLATE "C"`,
    `CASE jsonb_typeof(${json}) WHEN 'number' THEN (${json} #>> '{}')::numeric
       WHEN 'boolean' THEN CASE ${json} #>> '{}' WHEN 'true' THEN 1 ELSE 0 END ELSE 0 END`,
  ];
  // What has no order is last and without order but that of ids: its own keys must all be the same.
  const comparable = comparableProperty(text, property);
  return {
    keys: [...keysOf(comparable), 'a.id'],
    after: (position) => [
      ...keysOf(`(${text.place(position.value === null ? null : JSON.stringify(position.value))}::jsonb)`),
      id(position),
    ],
    value: comparable,
  };
}

/** Texts, then booleans, then numbers; null for what can't be compared. */
function typeRank(json: string): string {
  return `CASE jsonb_typeof(${json}) WHEN 'string' THEN 1 WHEN 'boolean' THEN 2 WHEN 'number' THEN 3 END`;
}

/** The jsonb if it can be compared, else null. */
function comparable(json: string): string {
  return `(CASE jsonb_typeof(${json}) WHEN 'number' THEN ${json} WHEN 'boolean' THEN ${json} WHEN 'string' THEN
    CASE WHEN length(${json} #>> '{}') <= ${String(maxComparableLength)} THEN ${json} END END)`;
}

function comparableProperty(text: ConditionSql, name: string): string {
  return comparable(`(a.properties -> ${text.place(name)}::text)`);
}

function facetValue(text: ConditionSql, field: FacetField): string {
  switch (field.by) {
    case 'PROPERTY':
      return comparableProperty(text, field.name);
    case 'TAG':
      return comparable('t.value');
    case 'LEVEL':
      return 'to_jsonb(a.level)';
    case 'KIND':
      return 'to_jsonb(a.kind)';
    case 'PROJECT':
      return 'to_jsonb(a.project_id)';
    case 'MEDIA_TYPE':
      return 'to_jsonb(a.media_type)';
    case 'CREATED_BY':
      return 'to_jsonb(a.created_by)';
    case 'CREATED_YEAR':
      return `to_jsonb(extract(year FROM a.created_at AT TIME ZONE 'UTC')::int)`;
  }
}

interface FacetRow {
  readonly value: Scalar | null;
  readonly count: number;
  readonly all: number;
  readonly missing: number;
}

export async function countFacet(
  sql: SqlClient,
  condition: AssetCondition,
  field: FacetField,
  first: number,
): Promise<FacetCounts> {
  const text = new ConditionSql();
  const tags =
    field.by === 'TAG' ? `LEFT JOIN tag t ON t.asset_id = a.id AND t.name = ${text.place(field.name)}::text` : '';
  const value = facetValue(text, field);
  const rows = await sql.query<FacetRow>(
    `WITH counted AS MATERIALIZED (
       SELECT ${value} AS value, count(*)::int AS count FROM asset a ${tags} WHERE ${text.found(condition, 'a')} GROUP BY 1),
     total AS (
       SELECT coalesce(sum(count) FILTER (WHERE value IS NOT NULL), 0)::int AS "all",
         coalesce(sum(count) FILTER (WHERE value IS NULL), 0)::int AS missing FROM counted)
     SELECT c.value, c.count, total."all", total.missing FROM total LEFT JOIN LATERAL (
       SELECT * FROM counted WHERE value IS NOT NULL
       ORDER BY count DESC, ${typeRank('value')}, CASE jsonb_typeof(value) WHEN 'string' THEN value #>> '{}' END COLLATE "C", value
       LIMIT ${text.place(first)}::int) c ON true
     ORDER BY c.count DESC, ${typeRank('c.value')}, CASE jsonb_typeof(c.value) WHEN 'string' THEN c.value #>> '{}' END COLLATE "C", c.value`,
    text.parameters,
  );
  const buckets = rows.flatMap((row) => (row.value === null ? [] : [{ value: row.value, count: row.count }]));
  const { all = 0, missing = 0 } = rows[0] ?? {};
  return {
    buckets,
    otherCount: all - buckets.reduce((sum, { count }) => sum + count, 0),
    missingCount: missing,
  };
}
