import { beforeEach, describe, expect, test } from 'vitest';
import type { AssetCondition } from '../../core/assets/asset-filter.ts';
import type { NewAsset, Tag } from '../../core/assets/asset.ts';
import { newId } from '../../core/ids.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { AssetMoves } from '../../core/ports/asset-moves.ts';
import type { AssetTombstones, Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { RelationGraph } from '../../core/ports/relation-graph.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import { activity, asset, id, tree } from './asset-graph-data.ts';

export interface TombstonesHarness extends Transactor {
  readonly graph: AssetGraph;
  readonly relations: RelationGraph;
  readonly moves: AssetMoves;
  readonly tombstones: AssetTombstones;
}

const withdrawn = { at: new Date('2026-02-03T04:05:06.789Z'), reason: 'asked to', withdrawalId: id('withdrawal') };
const page = { first: 100, after: null };
const content = { sha256: 'ef'.repeat(32), sizeBytes: 9, mediaType: 'text/csv' };

function tag(assetId: string, name = 'sex'): Tag {
  return { assetId, name, value: 'secret', setBy: 'ann', reason: null, setAt: new Date('2026-01-02T03:04:05Z') };
}

export function tombstonesContract(name: string, makeHarness: () => Promise<TombstonesHarness>): void {
  describe(`AssetTombstones on ${name}`, () => {
    let harness: TombstonesHarness;
    const made = tree('p', 2);
    const own = { projectId: made.project.projectId };
    const other = asset('SUBJECT', 'other', [made.project.id], own);
    const file = asset('DERIVED', 'secret file', [made.series.id], { ...own, content, properties: { secret: 'word' } });
    const result = asset('DERIVED', 'result', [made.project.id], { ...own, properties: { mean: 1 } });
    const segment = activity('segment', [made.series.id], [file.id], { ...own, reuseKey: 'a key' });
    const measure = activity('measure', [file.id], [result.id], { ...own, reuseKey: 'another key' });
    const relation = {
      ...{ id: newId(), typeId: newId(), type: 'likes', fromId: other.id, toId: made.subject.id },
      ...{ setBy: 'ann', reason: null, setAt: new Date('2026-01-02T03:04:05Z') },
    };
    const gone = [made.subject, made.exam, made.series, ...made.images, file];

    async function stones(assets: readonly NewAsset[]): Promise<Tombstone[]> {
      const found = await harness.graph.getAssets(assets.map((each) => each.id));
      return [...found.values()].map(({ id: of, projectId, level, kind, createdAt, createdBy }) => ({
        ...{ id: of, projectId, level, kind, createdAt, createdBy },
        withdrawn,
      }));
    }
    beforeEach(async () => {
      harness = await makeHarness();
      const { graph } = harness;
      await graph.putAssets([...made.all, other, file, result]);
      await graph.putTags([tag(made.series.id), tag(other.id)]);
      await graph.recordActivity(segment);
      await graph.recordActivity(measure);
      await harness.relations.putRelations([relation]);
    });

    test('what is left of an asset is where it was and why it is gone, the first time for ever', async () => {
      const { graph, tombstones } = harness;
      const before = await graph.getAssets(gone.map((each) => each.id));
      const all = await stones(gone);
      await tombstones.put(all);
      await tombstones.put(all.map((each) => ({ ...each, withdrawn: { ...withdrawn, reason: 'again' } })));
      const after = await graph.getAssets(gone.map((each) => each.id));
      for (const { id: of } of gone) {
        const { projectId, level, kind, createdAt, createdBy } = before.get(of) ?? {};
        expect(after.get(of)).toEqual({
          ...{ id: of, projectId, level, kind, createdAt, createdBy, withdrawn },
          ...{ label: 'withdrawn', properties: {}, content: null, version: 1 },
        });
      }
      expect((await graph.tagsOf([made.series.id])).get(made.series.id)).toEqual([]);
      expect(await graph.holderOf(content.sha256, 'ALL')).toBeNull();
      expect((await harness.relations.getRelations([relation.id])).size).toBe(0);
      expect((await graph.getAssets([result.id])).get(result.id)).not.toHaveProperty('withdrawn');
    });

    test('is found by id, as a parent and on walks, and by no search or list of children', async () => {
      const { graph, tombstones } = harness;
      const lineage = () => graph.lineage(result.id, 'ANCESTORS', 10, 100);
      const around = () =>
        graph.edgesAround({ entityIds: [], activityIds: [measure.id] }, 'ANCESTORS', { projectIds: 'ALL', asOf: null });
      const before = { lineage: await lineage(), around: await around() };
      await tombstones.put(await stones(gone));
      expect(await lineage()).toEqual(before.lineage);
      expect(await around()).toEqual(before.around);
      const parents = await graph.parentsOf([made.exam.id, file.id]);
      expect(parents.get(made.exam.id)?.map((each) => each.id)).toEqual([made.subject.id]);
      expect((await graph.parentsOf([made.exam.id], 'SUBJECT')).get(made.exam.id)).toHaveLength(1);
      expect((await graph.parentsOf([made.exam.id], 'SERIES')).get(made.exam.id)).toEqual([]);
      expect((await graph.childrenOf([made.series.id], 'IMAGE')).get(made.series.id)).toEqual([]);
      expect((await graph.childrenOf([made.project.id], 'SUBJECT')).get(made.project.id)).toHaveLength(1);
      const subjects = await graph.pagesOf({ projectIds: [own.projectId] }, 'SUBJECT', page);
      expect(subjects.get(own.projectId)?.totalCount).toBe(1);
      expect((await graph.pagesOf({ parentIds: [made.series.id] }, 'IMAGE', page)).get(made.series.id)).toMatchObject({
        ...{ items: [], totalCount: 0 },
      });
      expect((await graph.findAssets({ projectIds: 'ALL' }, page)).items.map((each) => each.id)).toEqual(
        [made.project.id, other.id, result.id].toSorted(),
      );
      expect(await graph.countDependents(made.subject.id)).toMatchObject([{ level: 'DERIVED', count: 1 }]);
      expect((await graph.dependentsOf(made.subject.id, 'ALL', page)).items.map((each) => each.id)).toEqual([
        result.id,
      ]);
    });

    test('searches find it only where they ask for it', async () => {
      const { graph, tombstones } = harness;
      await tombstones.put(await stones(gone));
      const found = async (...of: readonly AssetCondition[]) => {
        const condition: AssetCondition = { kind: 'AND', of };
        const { items } = await graph.searchAssets(condition, { by: 'ID', descending: false }, page);
        expect(await graph.countAssets(condition)).toBe(items.length);
        const facet = await graph.countFacet(condition, { by: 'LEVEL' }, 10);
        expect(facet.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
        return items.length;
      };
      const project: AssetCondition = { kind: 'IS', field: 'projectId', values: [own.projectId] };
      const level = (of: string): AssetCondition => ({ kind: 'IS', field: 'level', values: [of] });
      const too: AssetCondition = { kind: 'WITHDRAWN_TOO' };
      expect(await found()).toBe(3);
      expect(await found(project)).toBe(3);
      expect(await found(level('SUBJECT'))).toBe(1);
      expect(await found(level('IMAGE'))).toBe(0);
      expect(await found(too)).toBe(3 + gone.length);
      expect(await found(too, project, level('IMAGE'))).toBe(2);
      expect(await found(too, { kind: 'IS', field: 'id', values: gone.map((each) => each.id) })).toBe(gone.length);
      expect(await found({ kind: 'IS', field: 'id', values: gone.map((each) => each.id) })).toBe(0);
      expect(await found({ kind: 'TEXT', words: [{ word: 'secret', isPrefix: false }] })).toBe(1);
      expect(await found(too, { kind: 'TEXT', words: [{ word: 'secret', isPrefix: false }] })).toBe(1);
      expect(await found({ kind: 'CHILD', of: level('EXAM') })).toBe(0);
      expect(await found({ kind: 'PARENT', of: level('SERIES') })).toBe(0);
      expect(await found({ kind: 'WITHIN', id: made.subject.id, projectIds: 'ALL' })).toBe(0);
      expect(await found({ kind: 'WITHIN', id: made.project.id, projectIds: 'ALL' })).toBe(2);
      for (const by of ['CREATED_AT', 'LABEL'] as const) {
        const all = await graph.searchAssets({ kind: 'AND', of: [too, project] }, { by, descending: true }, page);
        expect(all.items).toHaveLength(3 + gone.length);
      }
    });

    test('a result of which something is gone is not reused', async () => {
      const { graph, tombstones } = harness;
      expect((await graph.findReusable('a key', 'ALL'))?.id).toBe(segment.id);
      await tombstones.put(await stones([file]));
      expect(await graph.findReusable('a key', 'ALL')).toBeNull();
      expect((await graph.findReusable('another key', 'ALL'))?.id).toBe(measure.id);
    });

    test('every write that speaks of it is refused, and changes nothing', async () => {
      const { graph, tombstones, moves, relations } = harness;
      await tombstones.put(await stones(gone));
      const state = { assetId: file.id, version: 2, label: 'x', properties: {}, content: null };
      const writes = {
        part: () => graph.putAssets([asset('DERIVED', 'late', [made.series.id], own)]),
        state: () => graph.putStates([state]),
        tag: () => graph.putTags([tag(made.subject.id)]),
        used: () => graph.recordActivity(activity('late', [file.id], [])),
        generated: () => graph.recordActivity(activity('late', [], [file.id])),
        moved: () => moves.setParents([{ id: made.exam.id, parentIds: [other.id] }]),
        movedTo: () => moves.setParents([{ id: result.id, parentIds: [made.exam.id] }]),
        related: () => relations.putRelations([relation]),
      };
      for (const [what, write] of Object.entries(writes))
        await expect(write(), what).rejects.toMatchObject({ code: 'WITHDRAWN' });
      // Writing the asset itself again is no change, as always.
      await graph.putAssets([made.project, made.subject]);
      expect((await graph.getAssets([made.subject.id])).get(made.subject.id)?.withdrawn).toEqual(withdrawn);
      expect((await graph.tagsOf([made.subject.id])).get(made.subject.id)).toEqual([]);
      const strange = (await stones([other])).map((each) => ({ ...each, id: id('none') }));
      await expect(tombstones.put(strange)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });

    test('is seen by id in its own transaction, and gone when that is rolled back', async () => {
      const { graph, tombstones } = harness;
      await expect(
        harness.transact(async () => {
          await tombstones.hold();
          await tombstones.put(await stones(gone));
          expect((await graph.getAssets([file.id])).get(file.id)).toMatchObject({ label: 'withdrawn', withdrawn });
          expect((await graph.childrenOf([made.exam.id], 'SERIES')).get(made.exam.id)).toEqual([]);
          expect((await graph.tagsOf([made.series.id])).get(made.series.id)).toEqual([]);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      expect((await graph.getAssets([file.id])).get(file.id)).toMatchObject({ label: 'secret file', content });
      expect((await graph.tagsOf([made.series.id])).get(made.series.id)).toHaveLength(1);
    });

    test('of those who write and who withdraw at once, none writes after', async () => {
      const { graph, tombstones } = harness;
      const outcomes = await Promise.allSettled([
        ...Array.from({ length: 6 }, (_, n) => graph.putTags([tag(made.series.id, `t${String(n)}`)])),
        harness.transact(async () => {
          await tombstones.hold();
          await tombstones.put(await stones([made.series]));
        }),
        ...Array.from({ length: 6 }, (_, n) => graph.putTags([tag(made.series.id, `u${String(n)}`)])),
      ]);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'WITHDRAWN' });
      expect((await graph.tagsOf([made.series.id])).get(made.series.id)).toEqual([]);
    });
  });
}
