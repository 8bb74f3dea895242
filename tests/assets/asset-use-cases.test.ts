import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { formatLineage } from '../../core/provenance/format-lineage.ts';
import { activity, asset, id } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

describe('asset use cases', () => {
  let hub: AssetHub;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let q: typeof p;
  let curator: Actor;
  let viewer: Actor;
  const stranger = person('stranger', {});
  beforeAll(async () => {
    hub = await assetHub();
  });
  beforeEach(async () => {
    await hub.empty();
    hub.audited.length = 0;
    p = await measuredProject(hub, 'p');
    q = await measuredProject(hub, 'q');
    curator = person('ann', { [p.projectId]: 'CURATOR' });
    viewer = person('val', { [p.projectId]: 'VIEWER' });
  });
  afterAll(() => hub.end());

  test('every one refuses an anonymous actor', async () => {
    const { useCases } = hub;
    const ids = [p.series.id];
    const ofProject = { projectId: p.projectId, level: 'SERIES' as const };
    const any = { name: 'a', when: { all: [] } };
    const at = new Date('2026-01-01T00:00:00Z');
    const firstPage = { direction: 'ANCESTORS', maxDepth: 5, asOf: null, first: 5, after: null } as const;
    const times = { startedAt: at, endedAt: at };
    const facts = {
      sha256: '0'.repeat(64),
      sizeBytes: 1,
      mediaType: 'text/plain',
      fileName: 'a',
      projectId: p.projectId,
    };
    const nothingDone = { projectId: p.projectId, method: 'm', methodVersion: '1', ...times, used: [], generated: [] };
    expect(() => useCases.readableProjects(anonymous, ids)).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error,
    );
    const calls = [
      async () => useCases.getAssets(anonymous, ids),
      async () => useCases.findAssets(anonymous, {}, 10),
      async () => useCases.searchAssets(anonymous, {}, 10),
      async () => useCases.propertyNamesOf(anonymous, p.projectId),
      async () => useCases.saveQuery(anonymous, { name: 'a', filter: {} }),
      async () => useCases.deleteSavedQuery(anonymous, p.series.id),
      async () => useCases.savedQuery(anonymous, p.series.id),
      async () => useCases.savedQueries(anonymous, null, 10),
      async () => useCases.childrenOf(anonymous, ids, 'IMAGE'),
      async () => useCases.parentsOf(anonymous, ids),
      async () => useCases.subjectsOf(anonymous, [p.projectId], 10),
      async () => useCases.imagesOf(anonymous, [p.series], 10),
      async () => useCases.biomarkersOfExams(anonymous, [p.exam.id]),
      async () => useCases.biomarkersOfSubjects(anonymous, [p.subject], { name: null, first: 5, after: null }),
      async () => useCases.tagsOf(anonymous, [p.series]),
      async () => useCases.getActivities(anonymous, ids),
      async () => useCases.generationOf(anonymous, [p.nifti]),
      async () => useCases.lineage(anonymous, p.nifti.id, 'ANCESTORS', 5, 5),
      async () => useCases.lineagesOf(anonymous, [p.nifti], 'ANCESTORS', 5, 5),
      async () => useCases.setTag(anonymous, { assetId: p.series.id, name: 'a', value: 1 }),
      async () => useCases.checkOut(anonymous, { assetId: p.series.id, reason: 'a', minutes: 1 }),
      async () => useCases.renewCheckOut(anonymous, { assetId: p.series.id, minutes: 1 }),
      async () => useCases.cancelCheckOut(anonymous, { assetId: p.series.id }),
      async () => useCases.breakCheckOut(anonymous, { assetId: p.series.id, reason: 'a' }),
      async () => useCases.checkOutsOf(anonymous, [p.series]),
      async () =>
        useCases.checkIn(anonymous, { assetId: p.series.id, baseVersion: 1, comment: 'a', keepCheckedOut: false }),
      async () => useCases.restoreVersion(anonymous, { assetId: p.series.id, version: 1, reason: 'a' }),
      async () => useCases.assetAsOf(anonymous, p.series.id, { version: 1 }),
      async () => useCases.versionsOf(anonymous, [p.series], 10),
      async () => useCases.diffsOf(anonymous, [{ asset: p.series, from: 1, to: 1 }]),
      async () => useCases.setTags(anonymous, { assetIds: ids, name: 'a', value: 1 }),
      async () => useCases.removeTag(anonymous, { assetId: p.series.id, name: 'a' }),
      async () => useCases.putTagDefinition(anonymous, { ...ofProject, name: 'a', type: 'TEXT' }),
      async () => useCases.retireTagDefinition(anonymous, { ...ofProject, name: 'a' }),
      async () => useCases.tagDefinitionsOf(anonymous, [p.projectId]),
      async () => useCases.getTagDefinitions(anonymous, ids),
      async () => useCases.missingTagsOf(anonymous, [p.series]),
      async () => useCases.tagHistory(anonymous, p.series, null, 10, null),
      async () => useCases.putTagRule(anonymous, { ...ofProject, ...any, set: { name: 'a', value: 1 } }),
      async () => useCases.removeTagRule(anonymous, { ...ofProject, name: 'a' }),
      async () => useCases.tagRulesOf(anonymous, [p.projectId]),
      async () => useCases.putContext(anonymous, { ...ofProject, ...any, permits: [] }),
      async () => useCases.removeContext(anonymous, { ...ofProject, name: 'a' }),
      async () => useCases.contextsOf(anonymous, [p.projectId]),
      async () => useCases.permittedOn(anonymous, [p.series], 'WORKFLOW'),
      async () => useCases.describeContent(anonymous, p.nifti.id),
      async () => useCases.noteDownload(anonymous, p.series.id, facts, { by: 'token', key: 'k', version: null }),
      async () => useCases.openContent(anonymous, p.nifti.id),
      async () => useCases.recordActivity(anonymous, nothingDone),
      async () => useCases.lineagePagesOf(anonymous, [p.nifti], firstPage),
      async () => useCases.derivationsOf(anonymous, [p.nifti]),
      async () => useCases.withdrawalImpact(anonymous, p.nifti.id),
      async () => useCases.touchedAssets(anonymous, p.nifti, 10, null),
      async () => useCases.reusableResult(anonymous, { method: 'm', methodVersion: '1', parameters: {}, inputs: [] }),
      async () => useCases.exportProvJson(anonymous, p.nifti.id),
      async () => useCases.exportRoCrate(anonymous, p.nifti.id, { address: 'http://x', withContent: false }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    // One for each use case: a new one belongs into this list. requirePermitted answers what contexts say, after the policy.
    expect(calls.length + 2).toBe(Object.keys(useCases).length);
  });

  test('members see what is theirs, others nothing, administrators all', async () => {
    const { useCases } = hub;
    const ids = [p.series.id, q.series.id];
    const admin = person('root', {}, true);
    const seen = async (actor: Actor) => [...(await useCases.getAssets(actor, ids)).keys()];
    expect(await seen(viewer)).toEqual([p.series.id]);
    expect(await seen(stranger)).toEqual([]);
    expect((await seen(admin)).toSorted()).toEqual(ids.toSorted());
    expect((await useCases.findAssets(viewer, { level: 'SERIES' }, 10)).items.map((one) => one.id)).toEqual([
      p.series.id,
    ]);
    expect(await useCases.findAssets(viewer, { level: 'SERIES', projectId: q.projectId }, 10)).toEqual({
      items: [],
      hasNextPage: false,
      totalCount: 0,
    });
    expect((await useCases.findAssets(stranger, {}, 10)).totalCount).toBe(0);
    expect((await useCases.findAssets(viewer, { parentId: q.exam.id }, 10)).totalCount).toBe(0);
    expect((await useCases.childrenOf(viewer, [q.exam.id], 'SERIES')).get(q.exam.id)).toEqual([]);
    expect((await useCases.parentsOf(viewer, [q.series.id])).get(q.series.id)).toEqual([]);
    expect((await useCases.subjectsOf(viewer, [p.projectId, q.projectId], 10)).get(q.projectId)).toBeUndefined();
    expect((await useCases.imagesOf(viewer, [p.series, q.series], 10)).get(q.series.id)).toBeUndefined();
    expect([...(await useCases.biomarkersOfExams(viewer, [p.exam.id, q.exam.id])).keys()]).toEqual([p.exam.id]);
    expect((await useCases.generationOf(viewer, [q.nifti])).size).toBe(0);
    expect(
      (
        await useCases.getActivities(
          viewer,
          q.activities.map((one) => one.id),
        )
      ).size,
    ).toBe(0);
    expect((await useCases.tagsOf(viewer, [q.series])).size).toBe(0);
    await expect(useCases.lineage(viewer, q.nifti.id, 'ANCESTORS', 5, 5)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a biomarker of an exam and of its series is counted once', async () => {
    const found = await hub.useCases.biomarkersOfExams(viewer, [p.exam.id]);
    expect(found.get(p.exam.id)?.map((one) => one.id)).toEqual([p.biomarker.id]);
  });

  test('refuses pages that can not be', async () => {
    for (const [first, after] of [
      [-1, null],
      [1001, null],
      [1.5, null],
      [10, 'x'],
    ] as const) {
      await expect((async () => hub.useCases.findAssets(viewer, {}, first, after))()).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });

  describe('setTag', () => {
    const set = (actor: Actor, more: object) =>
      hub.useCases.setTag(actor, { assetId: p.series.id, name: 'seriesType', value: 'T1', ...more });

    test('sets and replaces, and audits the old and the new value', async () => {
      await set(curator, { reason: 'seen' });
      await set(curator, { value: 'T2' });
      const tags = await hub.useCases.tagsOf(viewer, [p.series]);
      expect(tags.get(p.series.id)).toMatchObject([{ name: 'seriesType', value: 'T2', setBy: 'ann', reason: null }]);
      const base = { actor: 'ann', action: 'tag.set', target: `asset:${p.series.id}`, projectId: p.projectId };
      expect(hub.audited).toEqual([
        { ...base, reason: 'seen', oldValue: null, newValue: { name: 'seriesType', value: 'T1' } },
        {
          ...base,
          reason: null,
          oldValue: { name: 'seriesType', value: 'T1' },
          newValue: { name: 'seriesType', value: 'T2' },
        },
      ]);
    });

    test('is for those who may write, and others learn no more than they know', async () => {
      await expect(set(viewer, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(set(stranger, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(set(curator, { assetId: q.series.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(set(curator, { assetId: 'strange' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(hub.audited).toEqual([]);
    });

    test('refuses names, values and reasons that can not be', async () => {
      const bad = [
        { name: '' },
        { name: 'a b' },
        { name: 'x'.repeat(65) },
        { value: null },
        { value: Number.NaN },
        { value: '' },
        { value: ['T1'] },
        { value: 'x'.repeat(1001) },
        { reason: 'x'.repeat(1001) },
      ];
      for (const input of bad) await expect(set(curator, input)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(hub.audited).toEqual([]);
    });
  });

  describe('lineage', () => {
    test('leads from the value to the pixels, and prints as a tree', async () => {
      const lineage = await hub.useCases.lineage(viewer, p.biomarker.id, 'ANCESTORS', 20, 1000);
      expect(lineage.truncated).toBe(false);
      const text = formatLineage(lineage, await lineage.assets(), await lineage.activities(), await lineage.agents());
      expect(text.split('\n').map((line) => line.trim().replace(/, 2026.*/, ''))).toEqual([
        'tumour volume = 12.5 mL (biomarker)',
        '└─ by p measure 1.0',
        '└─ input: p-nifti (nifti)',
        '└─ by p convert 1.0',
        '└─ input: 4 images',
        '└─ by p deidentify 1.0',
        '└─ input: p-received (received-series)',
      ]);
    });

    test('leaves out what is of another project, with all that only this leads to, and says so', async () => {
      const mixed = asset('DERIVED', 'mixed', [p.series.id], { projectId: p.projectId });
      await hub.graph.putAssets([mixed]);
      await hub.graph.recordActivity(activity('mix', [p.nifti.id, q.nifti.id], [mixed.id], { projectId: p.projectId }));
      const lineage = await hub.useCases.lineage(viewer, mixed.id, 'ANCESTORS', 20, 1000);
      expect(lineage.truncated).toBe(true);
      const ids = new Set(lineage.nodes.map((node) => node.id));
      expect(ids.has(p.images[0]?.id ?? '')).toBe(true);
      for (const hidden of [q.nifti, q.received, ...q.images, ...q.activities]) expect(ids.has(hidden.id)).toBe(false);
      expect((await lineage.agents()).has(id('agent q software'))).toBe(false);
      for (const edge of lineage.edges) expect(ids.has(edge.fromId) && ids.has(edge.toId)).toBe(true);
      const both = person('both', { [p.projectId]: 'VIEWER', [q.projectId]: 'VIEWER' });
      expect((await hub.useCases.lineage(both, mixed.id, 'ANCESTORS', 20, 1000)).truncated).toBe(false);
    });

    test('refuses limits that can not be', async () => {
      for (const [depth, nodes] of [
        [-1, 10],
        [101, 10],
        [5, 0],
        [5, 10_001],
        [1.5, 10],
      ] as const) {
        await expect(hub.useCases.lineage(viewer, p.nifti.id, 'ANCESTORS', depth, nodes)).rejects.toMatchObject({
          code: 'BAD_USER_INPUT',
        });
      }
    });
  });

  test('opens content, whole or a range, for those who may read it; its file name is harmless', async () => {
    const stored = await hub.objects.put(Buffer.from('0123456789'));
    const file = asset('DERIVED', '../Größe "1"\r\n.nii', [p.series.id], {
      projectId: p.projectId,
      kind: 'nifti',
      content: { ...stored, mediaType: 'application/x-nifti+gzip' },
    });
    await hub.graph.putAssets([file]);
    const whole = await hub.useCases.openContent(viewer, file.id);
    expect(whole).toMatchObject({ ...stored, mediaType: 'application/x-nifti+gzip', fileName: 'Gro-e-1-.nii.nii.gz' });
    expect((await buffer(whole.stream)).toString()).toBe('0123456789');
    const part = await hub.useCases.openContent(viewer, file.id, { start: 2, end: 4 });
    expect((await buffer(part.stream)).toString()).toBe('234');
    await expect(hub.useCases.openContent(stranger, file.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(hub.useCases.openContent(viewer, p.nifti.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
