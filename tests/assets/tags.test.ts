import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TagCatalogue } from '../../core/assets/tag-catalogue.ts';
import { builtInDefinition } from '../../core/assets/tag-definition.ts';
import type { PutTagDefinitionInput } from '../../core/assets/tag-definitions.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let q: typeof p;
let manager: Actor;
let curator: Actor;
let viewer: Actor;
const stranger = person('stranger', {});

beforeAll(async () => {
  hub = await assetHub();
});
beforeEach(async () => {
  await hub.empty();
  p = await measuredProject(hub, 'p');
  q = await measuredProject(hub, 'q');
  manager = person('mia', { [p.projectId]: 'MANAGER' });
  curator = person('ann', { [p.projectId]: 'CURATOR' });
  viewer = person('val', { [p.projectId]: 'VIEWER' });
  hub.audited.length = 0;
});
afterAll(() => hub.end());

type Definition = Omit<PutTagDefinitionInput, 'projectId' | 'level' | 'name'>;

const define = (name: string, more: Partial<Definition> = {}, actor = manager) =>
  hub.useCases.putTagDefinition(actor, { projectId: p.projectId, level: 'EXAM', name, type: 'TEXT', ...more });
const set = (name: string, value: unknown, more: object = {}) =>
  hub.useCases.setTag(curator, { assetId: p.exam.id, name, value, ...more });
const remove = (name: string, more: object = {}) =>
  hub.useCases.removeTag(curator, { assetId: p.exam.id, name, ...more });
const held = async (asset = p.exam) => (await hub.useCases.tagsOf(viewer, [asset])).get(asset.id) ?? [];
const values = async () => (await held()).map(({ name, value }) => [name, value]);
const historyOf = async (name: string | null = null) =>
  (await hub.useCases.tagHistory(viewer, p.exam, name, 50, null)).items.map((one) => [
    one.name,
    one.oldValue,
    one.newValue,
    one.changedBy,
    one.reason,
  ]);

describe('definitions', () => {
  test('are for managers, and others learn no more than they know', async () => {
    await expect(define('a', {}, curator)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(define('a', {}, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await define('a');
    expect((await hub.useCases.tagDefinitionsOf(viewer, [p.projectId, q.projectId])).size).toBe(1);
    const made = (await hub.useCases.tagDefinitionsOf(viewer, [p.projectId])).get(p.projectId);
    expect(made?.map(({ level, name, revision }) => [level, name, revision])).toEqual([
      ['EXAM', 'a', 1],
      ['EXAM', 'protocol', 0],
      ['SERIES', 'normalizedDescription', 0],
      ['SERIES', 'normalizedDescriptionConfidence', 0],
      ['SERIES', 'seriesType', 0],
      ['SERIES', 'seriesTypeConfidence', 0],
      ['SERIES', 'seriesTypeReason', 0],
    ]);
    const ids = made?.map(({ id }) => id) ?? [];
    expect((await hub.useCases.getTagDefinitions(viewer, ids)).size).toBe(7);
    expect((await hub.useCases.getTagDefinitions(stranger, ids)).size).toBe(6);
  });

  test('the same again is the same revision; another is the next, audited with what it was', async () => {
    const first = await define('a', { description: 'one' });
    expect(await define('a', { description: 'one' })).toEqual(first);
    const second = await define('a', { description: 'two' });
    expect([first.revision, second.revision]).toEqual([1, 2]);
    expect(hub.audited).toMatchObject([
      { action: 'tag-definition.set', oldValue: null, newValue: { name: 'a', revision: 1, description: 'one' } },
      { action: 'tag-definition.set', oldValue: { revision: 1, description: 'one' }, newValue: { revision: 2 } },
    ]);
  });

  test('a stale revision is a CONFLICT that says the newest', async () => {
    await expect(define('a', { expectedRevision: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
    await define('a', { expectedRevision: 0 });
    await expect(define('a', { expectedRevision: 0, required: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.expectedRevision', expected: '1', received: '0' },
    });
    await define('a', { expectedRevision: 1, required: true });
  });

  test('what changes leaves old values readable, under their own revision', async () => {
    const first = await define('size', { type: 'NUMBER', unit: 'mm' });
    await set('size', 12);
    const second = await define('size', { type: 'CHOICE', choices: [{ value: 'small', label: 'Small' }] });
    const [tag] = await held();
    expect(tag).toMatchObject({ value: 12, definitionId: first.id });
    const known = await hub.useCases.getTagDefinitions(viewer, [first.id, second.id]);
    expect(known.get(first.id)).toMatchObject({ type: 'NUMBER', unit: 'mm' });
    const found = await hub.useCases.findAssets(viewer, { tag: { name: 'size', value: 12 } }, 10);
    expect(found.items.map(({ id }) => id)).toEqual([p.exam.id]);
    await expect(set('size', 12)).rejects.toMatchObject({ code: 'TAG_TYPE_MISMATCH' });
    await set('size', 'small');
    expect(await held()).toMatchObject([{ value: 'small', definitionId: second.id }]);
  });

  test('a retired one accepts no value, keeps those that are there, and can come back', async () => {
    await define('a');
    await set('a', 'x');
    const place = { projectId: p.projectId, level: 'EXAM' as const, name: 'a' };
    expect(await hub.useCases.retireTagDefinition(manager, place)).toMatchObject({ revision: 2, retired: true });
    expect(await hub.useCases.retireTagDefinition(manager, place)).toMatchObject({ revision: 2 });
    await expect(set('a', 'y')).rejects.toMatchObject({ code: 'UNKNOWN_TAG', details: { field: 'input.name' } });
    expect(await values()).toEqual([['a', 'x']]);
    expect(await define('a')).toMatchObject({ revision: 3, retired: false });
    await set('a', 'y');
    await expect(hub.useCases.retireTagDefinition(manager, { ...place, name: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('what the hub came to set later is permitted where a project described the tag before', async () => {
    const builtIn = builtInDefinition('SERIES', 'seriesType');
    if (!builtIn) throw new Error('seriesType is built in');
    const older = { ...builtIn, projectId: p.projectId, revision: 1, choices: [{ value: 'T1', label: 'mine' }] };
    const store = { newestDefinitions: () => Promise.resolve([older]) };
    const catalogue = await TagCatalogue.open(store, [p.projectId]);
    const choices = catalogue.find(p.projectId, 'SERIES', 'seriesType')?.choices ?? [];
    expect(choices[0]).toEqual({ value: 'T1', label: 'mine' });
    expect(choices.map(({ value }) => value).toSorted()).toEqual(builtIn.choices?.map(({ value }) => value).toSorted());
  });

  test('what the hub itself sets may be described otherwise and get more choices, but stays what it is', async () => {
    const series = { projectId: p.projectId, level: 'SERIES', name: 'seriesType' } as const;
    const own = (more: object) => hub.useCases.putTagDefinition(manager, { ...series, type: 'CHOICE', ...more });
    const builtIn = (await hub.useCases.tagDefinitionsOf(viewer, [p.projectId])).get(p.projectId) ?? [];
    const choices = builtIn.find(({ name }) => name === 'seriesType')?.choices ?? [];
    await expect(own({ choices: choices.slice(1) })).rejects.toMatchObject({ details: { field: 'input.choices' } });
    await expect(own({ type: 'TEXT', choices: null })).rejects.toMatchObject({ details: { field: 'input.type' } });
    await expect(own({ choices, many: true })).rejects.toMatchObject({ details: { field: 'input.many' } });
    await expect(hub.useCases.retireTagDefinition(manager, series)).rejects.toMatchObject({ code: 'CONFLICT' });
    const more = await own({
      choices: [...choices, { value: 'elastography', label: 'elastography' }],
      expectedRevision: 0,
    });
    expect(more.revision).toBe(1);
    await hub.useCases.setTag(curator, { assetId: p.series.id, name: 'seriesType', value: 'elastography' });
    const other = { assetId: q.series.id, name: 'seriesType', value: 'elastography' };
    await expect(hub.useCases.setTag(person('root', {}, true), other)).rejects.toMatchObject({
      code: 'TAG_VALUE_NOT_PERMITTED',
    });
  });
});

describe('setting', () => {
  test.each([
    [{ name: 'none', value: 'x' }, 'UNKNOWN_TAG', 'input.name'],
    [{ name: 'volume', value: 'x' }, 'TAG_TYPE_MISMATCH', 'input.value'],
    [{ name: 'volume', value: 1, unit: 'L' }, 'TAG_UNIT_MISMATCH', 'input.unit'],
    [{ name: 'volume', value: -1 }, 'TAG_VALUE_NOT_PERMITTED', 'input.value'],
    [{ name: 'volume', value: [] }, 'BAD_USER_INPUT', 'input.value'],
    [{ name: 'seriesType', value: 'T1' }, 'UNKNOWN_TAG', 'input.name'],
  ])('refuses %j with %s at %s, and changes nothing', async ({ name, value, ...more }, code, field) => {
    await define('volume', { type: 'NUMBER', unit: 'mL', min: 0 });
    hub.audited.length = 0;
    await expect(set(name, value, more)).rejects.toMatchObject({ code, details: { field } });
    expect([await held(), await historyOf(), hub.audited]).toEqual([[], [], []]);
  });

  test('keeps who, when and why of each change', async () => {
    await define('volume', { type: 'NUMBER', unit: 'mL' });
    await set('volume', 1, { unit: 'mL', reason: 'measured' });
    await set('volume', 2.5);
    await remove('volume', { reason: 'wrong exam' });
    await remove('volume');
    expect(await held()).toEqual([]);
    expect(await historyOf('volume')).toEqual([
      ['volume', 2.5, null, 'ann', 'wrong exam'],
      ['volume', 1, 2.5, 'ann', null],
      ['volume', null, 1, 'ann', 'measured'],
    ]);
    expect(hub.audited.slice(1).map(({ action, oldValue, newValue }) => [action, oldValue, newValue])).toEqual([
      ['tag.set', null, { name: 'volume', value: 1 }],
      ['tag.set', { name: 'volume', value: 1 }, { name: 'volume', value: 2.5 }],
      ['tag.removed', { name: 'volume', value: 2.5 }, null],
    ]);
  });

  test('pages through the history, newest first, of those who may read', async () => {
    await define('n', { type: 'NUMBER' });
    for (let n = 1; n <= 5; n++) await set('n', n);
    const first = await hub.useCases.tagHistory(viewer, p.exam, 'n', 2, null);
    expect(first).toMatchObject({ items: [{ newValue: 5 }, { newValue: 4 }], hasNextPage: true });
    const rest = await hub.useCases.tagHistory(viewer, p.exam, null, 10, String(first.items[1]?.seq));
    expect(rest).toMatchObject({ items: [{ newValue: 3 }, { newValue: 2 }, { newValue: 1 }], hasNextPage: false });
    expect((await hub.useCases.tagHistory(stranger, p.exam, null, 10, null)).items).toEqual([]);
    await expect(hub.useCases.tagHistory(viewer, p.exam, null, 10, 'x')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('a tag of many values has each once; they are removed one by one or all', async () => {
    await define('finding', { many: true });
    for (const value of ['cyst', 'node', 'cyst', 'scar']) await set('finding', value);
    expect((await values()).toSorted()).toEqual([
      ['finding', 'cyst'],
      ['finding', 'node'],
      ['finding', 'scar'],
    ]);
    await remove('finding', { value: 'node' });
    expect((await values()).toSorted()).toEqual([
      ['finding', 'cyst'],
      ['finding', 'scar'],
    ]);
    const [, last] = hub.audited.slice(-2);
    expect(last).toMatchObject({ action: 'tag.removed', newValue: { name: 'finding' } });
    for (const value of ['cyst', 'scar']) {
      const found = await hub.useCases.findAssets(viewer, { tag: { name: 'finding', value } }, 10);
      expect(found.totalCount).toBe(1);
    }
    await remove('finding');
    expect(await values()).toEqual([]);
  });

  test('from many to one: the next value replaces all; from one to many: it stays beside the next', async () => {
    await define('finding', { many: true });
    await set('finding', 'cyst');
    await set('finding', 'node');
    await define('finding', { many: false });
    expect(await values()).toHaveLength(2);
    await set('finding', 'scar');
    expect(await values()).toEqual([['finding', 'scar']]);
    await define('finding', { many: true });
    await set('finding', 'cyst');
    await set('finding', 'scar');
    expect((await values()).toSorted()).toEqual([
      ['finding', 'cyst'],
      ['finding', 'scar'],
    ]);
  });

  test('lists what is required and missing, at its level', async () => {
    await define('a', { required: true });
    await define('b', { required: true });
    await define('c');
    await hub.useCases.putTagDefinition(manager, {
      projectId: p.projectId,
      level: 'SERIES',
      name: 'd',
      type: 'TEXT',
      required: true,
    });
    await set('b', 'x');
    const missing = await hub.useCases.missingTagsOf(viewer, [p.exam, p.series, q.exam]);
    const names = (id: string) => missing.get(id)?.map(({ name }) => name);
    expect([names(p.exam.id), names(p.series.id), names(q.exam.id)]).toEqual([['a'], ['d'], undefined]);
  });
});

describe('setting on a selection', () => {
  const many = (more: object) => hub.useCases.setTags(curator, { name: 'quality', value: 3, ...more });
  beforeEach(async () => {
    for (const level of ['IMAGE', 'SERIES'] as const)
      await hub.useCases.putTagDefinition(manager, {
        projectId: p.projectId,
        level,
        name: 'quality',
        type: 'NUMBER',
        max: 5,
      });
    hub.audited.length = 0;
  });

  test('of ids: all of them, in order, each audited', async () => {
    const ids = p.images.map(({ id }) => id);
    const tagged = await many({ assetIds: [...ids, ids[0]], reason: 'looked through' });
    expect(tagged.map(({ id }) => id)).toEqual(ids.toSorted());
    const tags = await hub.useCases.tagsOf(viewer, p.images);
    for (const id of ids) expect(tags.get(id)).toMatchObject([{ value: 3, reason: 'looked through' }]);
    expect(hub.audited.map(({ action, target }) => [action, target]).toSorted()).toEqual(
      ids.map((id) => ['tag.set', `asset:${id}`]).toSorted(),
    );
  });

  test('of a filter: all that it finds, when it finds as many as meant', async () => {
    const filter = { projectId: p.projectId, level: 'IMAGE' as const };
    await expect(many({ filter, expectedCount: 3 })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.expectedCount', expected: '4', received: '3' },
    });
    expect(await many({ filter, expectedCount: 4 })).toHaveLength(4);
    expect(await many({ filter: { ...filter, level: 'SUBJECT' as const, kind: 'x' }, expectedCount: 0 })).toEqual([]);
  });

  test('is all or nothing', async () => {
    const nothing = async () => expect([...(await hub.useCases.tagsOf(viewer, p.images)).values()].flat()).toEqual([]);
    const ids = p.images.map(({ id }) => id);
    await expect(many({ assetIds: [...ids, q.series.id] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // The exam's level has no such tag.
    await expect(many({ assetIds: [...ids, p.exam.id] })).rejects.toMatchObject({ code: 'UNKNOWN_TAG' });
    await expect(many({ assetIds: ids, value: 6 })).rejects.toMatchObject({ code: 'TAG_VALUE_NOT_PERMITTED' });
    await expect(hub.useCases.setTags(viewer, { assetIds: ids, name: 'quality', value: 1 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await nothing();
    expect(hub.audited).toEqual([]);
  });

  test('needs one kind of selection, of what a hub can do at once', async () => {
    const filter = { projectId: p.projectId };
    for (const selection of [{}, { assetIds: [] }, { assetIds: [p.exam.id], filter }, { filter }]) {
      await expect(many(selection)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    const assetIds = Array.from({ length: 1001 }, (_, n) => String(n));
    await expect(many({ assetIds })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});
