import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PostgresPropertyNames } from '../../adapters/postgres/property-names.ts';
import type { AssetFilterInput } from '../../core/assets/asset-filter-input.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

describe('finding assets', () => {
  let hub: AssetHub;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let q: typeof p;
  let curator: Actor;
  let viewer: Actor;
  const stranger = person('stranger', {});
  const admin = person('root', {}, true);

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

  const found = async (actor: Actor, filter: AssetFilterInput) =>
    (await hub.useCases.searchAssets(actor, { filter }, 100)).edges.map(({ node }) => node.id);

  test('sees no neighbour in a project that one may not read', async () => {
    const shared = asset('DERIVED', 'pooled', [p.series.id, q.series.id], { projectId: p.projectId, kind: 'pooled' });
    const theirs = asset('DERIVED', 'theirs', [p.series.id], { projectId: q.projectId, kind: 'theirs' });
    const below = asset('DERIVED', 'below', [theirs.id], { projectId: p.projectId, kind: 'below' });
    await hub.graph.putAssets([shared, theirs]);
    await hub.graph.putAssets([below]);
    const ofTheirs: AssetFilterInput = { parent: { label: { equals: q.series.label } } };
    expect(await found(viewer, ofTheirs)).toEqual([]);
    expect(await found(admin, ofTheirs)).toContain(shared.id);
    expect(await found(viewer, { parentId: q.series.id })).toEqual([]);
    expect(await found(viewer, { child: { kind: 'theirs' } })).toEqual([]);
    expect(await found(admin, { child: { kind: 'theirs' } })).toEqual([p.series.id]);
    expect(await found(viewer, { within: q.exam.id })).toEqual([]);
    expect(await found(viewer, { within: p.exam.id, kind: 'below' })).toEqual([]);
    expect(await found(admin, { within: p.exam.id, kind: 'below' })).toEqual([below.id]);
    expect(await found(viewer, { not: { level: 'IMAGE' } })).not.toContain(q.series.id);
    expect(await found(stranger, {})).toEqual([]);
  });

  test('counts pages and facets only when asked, and only what one may see', async () => {
    const before = hub.statements();
    const page = await hub.useCases.searchAssets(viewer, { filter: { level: 'IMAGE' } }, 2);
    expect(hub.statements() - before).toBe(1);
    expect(page).toMatchObject({ hasNextPage: true });
    expect(await page.totalCount()).toBe(4);
    const [levels, projects] = await page.facets([{ attribute: 'LEVEL' }, { attribute: 'PROJECT' }], 5);
    expect(levels).toMatchObject({ attribute: 'LEVEL', buckets: [{ value: 'IMAGE', count: 4 }] });
    expect(projects?.buckets).toEqual([{ value: p.projectId, count: 4 }]);
  });

  test('refuses a property that no asset of the projects has, and knows those that every level has', async () => {
    const own = asset('DERIVED', 'own', [q.series.id], { projectId: q.projectId, properties: { onlyInQ: 1 } });
    await hub.graph.putAssets([own]);
    const refused = { code: 'UNKNOWN_FIELD', details: { field: 'filter.property.name' } };
    const filter = { property: { name: 'onlyInQ', eq: 1 } };
    await expect(found(viewer, filter)).rejects.toMatchObject(refused);
    await expect(found(admin, { ...filter, projectId: p.projectId })).rejects.toMatchObject(refused);
    expect(await found(admin, filter)).toEqual([own.id]);
    expect(await found(stranger, { property: { name: 'modality' } })).toEqual([]);
    await expect(found(viewer, { parent: filter })).rejects.toMatchObject({
      code: 'UNKNOWN_FIELD',
      details: { field: 'filter.parent.property.name' },
    });
    const ordered = hub.useCases.searchAssets(viewer, { order: { field: 'PROPERTY', property: 'onlyInQ' } }, 10);
    await expect(ordered).rejects.toMatchObject({ details: { field: 'order.property' } });
    const page = await hub.useCases.searchAssets(viewer, {}, 1);
    await expect(page.facets([{ tag: 'x' }, { property: 'onlyInQ' }], 1)).rejects.toMatchObject({
      details: { field: 'fields[1].property' },
    });
  });

  test('finds by relations to assets that one may see, and refuses a type that no project of one has', async () => {
    await hub.useCases.searchAssets(admin, {}, 1);
    for (const [projectId, name] of [
      [p.projectId, 'followUpOf'],
      [q.projectId, 'onlyInQ'],
    ] as const)
      await hub.relations.putRelationDefinition(admin, { projectId, name });
    await hub.relations.relate(admin, { type: 'followUpOf', fromId: p.exam.id, toId: q.exam.id });
    await hub.relations.relate(admin, { type: 'followUpOf', fromId: p.series.id, toId: p.nifti.id });
    const related = (relation: AssetFilterInput['relation']) => ({ relation });
    expect(await found(admin, related({ type: 'followUpOf', direction: 'OUT' }))).toEqual(
      [p.exam.id, p.series.id].toSorted(),
    );
    expect(await found(viewer, related({ type: 'followUpOf', direction: 'OUT' }))).toEqual([p.series.id]);
    expect(await found(viewer, related({ toId: q.exam.id }))).toEqual([]);
    expect(await found(admin, related({ toId: q.exam.id }))).toEqual([p.exam.id]);
    expect(await found(viewer, related({ direction: 'IN', to: { level: 'SERIES' } }))).toEqual([p.nifti.id]);
    expect(await found(viewer, { not: related({}), kind: 'nifti' })).toEqual([]);
    await expect(found(viewer, { or: [related({ type: 'onlyInQ' })] })).rejects.toMatchObject({
      code: 'UNKNOWN_FIELD',
      details: { field: 'filter.or[0].relation.type', expected: 'one of followUpOf' },
    });
    expect(await found(admin, related({ type: 'onlyInQ' }))).toEqual([]);
  });

  test('refuses a tag that no project of one defines, unless some asset there has it', async () => {
    await hub.defineTags(q.projectId, ['EXAM'], 'onlyInQ');
    const tagged = (name: string): AssetFilterInput => ({ tag: { name } });
    const refused = (field: string) => ({ code: 'UNKNOWN_TAG', details: { field } });
    await expect(found(viewer, tagged('onlyInQ'))).rejects.toMatchObject(refused('filter.tag.name'));
    await expect(found(viewer, { not: { child: tagged('none') } })).rejects.toMatchObject(
      refused('filter.not.child.tag.name'),
    );
    const saved = hub.useCases.saveQuery(viewer, { name: 'x', filter: tagged('none') });
    await expect(saved).rejects.toMatchObject(refused('input.filter.tag.name'));
    await expect(found(admin, tagged('none'))).rejects.toMatchObject(refused('filter.tag.name'));
    expect(await found(admin, tagged('onlyInQ'))).toEqual([]);
    expect(await found(viewer, tagged('seriesType'))).toEqual([]);
    // A retired one, and one that assets have from before there were definitions.
    await hub.useCases.retireTagDefinition(admin, { projectId: q.projectId, level: 'EXAM', name: 'onlyInQ' });
    expect(await found(admin, tagged('onlyInQ'))).toEqual([]);
    const set = { setBy: 'ann', reason: null, setAt: new Date() };
    await hub.graph.putTags([
      { assetId: p.exam.id, name: 'oldTag', value: 1, ...set },
      { assetId: q.exam.id, name: '~', value: 1, ...set },
    ]);
    expect(await found(viewer, tagged('oldTag'))).toEqual([p.exam.id]);
    expect(await found(admin, tagged('~'))).toEqual([q.exam.id]);
    await expect(found(viewer, tagged('~'))).rejects.toMatchObject(refused('filter.tag.name'));
  });

  test('tells the properties of a project by level, with their types, to those who may read it', async () => {
    await hub.graph.putAssets([
      asset('DERIVED', 'one', [p.series.id], { projectId: p.projectId, properties: { mixed: 1, none: null } }),
      asset('DERIVED', 'two', [p.series.id], { projectId: p.projectId, properties: { mixed: ['a'] } }),
    ]);
    const names = await hub.useCases.propertyNamesOf(viewer, p.projectId, 'DERIVED');
    expect(names).toContainEqual({ level: 'DERIVED', name: 'mixed', types: ['NUMBER', 'OTHER'] });
    expect(names.map(({ name }) => name)).not.toContain('none');
    expect(await hub.useCases.propertyNamesOf(stranger, p.projectId)).toEqual([]);
  });

  test('a name whose write was undone is noted by the next one', async () => {
    const names = new PostgresPropertyNames(hub.sql);
    const noted = [{ projectId: p.projectId, level: 'DERIVED' as const, properties: { undone: true } }];
    const undone = hub.sql.transact(async () => {
      await names.note(noted);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await names.known('ALL', ['undone'])).size).toBe(0);
    await names.note(noted);
    const before = hub.statements();
    await names.note(noted);
    expect(hub.statements()).toBe(before);
    expect([...(await names.known([p.projectId], ['undone', 'x']))]).toEqual(['undone']);
  });

  describe('saved queries', () => {
    const filter: AssetFilterInput = { level: 'IMAGE', createdAt: { from: new Date('2020-01-01T00:00:00Z') } };

    test('are private, or shared by those who write with all who read', async () => {
      const { useCases } = hub;
      const shared = await useCases.saveQuery(curator, { projectId: p.projectId, name: 'images', filter });
      const own = await useCases.saveQuery(viewer, { name: 'images', filter });
      expect(shared).toMatchObject({ owner: 'ann', filter: { createdAt: { from: '2020-01-01T00:00:00.000Z' } } });
      await expect(useCases.saveQuery(viewer, { projectId: p.projectId, name: 'x', filter })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(useCases.saveQuery(stranger, { projectId: p.projectId, name: 'x', filter })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      const ids = async (actor: Actor, projectId?: string) =>
        (await useCases.savedQueries(actor, projectId, 10)).items.map(({ id }) => id);
      expect(await ids(viewer)).toEqual([shared.id, own.id].toSorted());
      expect(await ids(viewer, p.projectId)).toEqual([shared.id]);
      expect(await ids(viewer, q.projectId)).toEqual([]);
      expect(await ids(curator)).toEqual([shared.id]);
      expect(await ids(admin)).toEqual([shared.id]);
      expect(await ids(stranger)).toEqual([]);
      expect(await useCases.savedQuery(curator, own.id)).toBeNull();
      expect(await useCases.savedQuery(admin, own.id)).toBeNull();
      expect(await useCases.savedQuery(viewer, shared.id)).toEqual(shared);
      await expect(useCases.deleteSavedQuery(viewer, shared.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(useCases.deleteSavedQuery(stranger, shared.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await useCases.deleteSavedQuery(viewer, own.id)).toEqual(own);
      expect(await useCases.savedQuery(viewer, own.id)).toBeNull();
      await useCases.deleteSavedQuery(curator, shared.id);
    });

    test('are replaced under their name, keep their owner, and are audited without what they ask', async () => {
      const { useCases } = hub;
      const other = person('bob', { [p.projectId]: 'RESEARCHER' });
      const input = { projectId: p.projectId, name: ' images ', filter };
      const first = await useCases.saveQuery(curator, input);
      const second = await useCases.saveQuery(other, {
        ...input,
        description: 'all of them',
        order: { field: 'LABEL' },
      });
      expect(second).toMatchObject({ id: first.id, name: 'images', owner: 'ann', description: 'all of them' });
      expect(second.order).toEqual({ field: 'LABEL' });
      expect(hub.audited.map(({ actor, action, target, newValue }) => ({ actor, action, target, newValue }))).toEqual(
        ['ann', 'bob'].map((actor) => ({
          actor,
          action: 'query.saved',
          target: `query:${first.id}`,
          newValue: { name: 'images' },
        })),
      );
    });

    test('are refused like a search that can not be', async () => {
      const { useCases } = hub;
      const bad = { name: 'x', filter: { property: { name: 'nowhere' } } };
      await expect(useCases.saveQuery(curator, bad)).rejects.toMatchObject({
        code: 'UNKNOWN_FIELD',
        details: { field: 'input.filter.property.name' },
      });
      await expect(useCases.saveQuery(curator, { name: ' ', filter })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'input.name' },
      });
    });
  });
});
