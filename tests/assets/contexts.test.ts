import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Asset } from '../../core/assets/asset.ts';
import type { PermitKind } from '../../core/assets/context.ts';
import type { PutContextInput } from '../../core/assets/contexts.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let exam: Asset;
let nifti: Asset;
let [manager, curator, researcher, viewer]: Actor[] = [];
const admin = person('root', {}, true);

beforeAll(async () => {
  hub = await assetHub();
});
beforeEach(async () => {
  await hub.empty();
  p = await measuredProject(hub, 'p');
  const found = await hub.graph.getAssets([p.exam.id, p.nifti.id]);
  exam = found.get(p.exam.id) ?? exam;
  nifti = found.get(p.nifti.id) ?? nifti;
  manager = person('mia', { [p.projectId]: 'MANAGER' });
  curator = person('ann', { [p.projectId]: 'CURATOR' });
  researcher = person('ron', { [p.projectId]: 'RESEARCHER' });
  viewer = person('val', { [p.projectId]: 'VIEWER' });
  const usable = { projectId: p.projectId, level: 'EXAM', name: 'usable', type: 'BOOLEAN' } as const;
  await hub.useCases.putTagDefinition(manager, usable);
  hub.audited.length = 0;
});
afterAll(() => hub.end());

const whenUsable = { tag: { name: 'usable', eq: true } };
const segment = { kind: 'WORKFLOW', name: 'segment', roles: ['CURATOR'] } as const;
const put = (name: string, more: Partial<PutContextInput> = {}, actor = manager as Actor) =>
  hub.useCases.putContext(actor, {
    ...{ projectId: p.projectId, level: 'EXAM', name, when: whenUsable, permits: [segment] },
    ...more,
  });
const tagUsable = (value: boolean) =>
  hub.useCases.setTag(curator as Actor, { assetId: exam.id, name: 'usable', value });
const permitted = async (actor: Actor | undefined, kind: PermitKind, asset = exam) =>
  (await hub.useCases.permittedOn(actor as Actor, [asset], kind))
    .get(asset.id)
    ?.map(({ name, contexts }) => [name, contexts.map((one) => one.name)]);
const refusal = async (actor: Actor | undefined, name: string, kind: PermitKind = 'WORKFLOW', asset = exam) => {
  try {
    await hub.useCases.requirePermitted(actor as Actor, asset, kind, name);
    return null;
  } catch (caught) {
    return caught as { code: string; details: { rules: { context: string; why: string }[] } };
  }
};

test('without a context for the level the roles alone decide', async () => {
  expect(await permitted(curator, 'WORKFLOW')).toEqual([
    ['measure', []],
    ['segment', []],
  ]);
  expect(await permitted(curator, 'METHOD')).toEqual([['*', []]]);
  expect(await permitted(viewer, 'WORKFLOW')).toBeUndefined();
  expect(await permitted(viewer, 'METHOD')).toBeUndefined();
  expect(await refusal(curator, 'segment')).toBeNull();
});

test('with one only what it permits, to whom, while its condition holds; a refusal says which and why', async () => {
  await put('usable-exams');
  expect(await permitted(curator, 'WORKFLOW')).toEqual([]);
  expect(await refusal(curator, 'segment')).toMatchObject({
    code: 'OUTSIDE_CONTEXT',
    details: {
      ...{ kind: 'WORKFLOW', name: 'segment', assetId: exam.id },
      rules: [{ context: 'usable-exams', revision: 1, why: 'it needs the tag usable = true' }],
    },
  });
  await tagUsable(true);
  expect(await permitted(curator, 'WORKFLOW')).toEqual([['segment', ['usable-exams']]]);
  expect(await permitted(admin, 'WORKFLOW')).toEqual([['segment', ['usable-exams']]]);
  expect(await refusal(curator, 'segment')).toBeNull();
  expect(await permitted(researcher, 'WORKFLOW')).toEqual([]);
  expect((await refusal(researcher, 'segment'))?.details.rules[0]?.why).toBe('it permits that to CURATOR alone');
  expect((await refusal(curator, 'measure'))?.details.rules[0]?.why).toBe('it does not permit the workflow measure');
  expect((await refusal(curator, 'a', 'METHOD'))?.details.rules[0]?.why).toBe('it does not permit the method a');
  await tagUsable(false);
  expect(await refusal(admin, 'segment')).toMatchObject({ code: 'OUTSIDE_CONTEXT' });
});

test('several add up, `*` is each, and other levels and kinds are left alone', async () => {
  const all = { when: { all: [] }, permits: [{ kind: 'METHOD', name: '*', roles: ['CURATOR'] } as const] };
  await put('usable-exams');
  await put('methods', all);
  await tagUsable(true);
  expect(await permitted(curator, 'WORKFLOW')).toEqual([['segment', ['usable-exams']]]);
  expect(await permitted(curator, 'METHOD')).toEqual([['*', ['methods']]]);
  expect(await refusal(curator, 'any/thing', 'METHOD')).toBeNull();
  expect((await refusal(researcher, 'x', 'METHOD'))?.details.rules).toHaveLength(2);
  await put('tables', { ...all, level: 'DERIVED', kind: 'table', permits: [] });
  expect(await permitted(curator, 'METHOD', nifti)).toEqual([['*', []]]);
  await put('volumes', { ...all, level: 'DERIVED', kind: 'nifti', permits: [] });
  expect(await permitted(curator, 'METHOD', nifti)).toEqual([]);
});

test('is made, changed and removed by managers, in revisions that the audit trail keeps', async () => {
  await expect(put('a', {}, curator)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await put('a', { expectedRevision: 0 })).toMatchObject({ revision: 1 });
  await expect(put('a', { expectedRevision: 0 })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await put('a', { permits: [] })).toMatchObject({ revision: 2 });
  const place = { projectId: p.projectId, name: 'a' };
  await expect(hub.useCases.removeContext(manager as Actor, { ...place, expectedRevision: 1 })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await hub.useCases.removeContext(manager as Actor, place);
  await hub.useCases.removeContext(manager as Actor, place);
  expect((await hub.useCases.contextsOf(viewer as Actor, [p.projectId])).get(p.projectId)).toEqual([]);
  expect(await permitted(curator, 'METHOD')).toEqual([['*', []]]);
  expect(await put('a')).toMatchObject({ revision: 4 });
  expect((await hub.useCases.contextsOf(viewer as Actor, [p.projectId])).get(p.projectId)).toMatchObject([
    { name: 'a' },
  ]);
  expect(
    hub.audited.map(({ action, oldValue, newValue }) => [action, oldValue?.['revision'], newValue?.['revision']]),
  ).toEqual([
    ['context.set', undefined, 1],
    ['context.set', 1, 2],
    ['context.removed', 2, undefined],
    ['context.set', undefined, 4],
  ]);
});

test.each([
  [{ kind: 'nifti' }, 'input.kind'],
  [{ permits: [{ ...segment, roles: [] }] }, 'input.permits.0.roles'],
  [{ permits: [{ ...segment, name: '' }] }, 'input.permits.0.name'],
  [{ when: {} }, 'input.when'],
] as const)('is refused as %j, at %s', async (more, field) => {
  await expect(put('a', more)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
});
