import { beforeEach, describe, expect, test } from 'vitest';
import type { AssetCondition, AssetOrder, Comparison } from '../../core/assets/asset-filter.ts';
import type { GraphWrite } from '../../core/assets/graph-write.ts';
import { searchWordsOf } from '../../core/assets/search-words.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { RelationGraph } from '../../core/ports/relation-graph.ts';
import type { SearchPosition } from '../../core/ports/asset-search.ts';
import { relationId, type Relation } from '../../core/relations/relation.ts';
import { fc } from '../support/fast-check.ts';
import { asset, id, tree } from './asset-graph-data.ts';
import { counted, searched } from './naive-search.ts';
import { conditions, facetFields, orders, worlds } from './search-arbitraries.ts';

export interface AssetSearchHarness {
  /** An empty graph. */
  readonly graph: AssetGraph;
  readonly relations: RelationGraph;
  /** How many random graphs there is time for: a graph database plans each question anew. */
  readonly graphs: number;
  /** Makes assets with moments of their own, as an import does. */
  restore(write: GraphWrite): Promise<void>;
}

const byId: AssetOrder = { by: 'ID', descending: false };
const text = (words: string): AssetCondition => ({ kind: 'TEXT', words: searchWordsOf(words) });
const property = (name: string, comparison: Comparison): AssetCondition => ({ kind: 'PROPERTY', name, comparison });
const tagged = (name: string, ...comparisons: readonly Comparison[]): AssetCondition => ({
  kind: 'TAG',
  name,
  comparisons,
  setBy: null,
  setAfter: null,
  setBefore: null,
});
const level = (...values: readonly string[]): AssetCondition => ({ kind: 'IS', field: 'level', values });

export function assetSearchContract(name: string, makeHarness: () => Promise<AssetSearchHarness>): void {
  describe(`AssetSearch on ${name}`, () => {
    let graph: AssetGraph;
    let harness: AssetSearchHarness;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ graph } = harness);
    });

    async function walked(condition: AssetCondition, order: AssetOrder = byId, first = 3): Promise<readonly string[]> {
      const seen: string[] = [];
      for (let after: SearchPosition | null = null; ;) {
        const page = await graph.searchAssets(condition, order, { first, after });
        seen.push(...page.items.map((item) => item.asset.id));
        expect(page.items.length).toBeLessThanOrEqual(first);
        after = page.items.at(-1)?.position ?? null;
        if (!page.hasNextPage || after === null) return seen;
      }
    }

    test('finds by each kind of condition', async () => {
      const [one, two] = [tree('p', 3), tree('q', 1)];
      const scan = asset('DERIVED', 'T1w MPRAGE (sagittal)', [one.series.id], {
        projectId: one.subject.projectId,
        kind: 'nifti',
        content: { sha256: 'ab'.repeat(32), sizeBytes: 1, mediaType: 'application/x-nifti' },
        properties: { echoTime: 2.5, weighting: 'T1', note: 'Ödem links', parts: ['a', 'b'], nothing: null },
      });
      await graph.putAssets([...one.all, ...two.all, scan]);
      await graph.putTags([
        { assetId: scan.id, name: 'quality', value: 'good enough', setBy: 'ann', reason: null, setAt: new Date(1000) },
        { assetId: two.series.id, name: 'quality', value: 4, setBy: 'bob', reason: null, setAt: new Date(2000) },
      ]);
      const everyone = [...one.all, ...two.all, scan].map((each) => each.id);
      const not = (ids: readonly string[]) => everyone.filter((each) => !ids.includes(each));
      const table: readonly (readonly [AssetCondition, readonly string[]])[] = [
        [{ kind: 'AND', of: [] }, everyone],
        [{ kind: 'OR', of: [] }, []],
        [level('SERIES'), [one.series.id, two.series.id]],
        [level('SERIES', 'EXAM'), [one.series.id, two.series.id, one.exam.id, two.exam.id]],
        [{ kind: 'AND', of: [level('SERIES', 'EXAM'), level('EXAM')] }, [one.exam.id, two.exam.id]],
        [{ kind: 'IS', field: 'kind', values: ['nifti'] }, [scan.id]],
        [{ kind: 'NOT', of: { kind: 'IS', field: 'kind', values: ['nifti'] } }, not([scan.id])],
        [{ kind: 'HAS_CONTENT' }, [scan.id]],
        [{ kind: 'IS', field: 'mediaType', values: ['application/x-nifti'] }, [scan.id]],
        [property('echoTime', { op: 'GT', value: 2 }), [scan.id]],
        [property('echoTime', { op: 'GT', value: '2' }), []],
        [property('echoTime', { op: 'NE', value: 2 }), [scan.id]],
        [property('weighting', { op: 'STARTS_WITH', value: 'T' }), [scan.id]],
        [property('weighting', { op: 'EQ', value: 't1' }), []],
        [property('parts', { op: 'EXISTS' }), [scan.id]],
        [property('parts', { op: 'EQ', value: 'a' }), []],
        [property('nothing', { op: 'EXISTS' }), []],
        [tagged('quality'), [scan.id, two.series.id]],
        [tagged('quality', { op: 'EQ', value: 4 }), [two.series.id]],
        [tagged('quality', { op: 'GTE', value: 'good' }), [scan.id]],
        [{ ...tagged('quality'), setBy: 'ann' } as AssetCondition, [scan.id]],
        [{ ...tagged('quality'), setAfter: new Date(2000) } as AssetCondition, [two.series.id]],
        [{ ...tagged('quality'), setBefore: new Date(2000) } as AssetCondition, [scan.id]],
        [
          { kind: 'PARENT', of: { kind: 'IS', field: 'id', values: [one.series.id] } },
          [scan, ...one.images].map((each) => each.id),
        ],
        [{ kind: 'CHILD', of: { kind: 'HAS_CONTENT' } }, [one.series.id]],
        [
          { kind: 'WITHIN', id: two.subject.id, projectIds: 'ALL' },
          [two.exam, two.series, ...two.images].map((each) => each.id),
        ],
        [{ kind: 'WITHIN', id: two.subject.id, projectIds: [one.subject.projectId] }, []],
        [text('mprage'), [scan.id]],
        [text('MPRAGE Ödem good'), [scan.id]],
        [text('mpr'), []],
        [text('mpr*'), [scan.id]],
        [text('mprage absent'), []],
        [text('quality'), [scan.id, two.series.id]],
        [{ kind: 'NOT', of: text('quality') }, not([scan.id, two.series.id])],
        [text('4'), [two.series.id]],
      ];
      for (const [condition, expected] of table) {
        expect([await walked(condition), condition]).toEqual([expected.toSorted(), condition]);
        expect([await graph.countAssets(condition), condition]).toEqual([expected.length, condition]);
      }
    });

    test('finds by relations that are there, from either end', async () => {
      const [one, two] = [tree('p', 0), tree('q', 0)];
      await graph.putAssets([...one.all, ...two.all]);
      const relation = (type: string, fromId: string, toId: string): Relation => {
        const typeId = id(`type ${type}`);
        const set = { setBy: 'ann', reason: null, setAt: new Date(1000) };
        return { id: relationId(typeId, fromId, toId), typeId, type, fromId, toId, ...set };
      };
      const followUp = relation('followUpOf', one.exam.id, two.exam.id);
      const gone = relation('sameAs', one.subject.id, two.subject.id);
      await harness.relations.putRelations([followUp, gone]);
      await harness.relations.removeRelations([gone]);
      const related = (
        direction: 'OUT' | 'IN' | 'BOTH',
        type: string | null = null,
        of: AssetCondition = { kind: 'AND', of: [] },
      ): AssetCondition => ({ kind: 'RELATION', type, direction, of });
      const itself = (assetId: string): AssetCondition => ({ kind: 'IS', field: 'id', values: [assetId] });
      const table: readonly (readonly [AssetCondition, readonly string[]])[] = [
        [related('OUT'), [one.exam.id]],
        [related('IN'), [two.exam.id]],
        [related('BOTH'), [one.exam.id, two.exam.id]],
        [related('BOTH', 'followUpOf'), [one.exam.id, two.exam.id]],
        [related('BOTH', 'sameAs'), []],
        [related('OUT', 'followUpOf', itself(two.exam.id)), [one.exam.id]],
        [related('IN', 'followUpOf', itself(two.exam.id)), []],
        [related('BOTH', null, level('SUBJECT')), []],
        [related('OUT', null, { kind: 'PARENT', of: itself(two.subject.id) }), [one.exam.id]],
        [{ kind: 'PARENT', of: related('OUT') }, [one.series.id]],
        [{ kind: 'AND', of: [level('EXAM'), { kind: 'NOT', of: related('OUT') }] }, [two.exam.id]],
      ];
      for (const [condition, expected] of table)
        expect([await walked(condition), condition]).toEqual([expected.toSorted(), condition]);
    });

    test('a tag is found at once by its new words and value, and no more by the old ones', async () => {
      const made = tree('p', 0);
      await graph.putAssets(made.all);
      const tag = { assetId: made.series.id, name: 'kind', setBy: 'ann', reason: null, setAt: new Date(1000) };
      await graph.putTags([{ ...tag, value: 'localizer' }]);
      expect(await walked(text('localizer'))).toEqual([made.series.id]);
      await graph.putTags([{ ...tag, value: 'perfusion' }]);
      expect(await walked(text('localizer'))).toEqual([]);
      expect(await walked(tagged('kind', { op: 'EQ', value: 'localizer' }))).toEqual([]);
      expect(await walked(text('perf* kind'))).toEqual([made.series.id]);
    });

    test('what very many have is found as well as what few have', async () => {
      const made = tree('p', 0);
      const many = Array.from({ length: 2500 }, (_, n) =>
        asset('IMAGE', `slice ${String(n)}`, [made.series.id], {
          projectId: made.subject.projectId,
          properties: { plane: n % 2 === 0 ? 'axial' : 'coronal' },
        }),
      );
      await graph.putAssets([...made.all, ...many]);
      const ids = many.map((each) => each.id).toSorted();
      const page = await graph.searchAssets(text('slice'), byId, { first: 5, after: null });
      expect(page.items.map((item) => item.asset.id)).toEqual(ids.slice(0, 5));
      expect(page.hasNextPage).toBe(true);
      const rest = { first: 5, after: { value: null, id: ids[2400] ?? '' } };
      const late = await graph.searchAssets(text('slice'), byId, rest);
      expect(late.items.map((item) => item.asset.id)).toEqual(ids.slice(2401, 2406));
      expect(await graph.countAssets({ kind: 'WITHIN', id: made.exam.id, projectIds: 'ALL' })).toBe(2501);
      expect(await graph.countAssets(property('plane', { op: 'EQ', value: 'axial' }))).toBe(1250);
      expect(await walked({ kind: 'AND', of: [text('slice'), text('2499')] })).toEqual([many[2499]?.id]);
      const parent: AssetCondition = { kind: 'PARENT', of: { kind: 'IS', field: 'id', values: [made.series.id] } };
      expect(await graph.countAssets(parent)).toBe(2500);
      expect(await graph.countFacet(parent, { by: 'PROPERTY', name: 'plane' }, 1)).toEqual({
        buckets: [{ value: 'axial', count: 1250 }],
        otherCount: 1250,
        missingCount: 0,
      });
    }, 120_000);

    test('answers of any graph, to any condition in any order, what looking at everything answers', async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constant(null).chain(() => {
            const run = `run ${String(count++)}`;
            return worlds(run).chain((world) =>
              fc.record({
                world: fc.constant(world),
                asked: fc.array(
                  fc.tuple(conditions(run, world.projectIds), orders, facetFields, fc.integer({ min: 1, max: 4 })),
                  {
                    minLength: 4,
                    maxLength: 4,
                  },
                ),
              }),
            );
          }),
          async ({ world, asked }) => {
            await harness.restore({ kind: 'ASSETS', assets: world.assets });
            await graph.putTags(world.tags);
            await harness.relations.putRelations(world.relations);
            const own: AssetCondition = { kind: 'IS', field: 'projectId', values: world.projectIds };
            for (const [tree, order, field, size] of asked) {
              const condition: AssetCondition = { kind: 'AND', of: [own, tree] };
              const expected = searched(world, condition, order);
              expect(await walked(condition, order, size)).toEqual(expected);
              expect(await graph.countAssets(condition)).toBe(expected.length);
              expect(await graph.countFacet(condition, field, size)).toEqual(counted(world, condition, field, size));
            }
          },
        ),
        { numRuns: harness.graphs, endOnFailure: true },
      );
    }, 300_000);
  });
}
