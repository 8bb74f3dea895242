import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tagNewAssets } from '../../core/assets/change-tags.ts';
import type { PutTagRuleInput } from '../../core/assets/tag-rules.ts';
import type { TagType } from '../../core/assets/tag-definition.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let manager: Actor;
let curator: Actor;

beforeAll(async () => {
  hub = await assetHub();
});
beforeEach(async () => {
  await hub.empty();
  p = await measuredProject(hub, 'p');
  manager = person('mia', { [p.projectId]: 'MANAGER' });
  curator = person('ann', { [p.projectId]: 'CURATOR' });
  const types: Readonly<Record<string, TagType>> = { quality: 'NUMBER', usable: 'BOOLEAN', note: 'TEXT' };
  for (const [name, type] of Object.entries(types))
    await hub.useCases.putTagDefinition(manager, { ...place(), name, type });
  hub.audited.length = 0;
});
afterAll(() => hub.end());

const place = () => ({ projectId: p.projectId, level: 'SERIES' as const });
const rule = (name: string, when: PutTagRuleInput['when'], set: PutTagRuleInput['set'], more: object = {}) =>
  hub.useCases.putTagRule(manager, { ...place(), name, when, set, ...more });
const set = (name: string, value: unknown) => hub.useCases.setTag(curator, { assetId: p.series.id, name, value });
const held = async (id = p.series.id) =>
  ((await hub.graph.tagsOf([id])).get(id) ?? []).map(({ name, value, setBy }) => [name, value, setBy]);

test('a rule sets its tag when the tags of an asset change, and says that it did', async () => {
  await rule('good', { tag: { name: 'quality', gte: 3 } }, { name: 'usable', value: true });
  await set('quality', 2);
  expect(await held()).toEqual([['quality', 2, 'ann']]);
  await set('quality', 4);
  expect(await held()).toEqual([
    ['quality', 4, 'ann'],
    ['usable', true, 'rule:good'],
  ]);
  expect(hub.audited.at(-1)).toMatchObject({
    actor: 'ann',
    newValue: { name: 'quality', value: 4, byRules: [{ name: 'usable', value: true, by: 'rule:good' }] },
  });
  const { items } = await hub.useCases.tagHistory(curator, p.series, 'usable', 10, null);
  expect(items).toMatchObject([{ changedBy: 'rule:good', reason: 'the rule good, revision 1', oldValue: null }]);
});

test('it never replaces what a person set, and what a person takes away does not come back at once', async () => {
  await rule('good', { tag: { name: 'quality', gte: 3 } }, { name: 'usable', value: true });
  await set('usable', false);
  await set('quality', 5);
  expect(await held()).toEqual([
    ['quality', 5, 'ann'],
    ['usable', false, 'ann'],
  ]);
  await hub.useCases.removeTag(curator, { assetId: p.series.id, name: 'usable' });
  expect(await held()).toEqual([['quality', 5, 'ann']]);
});

test('rules follow from each other, and those that contradict each other end', async () => {
  await rule('a', { tag: { name: 'note', exists: true } }, { name: 'quality', value: 1 });
  await rule('b', { tag: { name: 'quality', eq: 1 } }, { name: 'quality', value: 2 });
  await rule('c', { tag: { name: 'quality', eq: 2 } }, { name: 'usable', value: false });
  await rule('d', { tag: { name: 'usable', eq: false } }, { name: 'usable', value: true });
  await rule('e', { tag: { name: 'usable', eq: true } }, { name: 'quality', value: 1 });
  await set('note', 'x');
  expect((await held()).map(([name, value]) => [name, value])).toEqual([
    ['note', 'x'],
    ['quality', 1],
    ['usable', true],
  ]);
});

test('it acts on new assets too, by their properties', async () => {
  await rule('mr', { property: { name: 'modality', eq: 'MR' } }, { name: 'note', value: 'magnet' });
  const series = (label: string, modality: string) =>
    asset('SERIES', label, [p.exam.id], { projectId: p.projectId, properties: { modality } });
  const made = [series('one', 'MR'), series('two', 'CT')];
  await hub.transact(async () => {
    await hub.graph.putAssets(made);
    await tagNewAssets(hub, made);
  });
  expect(await Promise.all(made.map(({ id }) => held(id)))).toEqual([[['note', 'magnet', 'rule:mr']], []]);
});

test('is checked like a person, and keeps its definition as it needs it', async () => {
  const when = { all: [] };
  await expect(rule('x', when, { name: 'none', value: 1 })).rejects.toMatchObject({
    code: 'UNKNOWN_TAG',
    details: { field: 'input.set.name' },
  });
  await expect(rule('x', when, { name: 'quality', value: 'good' })).rejects.toMatchObject({
    code: 'TAG_TYPE_MISMATCH',
    details: { field: 'input.set.value' },
  });
  await rule('x', when, { name: 'quality', value: 3 });
  const quality = { ...place(), name: 'quality', type: 'NUMBER' as const };
  await expect(hub.useCases.putTagDefinition(manager, { ...quality, max: 2 })).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { rule: 'x' },
  });
  await expect(hub.useCases.retireTagDefinition(manager, quality)).rejects.toMatchObject({ code: 'CONFLICT' });
  await hub.useCases.putTagDefinition(manager, { ...quality, max: 3 });
});

test('has revisions, is removed, and comes back as the next one; managers only', async () => {
  const when = { all: [] };
  const given = { ...place(), name: 'x' };
  expect(await rule('x', when, { name: 'quality', value: 1 }, { expectedRevision: 0 })).toMatchObject({ revision: 1 });
  await expect(rule('x', when, { name: 'quality', value: 2 }, { expectedRevision: 0 })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect(await rule('x', when, { name: 'quality', value: 2 })).toMatchObject({ revision: 2 });
  expect(await hub.useCases.removeTagRule(manager, given)).toMatchObject({ revision: 3, removed: true });
  expect((await hub.useCases.tagRulesOf(curator, [p.projectId])).get(p.projectId)).toEqual([]);
  await set('note', 'x');
  expect(await held()).toEqual([['note', 'x', 'ann']]);
  expect(await rule('x', when, { name: 'quality', value: 3 })).toMatchObject({ revision: 4 });
  expect((await hub.useCases.tagRulesOf(curator, [p.projectId])).get(p.projectId)).toMatchObject([{ name: 'x' }]);
  await expect(hub.useCases.removeTagRule(curator, given)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(hub.useCases.removeTagRule(manager, { ...given, name: 'y' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(hub.audited.filter(({ action }) => action.startsWith('tag-rule'))).toHaveLength(4);
});
