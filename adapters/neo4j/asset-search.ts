import type { AssetCondition, AssetOrder, FacetField, Scalar } from '../../core/assets/asset-filter.ts';
import type { FacetCounts, FoundPage, SearchPosition } from '../../core/ports/asset-search.ts';
import type { ConditionCypher } from './asset-condition.ts';
import { sortedValue, sortKey } from './asset-node.ts';
import { scanOf, type AssetScan } from './asset-scan.ts';
import { seedsOf } from './asset-seeds.ts';
import { assetMap, toAsset, type AssetRow } from './assets.ts';
import { integer, type Run } from './connection.ts';

/** `core/ports/asset-search.ts` in Cypher. */
export async function searchAssets(
  run: Run,
  condition: AssetCondition,
  order: AssetOrder,
  { first, after }: { readonly first: number; readonly after: SearchPosition | null },
): Promise<FoundPage> {
  const scan = scanOf(condition, await seedsOf(run, condition));
  const sorted = sortOf(scan.text, order, after);
  const limit = scan.text.place(integer(first + 1));
  const same = order.descending ? scan.same.map((key) => `${key} DESC`) : scan.same;
  const each = `${scan.match} ${hintOf(scan, order)} ${where([...scan.conditions, ...sorted.conditions])} ${sorted.computed}
    WITH ${sorted.names} ORDER BY ${[...(order.by === 'PROPERTY' ? [] : same), ...sorted.keys].join(', ')} LIMIT ${limit}`;
  const result = `RETURN ${assetMap} AS asset, ${sorted.value} AS value ORDER BY ${sorted.keys.join(', ')}`;
  const cypher =
    scan.variable === 'scope'
      ? `${scan.rows} CALL (scope) { ${each} RETURN ${sorted.names} } WITH ${sorted.names}
         ORDER BY ${sorted.keys.join(', ')} LIMIT ${limit} ${result}`
      : `${scan.rows} ${each} ${result}`;
  const rows = await run<AssetRow & { readonly value: Scalar | null }>(cypher, scan.text.parameters);
  return {
    items: rows
      .slice(0, first)
      .map(({ asset, value }) => ({ asset: toAsset(asset), position: { id: asset.id, value: sortedValue(value) } })),
    hasNextPage: rows.length > first,
  };
}

export async function countAssets(run: Run, condition: AssetCondition): Promise<number> {
  const scan = scanOf(condition, await seedsOf(run, condition));
  const [row] = await run<{ count: number }>(
    everyOne(scan, 'RETURN count(a) AS part', 'RETURN coalesce(sum(part), 0) AS count'),
    scan.text.parameters,
  );
  return row?.count ?? 0;
}

export async function countFacet(
  run: Run,
  condition: AssetCondition,
  field: FacetField,
  first: number,
): Promise<FacetCounts> {
  const scan = scanOf(condition, await seedsOf(run, condition));
  const each =
    field.by === 'TAG'
      ? `OPTIONAL MATCH (a)-[:HAS_TAG]->(t:Tag) WHERE t.name = ${scan.text.place(field.name)}
         WITH ${comparable('t.compared')} AS value RETURN value, count(*) AS part`
      : `WITH ${facetValue(scan.text, field)} AS value RETURN value, count(*) AS part`;
  const [row] = await run<{ buckets: { value: Scalar; count: number }[]; present: number; missing: number }>(
    everyOne(
      scan,
      each,
      `WITH value, sum(part) AS count ORDER BY count DESC, ${typeRank('value')}, value
       WITH collect({value: value, count: count}) AS counted
       RETURN [each IN counted WHERE each.value IS NOT NULL][0..${scan.text.place(integer(first))}] AS buckets,
         reduce(total = 0, each IN counted | total + CASE WHEN each.value IS NULL THEN 0 ELSE each.count END) AS present,
         reduce(total = 0, each IN counted | total + CASE WHEN each.value IS NULL THEN each.count ELSE 0 END) AS missing`,
    ),
    scan.text.parameters,
  );
  const { buckets = [], present = 0, missing = 0 } = row ?? {};
  const isKey = field.by === 'PROPERTY' || field.by === 'TAG';
  return {
    buckets: isKey ? buckets.map((each) => ({ ...each, value: sortedValue(each.value) })) : buckets,
    otherCount: present - buckets.reduce((sum, { count }) => sum + count, 0),
    missingCount: missing,
  };
}

/** The index that has a scope in order; of a small graph the planner would think that it can do without. */
function hintOf({ same }: AssetScan, { by }: AssetOrder): string {
  const key = { ID: 'id', CREATED_AT: 'createdAt', LABEL: 'labelKey', PROPERTY: null }[by];
  const isIndexed = key !== null && (same.length === 2 || (same.length === 1 && by === 'ID'));
  const names = [...same.map((each) => each.slice('a.'.length)), key];
  return isIndexed ? `USING INDEX a:Asset(${names.join(', ')})` : '';
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** All that the scan finds: `each` gives rows of one scope (or of all), `whole` works on the rows of all. */
function everyOne(scan: AssetScan, each: string, whole: string): string {
  const parts = `${scan.match} ${where(scan.conditions)} ${each}`;
  if (scan.variable === 'scope') return `${scan.rows} CALL (scope) { ${parts} } ${whole}`;
  return `CALL () { ${scan.rows} ${parts} } ${whole}`;
}

interface Sort {
  readonly conditions: readonly string[];
  /** A `WITH` that computes what is ordered by, where that is not on the node itself. */
  readonly computed: string;
  readonly names: string;
  readonly keys: readonly string[];
  readonly value: string;
}

function sortOf(text: ConditionCypher, order: AssetOrder, after: SearchPosition | null): Sort {
  switch (order.by) {
    case 'ID': {
      const id = text.place(after?.id ?? (order.descending ? 'g' : ''));
      const keys = directed(order, ['a.id']);
      return {
        conditions: [`a.id ${order.descending ? '<' : '>'} ${id}`],
        computed: '',
        names: 'a',
        keys,
        value: 'null',
      };
    }
    case 'CREATED_AT':
      return keySort(
        text,
        order,
        after,
        'a.createdAt',
        'a.createdAt.epochMillis',
        (value) => `datetime({epochMillis: toInteger(${value})})`,
      );
    case 'LABEL':
      return keySort(text, order, after, 'a.labelKey', 'a.labelKey', (value) => value);
    case 'PROPERTY':
      return propertySort(text, order, after);
  }
}

/** In order of the key as an index has it; only ties are sorted. */
function keySort(
  text: ConditionCypher,
  order: AssetOrder,
  after: SearchPosition | null,
  key: string,
  value: string,
  placed: (parameter: string) => string,
): Sort {
  const beyond = order.descending ? '<' : '>';
  const at = after && placed(text.place(sortKey(after.value)));
  // The planner would look for what IS NOT NULL in the index, and not begin at the position.
  const conditions =
    after && at
      ? [`${key} ${beyond}= ${at}`, `(${key} ${beyond} ${at} OR a.id ${beyond} ${text.place(after.id)})`]
      : [`${key} IS NOT NULL`];
  return { conditions, computed: '', names: 'a', keys: directed(order, [key, 'a.id']), value };
}

/** By type, then by value; what can't be compared is last in both directions. */
function propertySort(
  text: ConditionCypher,
  order: Extract<AssetOrder, { by: 'PROPERTY' }>,
  after: SearchPosition | null,
): Sort {
  const beyond = order.descending ? '<' : '>';
  const last = order.descending ? 0 : 4;
  const conditions: string[] = [];
  if (after) {
    const value = text.place(sortKey(after.value));
    const afterRank = text.place(integer(after.value === null ? last : rankOf(after.value)));
    conditions.push(
      `(rank ${beyond} ${afterRank} OR rank = ${afterRank} AND (coalesce(value ${beyond} ${value}, false)
        OR (rank = ${String(last)} OR coalesce(value = ${value}, false)) AND a.id ${beyond} ${text.place(after.id)}))`,
    );
  }
  const property = text.property('a', order.property);
  return {
    conditions: [],
    computed: `WITH a, ${comparable(property)} AS value
      WITH a, value, coalesce(${typeRank('value')}, ${String(last)}) AS rank ${where(conditions)}`,
    names: 'a, value, rank',
    keys: directed(order, ['rank', 'value', 'a.id']),
    value: 'value',
  };
}

function directed({ descending }: AssetOrder, keys: readonly string[]): readonly string[] {
  return descending ? keys.map((key) => `${key} DESC`) : keys;
}

/** Texts, then booleans, then numbers; null for what can't be compared. */
function typeRank(value: string): string {
  return `CASE WHEN ${value} IS :: STRING NOT NULL THEN 1 WHEN ${value} IS :: BOOLEAN NOT NULL THEN 2
    WHEN ${value} IS :: INTEGER NOT NULL OR ${value} IS :: FLOAT NOT NULL THEN 3 END`;
}

function rankOf(value: Scalar): number {
  return typeof value === 'string' ? 1 : typeof value === 'boolean' ? 2 : 3;
}

/** The value if it can be compared, else null. */
function comparable(value: string): string {
  return `CASE WHEN ${typeRank(value)} IS NULL THEN null ELSE ${value} END`;
}

function facetValue(text: ConditionCypher, field: Exclude<FacetField, { by: 'TAG' }>): string {
  switch (field.by) {
    case 'PROPERTY':
      return comparable(text.property('a', field.name));
    case 'LEVEL':
      return 'a.level';
    case 'KIND':
      return 'a.kind';
    case 'PROJECT':
      return 'a.projectId';
    case 'MEDIA_TYPE':
      return 'a.mediaType';
    case 'CREATED_BY':
      return 'a.createdBy';
    case 'CREATED_YEAR':
      return 'a.createdAt.year';
  }
}
