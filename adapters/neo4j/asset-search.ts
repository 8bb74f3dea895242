import { assetLevels } from '../../core/assets/asset.ts';
import {
  allOf,
  valuesOf,
  type AssetCondition,
  type AssetOrder,
  type FacetField,
  type Scalar,
} from '../../core/assets/asset-filter.ts';
import type { FacetCounts, FoundPage, SearchPosition } from '../../core/ports/asset-search.ts';
import type { ConditionCypher } from './asset-condition.ts';
import { sortedValue } from './asset-node.ts';
import { scanOf, type AssetScan } from './asset-scan.ts';
import { seedsOf } from './asset-seeds.ts';
import { comparable, directed, sortOf, typeRank, unindexedSort, type Sort, type SortedPart } from './asset-sort.ts';
import { assetMap, toAsset, type AssetRow } from './assets.ts';
import { integer, type Run } from './connection.ts';

/** `core/ports/asset-search.ts` in Cypher. */
export async function searchAssets(
  run: Run,
  condition: AssetCondition,
  order: AssetOrder,
  { first, after }: { readonly first: number; readonly after: SearchPosition | null },
): Promise<FoundPage> {
  const seeds = await seedsOf(run, condition);
  const rows = await sortedRows(run, condition, seeds, order, after, first + 1);
  return {
    items: rows
      .slice(0, first)
      .map(({ asset, value }) => ({ asset: toAsset(asset), position: { id: asset.id, value: sortedValue(value) } })),
    hasNextPage: rows.length > first,
  };
}

interface FoundRow extends AssetRow {
  readonly value: Scalar | null;
}

async function sortedRows(
  run: Run,
  condition: AssetCondition,
  seeds: readonly string[] | null,
  order: AssetOrder,
  after: SearchPosition | null,
  limit: number,
): Promise<readonly FoundRow[]> {
  const scan = scanOf(condition, seeds, order.by);
  const sort = sortOf(scan.text, order, after, scan.same);
  if (seeds || !sort) return run<FoundRow>(unindexed(scan, order, after, limit), scan.text.parameters);
  const rows =
    sort.parts.length === 0
      ? []
      : await run<FoundRow>(indexed(scan, order, sort, sort.parts, limit), scan.text.parameters);
  if (!sort.rest || rows.length === limit) return rows;
  const rest = indexed(scan, order, sort, [sort.rest], limit - rows.length);
  return [...rows, ...(await run<FoundRow>(rest, scan.text.parameters))];
}

/** Of each scope the first of each part, as an index has them in order; then the first of all. */
function indexed(scan: AssetScan, order: AssetOrder, sort: Sort, parts: readonly SortedPart[], limit: number): string {
  const most = scan.text.place(integer(limit));
  const names = sort.keys.includes('rank') ? 'a, rank, value' : 'a';
  const keys = directed(order, sort.keys).join(', ');
  const each = parts.map(({ conditions, index, rank }) => {
    const own = index.map((key) => `a.${key}`);
    // What all have the same is said too, for the planner to know that the index is in order.
    const ordered = directed(order, [...scan.same, ...own]).join(', ');
    const hint = `USING INDEX a:Asset(${[...scan.same, ...own].map((key) => key.slice('a.'.length)).join(', ')})`;
    const value = index.length > 1 ? own[0] : 'null';
    const named = rank === null ? 'a' : `a, ${String(rank)} AS rank, ${value ?? 'null'} AS value`;
    return `${scan.match} ${hint} ${where([...scan.conditions, ...conditions])} WITH a ORDER BY ${ordered} LIMIT ${most} RETURN ${named}`;
  });
  const found =
    scan.variable === 'scope'
      ? `CALL (scope) { ${each.join(' UNION ALL ')} }`
      : `CALL () { ${each.join(' UNION ALL ')} }`;
  return `${scan.rows} ${found} WITH ${names} ORDER BY ${keys} LIMIT ${most} RETURN ${assetMap} AS asset, ${sort.value} AS value ORDER BY ${keys}`;
}

/** All that the scan finds, sorted. */
function unindexed(scan: AssetScan, order: AssetOrder, after: SearchPosition | null, limit: number): string {
  const sorted = unindexedSort(scan.text, order, after);
  const most = scan.text.place(integer(limit));
  const keys = directed(order, sorted.keys).join(', ');
  const each = `${scan.match} ${where([...scan.conditions, ...sorted.conditions])} ${sorted.computed}
    WITH ${sorted.names} ORDER BY ${keys} LIMIT ${most}`;
  const result = `RETURN ${assetMap} AS asset, ${sorted.value} AS value ORDER BY ${keys}`;
  return scan.variable === 'scope'
    ? `${scan.rows} CALL (scope) { ${each} RETURN ${sorted.names} } WITH ${sorted.names} ORDER BY ${keys} LIMIT ${most} ${result}`
    : `${scan.rows} ${each} ${result}`;
}

export async function countAssets(run: Run, condition: AssetCondition): Promise<number> {
  return countFound(run, condition, await seedsOf(run, condition));
}

async function countFound(run: Run, condition: AssetCondition, seeds: readonly string[] | null): Promise<number> {
  const scan = scanOf(condition, seeds, null);
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
  const seeds = await seedsOf(run, condition);
  const scan = scanOf(condition, seeds, null);
  if (field.by === 'LEVEL' && !seeds) return levelFacet(run, condition, first);
  const each =
    field.by === 'TAG'
      ? `OPTIONAL MATCH (a)-[:HAS_TAG]->(t:Tag) WHERE t.name = ${scan.text.place(field.name)}
         ${counted('t.compared')}`
      : counted(facetValue(scan.text, field));
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

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** Levels are scopes of their own, and some of their counts are numbers that the store keeps. */
async function levelFacet(run: Run, condition: AssetCondition, first: number): Promise<FacetCounts> {
  const levels = valuesOf(condition, 'level') ?? assetLevels;
  const counts = await Promise.all(
    levels.map(async (level) => {
      const one: AssetCondition = { kind: 'IS', field: 'level', values: [level] };
      return { value: level, count: await countFound(run, allOf([one, condition]), null) };
    }),
  );
  const there = counts
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const otherCount = there.slice(first).reduce((sum, { count }) => sum + count, 0);
  return { buckets: there.slice(0, first), otherCount, missingCount: 0 };
}

/** Counts of values that can be compared; what that is is asked of each value once, and not of each asset. */
function counted(value: string): string {
  return `WITH ${value} AS raw, count(*) AS n WITH ${comparable('raw')} AS value, n RETURN value, sum(n) AS part`;
}

/** All that the scan finds: `each` gives rows of one scope (or of all), `whole` works on the rows of all. */
function everyOne(scan: AssetScan, each: string, whole: string): string {
  // Only who names every key of an index is given it.
  const keys = [...scan.same.map((key) => key.slice('a.'.length)), 'id'];
  const [hint, id] =
    scan.same.length > 0 ? [`USING INDEX a:Asset(${keys.join(', ')})`, ['a.id IS NOT NULL']] : ['', []];
  const parts = `${scan.match} ${hint} ${where([...scan.conditions, ...id])} ${each}`;
  if (scan.variable === 'scope') return `${scan.rows} CALL (scope) { ${parts} } ${whole}`;
  return `CALL () { ${scan.rows} ${parts} } ${whole}`;
}

function facetValue(text: ConditionCypher, field: Exclude<FacetField, { by: 'TAG' }>): string {
  switch (field.by) {
    case 'PROPERTY':
      return text.property('a', field.name);
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
