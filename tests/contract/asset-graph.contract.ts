import { beforeEach, describe, expect, test } from 'vitest';
import type { Asset, NewAsset, Tag } from '../../core/assets/asset.ts';
import { nameId } from '../../core/ids.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import { lineageContract } from './asset-graph-lineage.contract.ts';
import { statesContract } from './asset-graph-states.contract.ts';
import { provenanceContract } from './asset-graph-provenance.contract.ts';
import { activity, agent, asset, id, tree } from './asset-graph-data.ts';
import { tagsContract } from './asset-graph-tags.contract.ts';

export interface AssetGraphHarness extends Transactor {
  /** An empty graph. */
  readonly graph: AssetGraph;
}

const page = { first: 100, after: null };
const labels = (assets: readonly Asset[] | undefined) => assets?.map((found) => found.label).toSorted();
const inOrderOfId = (assets: readonly NewAsset[]) => assets.map((made) => made.id).toSorted();

function tag(assetId: string, name: string, value: Tag['value'], more: Partial<Tag> = {}): Tag {
  return { assetId, name, value, setBy: 'ann', reason: null, setAt: new Date('2026-01-02T03:04:05Z'), ...more };
}

export function assetGraphContract(name: string, makeHarness: () => Promise<AssetGraphHarness>): void {
  describe(`AssetGraph on ${name}`, () => {
    let harness: AssetGraphHarness;
    let graph: AssetGraph;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ graph } = harness);
    });

    describe('assets', () => {
      test('gives back what was put', async () => {
        const content = { sha256: 'ab'.repeat(32), sizeBytes: 5_000_000_000, mediaType: 'application/dicom' };
        const project = asset('PROJECT', 'p');
        const subject = asset('SUBJECT', 's', [project.id], {
          properties: { researchId: 'S-1', nested: { list: [1, null, 'é'] } },
          content,
        });
        await graph.putAssets([subject, project]);
        const found = await graph.getAssets([subject.id, project.id]);
        const { parentIds, ...rest } = subject;
        expect(parentIds).toEqual([project.id]);
        expect(found.get(subject.id)).toEqual({ ...rest, version: 1, createdAt: expect.any(Date) as Date });
        expect(found.get(project.id)?.content).toBeNull();
      });

      test('leaves out ids that are not there, or can not be ids', async () => {
        expect(await graph.getAssets([id('none'), 'x', "'; --", ''])).toEqual(new Map());
        expect(await graph.getAssets([])).toEqual(new Map());
      });

      test('writing again changes nothing', async () => {
        const made = tree('p', 2);
        await graph.putAssets(made.all);
        const before = await graph.getAssets(made.all.map((each) => each.id));
        await graph.putAssets(made.all);
        expect(await graph.getAssets(made.all.map((each) => each.id))).toEqual(before);
        expect((await graph.findAssets({ projectIds: 'ALL' }, page)).totalCount).toBe(made.all.length);
      });

      test('refuses an asset without a parent, or with one that is not there, and leaves nothing of it', async () => {
        const project = asset('PROJECT', 'p');
        await expect(graph.putAssets([project, asset('SUBJECT', 's')])).rejects.toMatchObject({
          code: 'BAD_USER_INPUT',
        });
        await expect(graph.putAssets([project, asset('SUBJECT', 's', [id('none')])])).rejects.toMatchObject({
          code: 'BAD_USER_INPUT',
        });
        expect((await graph.findAssets({ projectIds: 'ALL' }, page)).totalCount).toBe(0);
      });

      test('belongs to the transaction around it', async () => {
        const project = asset('PROJECT', 'p');
        await expect(
          harness.transact(async () => {
            await graph.putAssets([project]);
            await graph.recordActivity(activity('a', [], [project.id]));
            throw new Error('rolled back');
          }),
        ).rejects.toThrow('rolled back');
        expect((await graph.getAssets([project.id])).size).toBe(0);
        expect((await graph.getActivities([id('activity a')])).size).toBe(0);
      });

      test('a transaction sees its own writes by id, laid over what was there', async () => {
        const made = tree('p', 1);
        await graph.putAssets(made.all);
        await graph.putTags([tag(made.series.id, 'kept', 1), tag(made.series.id, 'replaced', 1)]);
        const nifti = asset('DERIVED', 'n', [made.series.id], { kind: 'nifti' });
        const value = asset('DERIVED', 'v', [nifti.id, made.exam.id], { kind: 'biomarker' });
        const converted = activity('convert', [made.series.id], [nifti.id], { reuseKey: 'k' });
        await harness.transact(async () => {
          await graph.putAssets([nifti]);
          await graph.putAssets([value]);
          await graph.putTags([tag(made.series.id, 'replaced', 2), tag(nifti.id, 'new', true)]);
          await graph.recordActivity(converted);
          const { parentIds: _, ...expected } = nifti;
          const found = await graph.getAssets([nifti.id, made.series.id, id('none')]);
          expect(found.get(nifti.id)).toEqual({ ...expected, version: 1, createdAt: expect.any(Date) as Date });
          expect(labels([...found.values()])).toEqual(['n', made.series.label]);
          expect(labels((await graph.childrenOf([made.series.id], 'DERIVED')).get(made.series.id))).toEqual(['n']);
          expect((await graph.childrenOf([made.series.id], 'DERIVED', 'table')).get(made.series.id)).toEqual([]);
          expect(labels((await graph.childrenOf([made.series.id], 'IMAGE')).get(made.series.id))).toEqual([
            made.images[0]?.label,
          ]);
          const parents = await graph.parentsOf([value.id, made.series.id]);
          expect(labels(parents.get(value.id))).toEqual(['n', made.exam.label]);
          expect(labels(parents.get(made.series.id))).toEqual([made.exam.label]);
          expect(labels((await graph.parentsOf([value.id], 'EXAM')).get(value.id))).toEqual([made.exam.label]);
          const tags = await graph.tagsOf([made.series.id, nifti.id]);
          expect(tags.get(made.series.id)).toEqual([
            tag(made.series.id, 'kept', 1),
            tag(made.series.id, 'replaced', 2),
          ]);
          expect(tags.get(nifti.id)).toEqual([tag(nifti.id, 'new', true)]);
          expect((await graph.getActivities([converted.id])).get(converted.id)).toEqual(converted);
          expect((await graph.generationOf([nifti.id])).get(nifti.id)).toEqual(converted);
          expect((await graph.getAgents([agent('software').id])).get(agent('software').id)).toEqual(agent('software'));
          expect(await graph.findReusable('k', [converted.projectId])).toEqual(converted);
        });
        expect(labels((await graph.childrenOf([made.series.id], 'DERIVED')).get(made.series.id))).toEqual(['n']);
        expect((await graph.tagsOf([nifti.id])).get(nifti.id)).toEqual([tag(nifti.id, 'new', true)]);
      });
    });

    describe('children and parents', () => {
      test('answers the children of each asset by level and kind, in order of id', async () => {
        const made = tree('p', 3);
        const nifti = asset('DERIVED', 'n', [made.series.id], { kind: 'nifti' });
        const biomarker = asset('DERIVED', 'b', [made.series.id, made.exam.id], { kind: 'biomarker' });
        await graph.putAssets([...made.all, nifti, biomarker]);
        const ids = [made.series.id, made.exam.id, id('none')];
        const derived = await graph.childrenOf(ids, 'DERIVED');
        expect(labels(derived.get(made.series.id))).toEqual(['b', 'n']);
        expect(labels(derived.get(made.exam.id))).toEqual(['b']);
        expect(derived.get(id('none'))).toEqual([]);
        expect(labels((await graph.childrenOf(ids, 'DERIVED', 'nifti')).get(made.series.id))).toEqual(['n']);
        const images = await graph.childrenOf([made.series.id], 'IMAGE');
        expect(images.get(made.series.id)?.map((image) => image.id)).toEqual(inOrderOfId(made.images));
      });

      test('answers the parents of each asset, by level when asked', async () => {
        const made = tree('p', 1);
        const biomarker = asset('DERIVED', 'b', [made.series.id, made.exam.id], { kind: 'biomarker' });
        await graph.putAssets([...made.all, biomarker]);
        const all = await graph.parentsOf([biomarker.id, made.project.id]);
        expect(labels(all.get(biomarker.id))).toEqual([made.exam.label, made.series.label].toSorted());
        expect(all.get(made.project.id)).toEqual([]);
        expect(labels((await graph.parentsOf([biomarker.id], 'EXAM')).get(biomarker.id))).toEqual([made.exam.label]);
      });

      test('a page for each parent or project: its own items, count and end', async () => {
        const [one, two] = [tree('p', 5), tree('q', 2)];
        await graph.putAssets([...one.all, ...two.all]);
        const parentIds = [one.series.id, two.series.id, one.exam.id, id('none')];
        const first = await graph.pagesOf({ parentIds }, 'IMAGE', { first: 3, after: null });
        expect(first.get(one.series.id)?.items.map((image) => image.id)).toEqual(inOrderOfId(one.images).slice(0, 3));
        expect(first.get(one.series.id)).toMatchObject({ hasNextPage: true, totalCount: 5 });
        expect(first.get(two.series.id)).toMatchObject({ hasNextPage: false, totalCount: 2 });
        expect(first.get(one.exam.id)).toEqual({ items: [], hasNextPage: false, totalCount: 0 });
        expect(first.get(id('none'))).toEqual({ items: [], hasNextPage: false, totalCount: 0 });
        const after = first.get(one.series.id)?.items.at(-1)?.id ?? '';
        const rest = await graph.pagesOf({ parentIds: [one.series.id] }, 'IMAGE', { first: 3, after });
        expect(rest.get(one.series.id)?.items.map((image) => image.id)).toEqual(inOrderOfId(one.images).slice(3));
        expect(rest.get(one.series.id)).toMatchObject({ hasNextPage: false, totalCount: 5 });
        const subjects = await graph.pagesOf(
          { projectIds: [one.subject.projectId, two.subject.projectId] },
          'SUBJECT',
          page,
        );
        expect(labels(subjects.get(two.subject.projectId)?.items)).toEqual([two.subject.label]);
      });
    });

    describe('finding', () => {
      test('filters by project, level, kind, parent and tag, and by all of them', async () => {
        const [one, two] = [tree('p', 2), tree('q', 1)];
        const nifti = asset('DERIVED', 'n', [one.series.id], { kind: 'nifti', projectId: one.subject.projectId });
        await graph.putAssets([...one.all, ...two.all, nifti]);
        await graph.putTags([
          tag(one.series.id, 'seriesType', 'T1'),
          tag(two.series.id, 'seriesType', 'T1'),
          tag(nifti.id, 'seriesType', 'T2'),
        ]);
        const find = async (filter: Parameters<AssetGraph['findAssets']>[0]) =>
          labels((await graph.findAssets(filter, page)).items);
        const inP = { projectIds: [one.subject.projectId] };
        expect(await find({ projectIds: 'ALL', level: 'SERIES' })).toEqual(
          [one.series.label, two.series.label].toSorted(),
        );
        expect(await find({ ...inP, level: 'SERIES' })).toEqual([one.series.label]);
        expect(await find({ ...inP, kind: 'nifti' })).toEqual(['n']);
        expect(await find({ ...inP, parentId: one.exam.id })).toEqual([one.series.label]);
        const t1 = { name: 'seriesType', value: 'T1' };
        expect(await find({ projectIds: 'ALL', tag: t1 })).toEqual([one.series.label, two.series.label].toSorted());
        expect(await find({ ...inP, level: 'SERIES', parentId: one.exam.id, tag: t1 })).toEqual([one.series.label]);
        expect(await find({ ...inP, level: 'EXAM', tag: t1 })).toEqual([]);
        expect(await find({ projectIds: [] })).toEqual([]);
        expect(await find({ projectIds: 'ALL', parentId: 'strange' })).toEqual([]);
      });

      test('tells the types of tag values apart, and finds very long ones', async () => {
        const made = tree('p', 4);
        await graph.putAssets(made.all);
        const values = ['1', 1, true, 'x'.repeat(10_000)];
        await graph.putTags(made.images.map((image, n) => tag(image.id, 'v', values[n] ?? '')));
        for (const [n, value] of values.entries()) {
          const found = await graph.findAssets({ projectIds: 'ALL', tag: { name: 'v', value } }, page);
          expect(labels(found.items)).toEqual([made.images[n]?.label]);
        }
      });

      test('pages through all of it in order of id, each once, with the count of all', async () => {
        const made = tree('p', 7);
        await graph.putAssets(made.all);
        const seen: string[] = [];
        for (let after: string | null = null; ;) {
          const found = await graph.findAssets({ projectIds: 'ALL', level: 'IMAGE' }, { first: 3, after });
          expect(found.totalCount).toBe(7);
          seen.push(...found.items.map((image) => image.id));
          after = seen.at(-1) ?? '';
          if (!found.hasNextPage) break;
        }
        expect(seen).toEqual(inOrderOfId(made.images));
        const beyond = await graph.findAssets(
          { projectIds: 'ALL', level: 'IMAGE' },
          { first: 3, after: seen.at(-1) ?? '' },
        );
        expect(beyond).toEqual({ items: [], hasNextPage: false, totalCount: 7 });
      });

      test('refuses a cursor that is none', async () => {
        const strange = { first: 1, after: 'x' };
        await expect(graph.findAssets({ projectIds: 'ALL' }, strange)).rejects.toMatchObject({
          code: 'BAD_USER_INPUT',
        });
        await expect(graph.pagesOf({ parentIds: [id('x')] }, 'IMAGE', strange)).rejects.toMatchObject({
          code: 'BAD_USER_INPUT',
        });
      });
    });

    describe('tags', () => {
      test('keep their type, and the last of a name replaces', async () => {
        const made = tree('p', 1);
        await graph.putAssets(made.all);
        await graph.putTags([
          tag(made.exam.id, 'b', 1.5),
          tag(made.exam.id, 'a', 'x'),
          tag(made.series.id, 'c', false, { reason: 'seen' }),
        ]);
        await graph.putTags([
          tag(made.exam.id, 'a', 'y', { setBy: 'bob' }),
          tag(made.exam.id, 'a', 'z', { setBy: 'eve' }),
        ]);
        const tags = await graph.tagsOf([made.exam.id, made.series.id, made.project.id]);
        expect(tags.get(made.exam.id)).toEqual([
          tag(made.exam.id, 'a', 'z', { setBy: 'eve' }),
          tag(made.exam.id, 'b', 1.5),
        ]);
        expect(tags.get(made.series.id)).toEqual([tag(made.series.id, 'c', false, { reason: 'seen' })]);
        expect(tags.get(made.project.id)).toEqual([]);
      });

      tagsContract(() => harness);
    });

    describe('states', () => {
      statesContract(() => harness);
    });

    describe('provenance', () => {
      test('gives back an activity with its edges in their order and its agents; recording again changes nothing', async () => {
        const made = tree('p', 3);
        const nifti = asset('DERIVED', 'n', [made.series.id], { kind: 'nifti' });
        await graph.putAssets([...made.all, nifti]);
        const recorded = activity(
          'convert',
          made.images.map((image) => image.id),
          [nifti.id],
          { parameters: { gzip: true }, reuseKey: 'k', runId: id('run') },
        );
        await graph.recordActivity(recorded);
        await graph.recordActivity(recorded);
        expect((await graph.getActivities([recorded.id, id('none')])).get(recorded.id)).toEqual(recorded);
        expect((await graph.generationOf([nifti.id, made.exam.id])).get(nifti.id)).toEqual(recorded);
        expect((await graph.generationOf([nifti.id, made.exam.id])).size).toBe(1);
        expect((await graph.getAgents([agent('software').id, id('none')])).get(agent('software').id)).toEqual(
          agent('software'),
        );
      });

      test('finds the earliest activity with a reuse key in the given projects', async () => {
        const [p, q] = [nameId('p'), nameId('q')];
        await graph.recordActivity(
          activity('late', [], [], { reuseKey: 'k', projectId: p, startedAt: new Date(3000) }),
        );
        await graph.recordActivity(
          activity('early', [], [], { reuseKey: 'k', projectId: p, startedAt: new Date(2000) }),
        );
        await graph.recordActivity(
          activity('elsewhere', [], [], { reuseKey: 'k', projectId: q, startedAt: new Date(1000) }),
        );
        await graph.recordActivity(activity('never', [], [], { reuseKey: null, projectId: p, startedAt: new Date(0) }));
        expect((await graph.findReusable('k', [p]))?.method).toBe('early');
        expect((await graph.findReusable('k', [p, q]))?.method).toBe('elsewhere');
        expect(await graph.findReusable('k', [])).toBeNull();
        expect(await graph.findReusable('other', [p, q])).toBeNull();
      });

      lineageContract(() => graph);
      provenanceContract(() => graph);
    });
  });
}
