import { assetLevels } from '../../core/assets/asset.ts';
import type { AssetCondition, AssetOrder, Comparison, FacetField } from '../../core/assets/asset-filter.ts';
import type { Tag } from '../../core/assets/asset.ts';
import type { DatedAsset } from '../../core/assets/graph-write.ts';
import { searchWordsOf } from '../../core/assets/search-words.ts';
import type { Json } from '../../core/json.ts';
import { relationId, type Relation } from '../../core/relations/relation.ts';
import { fc } from '../support/fast-check.ts';
import { asset, id } from './asset-graph-data.ts';
import type { NaiveGraph } from './naive-search.ts';

/** Small worlds, so that conditions hold of some and not of all. Texts whose order is another one by UTF-16 or in a locale are among them. */
const texts = [
  'a',
  'B',
  'b',
  'ab',
  'ab c',
  'é',
  '\uE001x',
  '\u{1F600}',
  '\uFFFD',
  '2026-01-02',
  '',
  "a'b* -c",
  'x'.repeat(1001),
];
const numbers = [0, -1, 1.5, 2, 1e21];
// Of `value` an index may have the order.
const names = ['x', 'value', 'with `a tick', 'p_x'];
const tagNames = ['t', 'u'];
const relationTypes = ['followUpOf', 'sameAs'];
const people = ['ann', 'bob'];
const moments = ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2026-06-01T12:00:00.123Z'].map(
  (text) => new Date(text),
);

const scalar = fc.constantFrom<(string | number | boolean)[]>(...texts, ...numbers, true, false);
const short = fc.constantFrom(...texts.filter((text) => text.length <= 1000));
const asked = fc.oneof(short, fc.constantFrom(...numbers), fc.boolean());
const anyJson = fc.oneof({ weight: 8, arbitrary: scalar }, fc.constantFrom<Json[]>(null, ['a'], { a: 1 }));
const moment = fc.constantFrom(...moments);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export interface World extends NaiveGraph {
  readonly projectIds: readonly string[];
}

const maxAssets = 14;

/** Assets in two projects, each part of earlier ones; ids are those of `run`. */
export function worlds(run: string): fc.Arbitrary<World> {
  const projectIds = [id(`${run} p`), id(`${run} q`)];
  const made = fc.record({
    projectId: fc.constantFrom(...projectIds),
    level: fc.constantFrom(...assetLevels),
    label: fc.constantFrom(...texts, 'y'.repeat(200), `${'y'.repeat(200)}z`),
    properties: fc.dictionary(fc.constantFrom(...names), anyJson, { maxKeys: 3 }),
    parents: fc.array(fc.nat(maxAssets), { maxLength: 2 }),
    content: fc.boolean(),
    createdAt: moment,
    createdBy: fc.constantFrom(...people),
  });
  const tagged = fc.record({
    of: fc.nat(maxAssets),
    name: fc.constantFrom(...tagNames),
    value: scalar.filter((value) => value !== ''),
    setBy: fc.constantFrom(...people),
    setAt: moment,
  });
  const related = fc.record({
    from: fc.nat(maxAssets),
    to: fc.nat(maxAssets),
    type: fc.constantFrom(...relationTypes),
  });
  return fc
    .record({
      related: fc.array(related, { maxLength: 10 }),
      all: fc.array(made, { minLength: 1, maxLength: maxAssets }),
      tags: fc.uniqueArray(tagged, { maxLength: 12, selector: ({ of, name }) => `${String(of)} ${name}` }),
    })
    .map(({ all, tags, related: wanted }) => {
      const ids = all.map((_, n) => id(`${run} ${String(n)}`));
      const assets = all.map(({ level, label, parents, content, ...rest }, n): DatedAsset => {
        const earlier = ids.slice(0, n);
        const parentIds = [...new Set(parents.flatMap((each) => earlier[each] ?? []))];
        const { properties, createdBy, createdAt, projectId } = rest;
        return {
          ...asset(parentIds.length === 0 ? 'PROJECT' : level, label, parentIds, { projectId, properties, createdBy }),
          id: ids[n] ?? '',
          content: content ? { sha256: 'ab'.repeat(32), sizeBytes: 1, mediaType: 'text/csv' } : null,
          createdAt,
        };
      });
      const own = tags.flatMap(({ of, ...tag }): Tag[] => {
        const assetId = ids[of];
        return assetId === undefined ? [] : [{ assetId, reason: null, ...tag }];
      });
      const relations = wanted.flatMap(({ from, to, type }): Relation[] => {
        const [fromId, toId] = [ids[from], ids[to]];
        if (fromId === undefined || toId === undefined || from === to) return [];
        const typeId = id(`type ${type}`);
        const set = { setBy: 'ann', reason: null, setAt: new Date(1000) };
        return [{ id: relationId(typeId, fromId, toId), typeId, type, fromId, toId, ...set }];
      });
      const once = [...new Map(relations.map((relation) => [relation.id, relation])).values()];
      return { assets, tags: own, relations: once, projectIds };
    });
}

const comparisons: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({ op: fc.constantFrom('EQ' as const, 'NE' as const), value: asked }),
  fc.record({ op: fc.constant('IN' as const), values: fc.array(asked, { maxLength: 3 }) }),
  fc.record({
    op: fc.constantFrom('LT' as const, 'LTE' as const, 'GT' as const, 'GTE' as const),
    value: fc.oneof(short, fc.constantFrom(...numbers)),
  }),
  fc.record({ op: fc.constant('STARTS_WITH' as const), value: fc.constantFrom('', 'a', 'é', '2026') }),
  fc.constant<Comparison>({ op: 'EXISTS' }),
);

/** Trees of conditions about the assets of the run. */
export function conditions(run: string, projectIds: readonly string[]): fc.Arbitrary<AssetCondition> {
  const anId = fc.nat(maxAssets).map((n) => id(`${run} ${String(n)}`));
  const is = <F extends 'id' | 'projectId' | 'level' | 'kind' | 'createdBy' | 'mediaType'>(
    field: F,
    values: fc.Arbitrary<string>,
  ) =>
    fc.record({
      kind: fc.constant('IS' as const),
      field: fc.constant(field),
      values: fc.array(values, { maxLength: 3 }),
    });
  const leaf: fc.Arbitrary<AssetCondition> = fc.oneof(
    is('id', anId),
    is('projectId', fc.constantFrom(...projectIds)),
    is('level', fc.constantFrom(...assetLevels)),
    is('kind', fc.constantFrom('table', 'none')),
    is('createdBy', fc.constantFrom(...people)),
    is('mediaType', fc.constantFrom('text/csv', 'text/plain')),
    fc.record({
      kind: fc.constant('LABEL' as const),
      match: fc.constantFrom('EQUALS' as const, 'CONTAINS' as const, 'STARTS_WITH' as const),
      text: short,
    }),
    fc.record({ kind: fc.constant('PROPERTY' as const), name: fc.constantFrom(...names), comparison: comparisons }),
    fc.record({
      kind: fc.constant('TAG' as const),
      name: fc.constantFrom(...tagNames),
      comparisons: fc.array(comparisons, { maxLength: 2 }),
      setBy: maybe(fc.constantFrom(...people)),
      setAfter: maybe(moment),
      setBefore: maybe(moment),
    }),
    fc.record({ kind: fc.constant('CREATED' as const), from: maybe(moment), to: maybe(moment) }),
    fc.constant<AssetCondition>({ kind: 'HAS_CONTENT' }),
    fc.record({
      kind: fc.constant('WITHIN' as const),
      id: anId,
      projectIds: fc.oneof(fc.constant('ALL' as const), fc.subarray([...projectIds])),
    }),
    fc
      .constantFrom('a', 'ab*', 'A B', 'é', '2026', 'x*', 't', 'true', 'c a')
      .map((text): AssetCondition => ({ kind: 'TEXT', words: searchWordsOf(text) })),
  );
  const { tree } = fc.letrec<{ tree: AssetCondition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      fc.record({ kind: fc.constant('NOT' as const), of: tie('tree') }),
      fc.record({ kind: fc.constantFrom('PARENT' as const, 'CHILD' as const), of: tie('tree') }),
      fc.record({
        kind: fc.constant('RELATION' as const),
        type: maybe(fc.constantFrom(...relationTypes, 'none')),
        direction: fc.constantFrom('OUT' as const, 'IN' as const, 'BOTH' as const),
        of: fc.oneof(tie('tree'), is('id', anId)),
      }),
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constantFrom('AND' as const, 'OR' as const),
          of: fc.array(tie('tree'), { maxLength: 3 }),
        }),
      },
    ),
  }));
  return tree;
}

export const orders: fc.Arbitrary<AssetOrder> = fc.oneof(
  fc.record({ by: fc.constantFrom('ID' as const, 'CREATED_AT' as const, 'LABEL' as const), descending: fc.boolean() }),
  fc.record({
    by: fc.constant('PROPERTY' as const),
    property: fc.constantFrom(...names),
    descending: fc.boolean(),
  }),
);

export const facetFields: fc.Arbitrary<FacetField> = fc.oneof(
  fc.record({ by: fc.constant('PROPERTY' as const), name: fc.constantFrom(...names) }),
  fc.record({ by: fc.constant('TAG' as const), name: fc.constantFrom(...tagNames) }),
  fc.record({
    by: fc.constantFrom(...(['LEVEL', 'KIND', 'PROJECT', 'MEDIA_TYPE', 'CREATED_BY', 'CREATED_YEAR'] as const)),
  }),
);
