import type { AssetCondition, AssetOrder, Comparison, FacetField, Scalar } from '../../core/assets/asset-filter.ts';
import type { Tag } from '../../core/assets/asset.ts';
import type { DatedAsset } from '../../core/assets/graph-write.ts';
import { wordsOfAsset, wordsOfTag } from '../../core/assets/search-words.ts';
import type { Json } from '../../core/json.ts';
import type { Relation } from '../../core/relations/relation.ts';
import type { FacetCounts } from '../../core/ports/asset-search.ts';

/** A graph in memory, searched by looking at everything. */
export interface NaiveGraph {
  readonly assets: readonly DatedAsset[];
  readonly tags: readonly Tag[];
  readonly relations: readonly Relation[];
}

/** In order of code point, as bytes of UTF-8 are. */
function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function comparableOf(value: Json | undefined): Scalar | null {
  if (typeof value === 'string') return [...value].length <= 1000 ? value : null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function compares(value: Json | undefined, comparison: Comparison): boolean {
  if (value === null || value === undefined) return false;
  switch (comparison.op) {
    case 'EXISTS':
      return true;
    case 'EQ':
      return value === comparison.value;
    case 'NE':
      return value !== comparison.value;
    case 'IN':
      return comparison.values.some((each) => each === value);
    case 'STARTS_WITH': {
      const text = comparableOf(value);
      return typeof text === 'string' && text.startsWith(comparison.value);
    }
    default: {
      const own = comparableOf(value);
      if (own === null || typeof own !== typeof comparison.value) return false;
      const order = compareScalars(own, comparison.value);
      return { LT: order < 0, LTE: order <= 0, GT: order > 0, GTE: order >= 0 }[comparison.op];
    }
  }
}

const rankOf = (value: Scalar) => ({ string: 1, boolean: 2, number: 3 })[typeof value as 'string'];

function compareScalars(a: Scalar, b: Scalar): number {
  if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return Number(a) - Number(b);
}

function holds(graph: NaiveGraph, asset: DatedAsset, condition: AssetCondition): boolean {
  const tags = graph.tags.filter((tag) => tag.assetId === asset.id);
  switch (condition.kind) {
    case 'AND':
      return condition.of.every((each) => holds(graph, asset, each));
    case 'OR':
      return condition.of.some((each) => holds(graph, asset, each));
    case 'NOT':
      return !holds(graph, asset, condition.of);
    case 'IS': {
      const { id, projectId, level, kind, createdBy, content } = asset;
      const own = { id, projectId, level, kind, createdBy, mediaType: content?.mediaType ?? null }[condition.field];
      return own !== null && condition.values.includes(own);
    }
    case 'LABEL': {
      if (condition.match === 'EQUALS') return asset.label === condition.text;
      return condition.match === 'CONTAINS'
        ? asset.label.includes(condition.text)
        : asset.label.startsWith(condition.text);
    }
    case 'PROPERTY':
      return compares(asset.properties[condition.name], condition.comparison);
    case 'TAG':
      return tags.some(
        (tag) =>
          tag.name === condition.name &&
          condition.comparisons.every((each) => compares(tag.value, each)) &&
          (condition.setBy === null || tag.setBy === condition.setBy) &&
          between(tag.setAt, condition.setAfter, condition.setBefore),
      );
    case 'CREATED':
      return between(asset.createdAt, condition.from, condition.to);
    case 'HAS_CONTENT':
      return asset.content !== null;
    case 'WITHDRAWN_TOO':
      return true;
    case 'PARENT':
      return parentsOf(graph, asset).some((each) => holds(graph, each, condition.of));
    case 'CHILD':
      return graph.assets.some((each) => each.parentIds.includes(asset.id) && holds(graph, each, condition.of));
    case 'RELATION': {
      const { type, direction, of } = condition;
      return graph.relations.some((relation) => {
        if (type !== null && relation.type !== type) return false;
        const { fromId, toId } = relation;
        const others = [
          ...(direction !== 'IN' && fromId === asset.id ? [toId] : []),
          ...(direction !== 'OUT' && toId === asset.id ? [fromId] : []),
        ];
        return graph.assets.some((each) => others.includes(each.id) && holds(graph, each, of));
      });
    }
    case 'WITHIN': {
      const { id, projectIds } = condition;
      const isVisible = (each: DatedAsset) => projectIds === 'ALL' || projectIds.includes(each.projectId);
      const reaches = (each: DatedAsset): boolean =>
        parentsOf(graph, each).some((parent) => isVisible(parent) && (parent.id === id || reaches(parent)));
      return isVisible(asset) && reaches(asset);
    }
    case 'TEXT': {
      const words = [wordsOfAsset(asset), ...tags.map(wordsOfTag)].flat();
      return condition.words.every(({ word, isPrefix }) =>
        words.some((each) => (isPrefix ? each.startsWith(word) : each === word)),
      );
    }
  }
}

function between(moment: Date, from: Date | null, to: Date | null): boolean {
  return (from === null || moment >= from) && (to === null || moment < to);
}

function parentsOf(graph: NaiveGraph, asset: DatedAsset): readonly DatedAsset[] {
  return graph.assets.filter((each) => asset.parentIds.includes(each.id));
}

/** Ids of all for which it holds, in that order. */
export function searched(graph: NaiveGraph, condition: AssetCondition, order: AssetOrder): readonly string[] {
  const valueOf = (asset: DatedAsset): Scalar | null => {
    switch (order.by) {
      case 'ID':
        return null;
      case 'CREATED_AT':
        return asset.createdAt.getTime();
      case 'LABEL':
        return [...asset.label].slice(0, 200).join('');
      case 'PROPERTY':
        return comparableOf(asset.properties[order.property]);
    }
  };
  const sign = order.descending ? -1 : 1;
  return graph.assets
    .filter((asset) => holds(graph, asset, condition))
    .toSorted((left, right) => {
      const [a, b] = [valueOf(left), valueOf(right)];
      if ((a === null) !== (b === null)) return a === null ? 1 : -1;
      const byValue = a === null || b === null ? 0 : compareScalars(a, b);
      return sign * (byValue || (left.id < right.id ? -1 : 1));
    })
    .map((asset) => asset.id);
}

export function counted(graph: NaiveGraph, condition: AssetCondition, field: FacetField, first: number): FacetCounts {
  const counts = new Map<Scalar, number>();
  let missingCount = 0;
  for (const asset of graph.assets.filter((each) => holds(graph, each, condition))) {
    const value = facetValue(graph, asset, field);
    if (value === null) missingCount++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const buckets = [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || compareScalars(a.value, b.value));
  const otherCount = buckets.slice(first).reduce((sum, { count }) => sum + count, 0);
  return { buckets: buckets.slice(0, first), otherCount, missingCount };
}

function facetValue(graph: NaiveGraph, asset: DatedAsset, field: FacetField): Scalar | null {
  switch (field.by) {
    case 'PROPERTY':
      return comparableOf(asset.properties[field.name]);
    case 'TAG':
      return comparableOf(graph.tags.find((tag) => tag.assetId === asset.id && tag.name === field.name)?.value);
    case 'LEVEL':
      return asset.level;
    case 'KIND':
      return asset.kind;
    case 'PROJECT':
      return asset.projectId;
    case 'MEDIA_TYPE':
      return asset.content?.mediaType ?? null;
    case 'CREATED_BY':
      return asset.createdBy;
    case 'CREATED_YEAR':
      return asset.createdAt.getUTCFullYear();
  }
}
