import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { newId } from '../../core/ids.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let manager: Actor;
let curator: Actor;

beforeAll(async () => {
  hub = await assetHub();
});
afterAll(() => hub.end());
beforeEach(async () => {
  await hub.empty();
  p = await measuredProject(hub, 'p', 7);
  manager = person('mia', { [p.projectId]: 'MANAGER' });
  curator = person('ann', { [p.projectId]: 'CURATOR' });
  for (const [level, name] of [
    ['IMAGE', 'slice'],
    ['IMAGE', 'next'],
    ['SERIES', 'note'],
  ] as const)
    await hub.useCases.putTagDefinition(manager, { projectId: p.projectId, level, name, type: 'TEXT' });
  const late = { property: { name: 'instanceNumber', gte: 3 } };
  await rule('IMAGE', 'late', late, { name: 'slice', value: 'late' });
  await rule('IMAGE', 'more', { tag: { name: 'slice', eq: 'late' } }, { name: 'next', value: 'look' });
  await rule('SERIES', 'noted', { all: [] }, { name: 'note', value: 'seen' });
  hub.audited.length = 0;
  hub.enqueued.length = 0;
});

type Rule = Parameters<AssetHub['useCases']['putTagRule']>[1];
const rule = (level: Rule['level'], name: string, when: Rule['when'], set: Rule['set']) =>
  hub.useCases.putTagRule(manager, { projectId: p.projectId, level, name, when, set });
const never = new AbortController().signal;
const begin = (more: { ruleName?: string; dryRun?: boolean } = {}, actor = manager) =>
  hub.ruleApplications.applyTagRules(actor, { projectId: p.projectId, ...more });
const look = (id: string, actor = curator) => hub.ruleApplications.tagRuleApplication(actor, id);
async function applied(more: { ruleName?: string; dryRun?: boolean } = {}) {
  const { id } = await begin(more);
  await hub.ruleApplications.runTagRuleApplication(id, never);
  return look(id);
}
async function tagged() {
  const tags = await hub.graph.tagsOf([p.series.id, ...p.images.map(({ id }) => id)]);
  return [...tags.values()].flat().map(({ name, value, setBy }) => `${setBy} ${name}=${String(value)}`);
}
const of = (text: string, count: number) => Array.from({ length: count }, () => text);
const everything = [
  ...of('rule:late slice=late', 5),
  ...of('rule:more next=look', 5),
  'rule:noted note=seen',
].toSorted();

describe('rules that go over what is there', () => {
  test('set what they would have set, in batches, with history, one entry in the audit trail and events', async () => {
    const begun = await begin();
    expect(begun).toMatchObject({ total: 8, lookedAt: 0, requestedBy: 'mia', endedAt: null });
    expect(hub.enqueued).toMatchObject([{ queue: 'rules', payload: { applicationId: begun.id } }]);
    const cursor = await hub.feed.newest(`asset-changes:${p.projectId}`);
    await hub.ruleApplications.runTagRuleApplication(begun.id, never);
    expect(await look(begun.id)).toMatchObject({ lookedAt: 8, changedAssets: 6, changes: 11 });
    expect((await look(begun.id))?.endedAt).toBeInstanceOf(Date);
    expect((await tagged()).toSorted()).toEqual(everything);
    expect(hub.audited).toEqual([
      {
        actor: 'mia',
        action: 'tag-rules.applied',
        target: `tag-rule-application:${begun.id}`,
        projectId: p.projectId,
        reason: null,
        oldValue: null,
        newValue: { rule: null, lookedAt: 8, changedAssets: 6, changes: 11 },
      },
    ]);
    const { items } = await hub.useCases.tagHistory(curator, { ...p.series, version: 1 } as never, 'note', 10, null);
    expect(items).toMatchObject([{ changedBy: 'rule:noted', reason: 'the rule noted, revision 1' }]);
    const stop = new AbortController();
    const told: string[] = [];
    for await (const { payload } of hub.feed.subscribe(`asset-changes:${p.projectId}`, cursor, stop.signal)) {
      const { assets } = payload as { assets: { assetId: string; change: string }[] };
      told.push(...assets.map(({ change }) => change));
      if (told.length === 6) break;
    }
    expect(told).toEqual(of('TAGGED', 6));
    // Again, and a job that is delivered again: nothing more.
    await hub.ruleApplications.runTagRuleApplication(begun.id, never);
    expect(await applied()).toMatchObject({ lookedAt: 8, changedAssets: 0, changes: 0 });
    expect(hub.audited).toHaveLength(2);
  });

  test('a dry run counts the same, and sets and audits nothing', async () => {
    expect(await applied({ dryRun: true })).toMatchObject({ dryRun: true, changedAssets: 6, changes: 11 });
    expect(await tagged()).toEqual([]);
    expect(hub.audited).toEqual([]);
  });

  test('one rule alone looks at its level, and what follows from it follows', async () => {
    expect(await applied({ ruleName: 'more' })).toMatchObject({ total: 7, lookedAt: 7, changedAssets: 0 });
    expect(await applied({ ruleName: 'late' })).toMatchObject({ lookedAt: 7, changedAssets: 5, changes: 10 });
    expect((await tagged()).toSorted()).toEqual(everything.filter((text) => !text.startsWith('rule:noted')));
  });

  test('what a person set stays', async () => {
    const [first, , , late] = p.images;
    for (const image of [first, late])
      await hub.useCases.setTag(curator, { assetId: image?.id ?? '', name: 'slice', value: 'mine' });
    expect(await applied({ ruleName: 'late' })).toMatchObject({ changedAssets: 4 });
    expect((await tagged()).filter((text) => text.includes('mine'))).toEqual(of('ann slice=mine', 2));
  });

  test('goes on where it stood when its job was stopped, also beside another process', async () => {
    const { id } = await begin();
    const stop = new AbortController();
    const stopped = hub.ruleApplications.runTagRuleApplication(id, stop.signal);
    stop.abort(new Error('stopping'));
    await expect(stopped).rejects.toThrow('stopping');
    expect(await look(id)).toMatchObject({ lookedAt: 3, endedAt: null });
    await Promise.all([1, 2, 3].map(() => hub.ruleApplications.runTagRuleApplication(id, never)));
    expect(await look(id)).toMatchObject({ lookedAt: 8, changedAssets: 6, changes: 11 });
    expect((await tagged()).toSorted()).toEqual(everything);
    expect(hub.audited).toHaveLength(1);
  });

  test('is for managers of the project; who may read its assets sees how far it has come', async () => {
    const { id } = await begin();
    await expect(begin({}, curator)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(begin({}, person('out', {}))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(begin({}, anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(begin({ ruleName: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'input.ruleName' },
    });
    expect(await look(id, person('out', {}))).toBeNull();
    expect(await look(newId())).toBeNull();
    expect(await look('strange')).toBeNull();
    await expect(look(id, anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    // A project without rules.
    const projectId = newId();
    await hub.graph.putAssets([asset('PROJECT', 'empty', [], { projectId })]);
    const none = await hub.ruleApplications.applyTagRules(person('root', {}, true), { projectId });
    await hub.ruleApplications.runTagRuleApplication(none.id, never);
    expect(await look(none.id, person('root', {}, true))).toMatchObject({ total: 0, lookedAt: 0 });
  });
});
