import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { fc } from '../support/fast-check.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

describe('relations', () => {
  let hub: AssetHub;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let q: typeof p;
  let manager: Actor;
  let viewer: Actor;

  beforeAll(async () => {
    hub = await assetHub();
  });
  beforeEach(async () => {
    await hub.empty();
    p = await measuredProject(hub, 'p');
    q = await measuredProject(hub, 'q');
    manager = person('ann', { [p.projectId]: 'MANAGER', [q.projectId]: 'VIEWER' });
    viewer = person('vic', { [p.projectId]: 'VIEWER' });
  });
  afterAll(() => hub.end());

  const define = (name: string, more = {}) =>
    hub.relations.putRelationDefinition(manager, { projectId: p.projectId, name, ...more });
  const relate = (type: string, fromId: string, toId: string, actor = manager) =>
    hub.relations.relate(actor, { type, fromId, toId, reason: 'seen' });
  const ofAsset = async (actor: Actor, id: string, projectId = p.projectId, type: string | null = null) =>
    (await hub.relations.relationsOf(actor, [{ id, projectId }], { direction: 'BOTH', type }, 10)).get(id)?.items ?? [];

  test('lead from an asset to another of any project that the person sees, and each sees those to what they see', async () => {
    await define('sameAs');
    const made = await relate('sameAs', p.subject.id, q.subject.id);
    expect(made).toMatchObject({ type: 'sameAs', setBy: 'ann', reason: 'seen' });
    expect(await relate('sameAs', p.subject.id, q.subject.id)).toEqual(made);
    expect(await ofAsset(manager, p.subject.id)).toEqual([made]);
    expect(await ofAsset(manager, q.subject.id, q.projectId)).toEqual([made]);
    expect(await ofAsset(viewer, p.subject.id)).toEqual([]);
    await expect(ofAsset(anonymous, p.subject.id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(hub.audited.at(-1)).toMatchObject({ action: 'relation.put', target: `asset:${p.subject.id}`, actor: 'ann' });
  });

  test('are refused to who may not write, and to ends or types that are not there for them', async () => {
    await define('sameAs');
    await expect(relate('sameAs', p.subject.id, p.exam.id, viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const curator = person('cy', { [p.projectId]: 'CURATOR' });
    await expect(relate('sameAs', p.subject.id, q.subject.id, curator)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'input.toId' },
    });
    await expect(relate('sameAs', q.subject.id, p.subject.id, curator)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'input.fromId' },
    });
    await expect(relate('unheardOf', p.subject.id, p.exam.id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.type' },
    });
    await expect(relate('sameAs', p.subject.id, p.subject.id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('have ends of the levels that the type names', async () => {
    await define('followUpOf', { fromLevels: ['EXAM'], toLevels: ['EXAM', 'SERIES'] });
    await expect(relate('followUpOf', p.series.id, p.exam.id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.fromId', received: '"SERIES"' },
    });
    await expect(relate('followUpOf', p.exam.id, p.subject.id)).rejects.toMatchObject({
      details: { field: 'input.toId', received: '"SUBJECT"' },
    });
    await relate('followUpOf', p.exam.id, p.series.id);
  });

  test('between two projects are told in one order, whichever way they lead, so that two made at once do not block each other', async () => {
    await define('sameAs');
    const other = person('otto', { [p.projectId]: 'VIEWER', [q.projectId]: 'MANAGER' });
    await hub.relations.putRelationDefinition(other, { projectId: q.projectId, name: 'sameAs' });
    await hub.sql.query('DELETE FROM change');
    await relate('sameAs', p.subject.id, q.subject.id);
    await relate('sameAs', q.exam.id, p.exam.id, other);
    const told = await hub.sql.query<{ topic: string }>('SELECT topic FROM change ORDER BY seq');
    const once = [p, q].map(({ projectId }) => `asset-changes:${projectId}`).toSorted();
    expect(told.map(({ topic }) => topic)).toEqual([...once, ...once]);
  });

  test('can be taken away with a reason, and made again', async () => {
    await define('sameAs');
    const made = await relate('sameAs', p.subject.id, q.subject.id);
    await expect(hub.relations.unrelate(viewer, made.id, null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = person('sam', { [q.projectId]: 'OWNER' });
    await expect(hub.relations.unrelate(stranger, made.id, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await hub.relations.unrelate(manager, made.id, 'a mistake');
    expect(await ofAsset(manager, p.subject.id)).toEqual([]);
    expect(hub.audited.at(-1)).toMatchObject({ action: 'relation.removed', reason: 'a mistake', newValue: null });
    await expect(hub.relations.unrelate(manager, made.id, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await relate('sameAs', p.subject.id, q.subject.id);
    expect(await ofAsset(manager, p.subject.id)).toHaveLength(1);
  });

  test('of a retired type stay, and no more are made until it is in use again', async () => {
    const type = await define('sameAs', { inverseName: 'sameAs', description: 'one person' });
    const made = await relate('sameAs', p.subject.id, q.subject.id);
    await expect(hub.relations.retireRelationDefinition(viewer, type.id, null)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await hub.relations.retireRelationDefinition(manager, type.id, 'no more');
    expect(await ofAsset(manager, p.subject.id)).toEqual([made]);
    await expect(relate('sameAs', p.exam.id, q.exam.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await define('sameAs');
    await relate('sameAs', p.exam.id, q.exam.id);
    await expect(define('sameAs', { acyclic: true })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(define('1 bad')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.name' } });
    const types = await hub.relations.relationDefinitionsOf(viewer, [p.projectId, q.projectId]);
    expect(types.get(p.projectId)).toMatchObject([{ name: 'sameAs', retiredAt: null }]);
    expect(types.get(q.projectId)).toEqual([]);
  });

  test('of an acyclic type never lead back, in whatever order they are made and taken away', async () => {
    const images = p.images.map((image) => image.id);
    const end = fc.nat({ max: images.length - 1 });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(end, end, fc.boolean()), { maxLength: 15 }), async (changes) => {
        const type = `before-${String(round++)}`;
        await define(type, { acyclic: true });
        const there = new Map<string, readonly [string, string]>();
        const leads = (from: string, to: string): boolean =>
          from === to || [...there.values()].some(([start, next]) => start === from && leads(next, to));
        for (const [first, last, put] of changes) {
          const [from = '', to = ''] = [images[first], images[last]];
          const key = `${from} ${to}`;
          if (put) {
            const refused = await relate(type, from, to).then(
              () => null,
              (error: unknown) => (error as { code?: string }).code,
            );
            const closes = !there.has(key) && leads(to, from);
            expect(refused).toBe(from === to ? 'BAD_USER_INPUT' : closes ? 'CONFLICT' : null);
            if (refused === null) there.set(key, [from, to]);
          } else if (there.delete(key)) {
            // Of this type alone: those of the rounds before would fill the page.
            const found = (await ofAsset(manager, from, p.projectId, type)).find((each) => each.toId === to);
            await hub.relations.unrelate(manager, found?.id ?? '', null);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test('that would close a circle together are not both made when they come at once', async () => {
    await define('before', { acyclic: true });
    const both = await Promise.allSettled([
      relate('before', p.exam.id, p.series.id),
      relate('before', p.series.id, p.exam.id),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
