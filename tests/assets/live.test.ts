import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { assetChanges, changed, created } from '../../core/assets/asset-changes.ts';
import type { AssetChangeEvent, AssetChangeFilter } from '../../core/assets/live.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let ann: Actor;

beforeAll(async () => {
  hub = await assetHub();
});
afterAll(() => hub.end());
beforeEach(async () => {
  await hub.empty();
  p = await measuredProject(hub, 'p');
  ann = person('ann', { [p.projectId]: 'CURATOR' });
  hub.people.set('ann', ann);
  await hub.defineTags(p.projectId, ['SERIES', 'EXAM', 'IMAGE'], 'a');
});

/** The next `count` events while `work` goes on. */
async function heard(
  filter: Partial<AssetChangeFilter>,
  count: number,
  work: () => Promise<unknown>,
  after: string | null = null,
): Promise<AssetChangeEvent[]> {
  const stop = new AbortController();
  const all = { projectId: p.projectId, ...filter };
  const events = await hub.live.assetChanged(ann, all, after, stop.signal);
  const found: AssetChangeEvent[] = [];
  const listening = (async () => {
    for await (const event of events) {
      found.push(event);
      if (found.length === count) break;
    }
  })();
  await work();
  await listening;
  stop.abort();
  return found;
}

const tag = (assetId: string) => hub.useCases.setTag(ann, { assetId, name: 'a', value: 1 });
const told = (events: readonly AssetChangeEvent[]) => events.map(({ change, assetId }) => `${change} ${assetId}`);

test('tells of tags and new assets, with who did it', async () => {
  const events = await heard({}, 3, async () => {
    await tag(p.series.id);
    await hub.making.createSubject(ann, { projectId: p.projectId, researchId: 'new' });
    await hub.making.createDerivedAsset(ann, { projectId: p.projectId, parentIds: [p.exam.id], kind: 'note' });
  });
  expect(events).toMatchObject([
    { change: 'TAGGED', assetId: p.series.id, level: 'SERIES', kind: null, by: 'ann', count: 1 },
    { change: 'CREATED', level: 'SUBJECT', by: 'ann' },
    { change: 'CREATED', level: 'DERIVED', kind: 'note', by: 'ann' },
  ]);
});

test('tells only what the filter asks for', async () => {
  const work = async () => {
    await tag(p.exam.id);
    await tag(p.series.id);
    await hub.making.createDerivedAsset(ann, { projectId: p.projectId, parentIds: [p.exam.id], kind: 'note' });
    await hub.making.createDerivedAsset(ann, { projectId: p.projectId, parentIds: [p.exam.id], kind: 'table' });
    await tag(p.series.id);
  };
  expect(told(await heard({ assetId: p.series.id }, 2, work))).toEqual(
    [p.series.id, p.series.id].map((id) => `TAGGED ${id}`),
  );
  expect((await heard({ kind: 'table' }, 1, work)).map(({ kind }) => kind)).toEqual(['table']);
  expect((await heard({ changes: ['CREATED'] }, 2, work)).map(({ kind }) => kind)).toEqual(['note', 'table']);
  expect(told(await heard({ level: 'EXAM' }, 1, work))).toEqual([`TAGGED ${p.exam.id}`]);
});

test('what is rolled back is not told', async () => {
  const events = await heard({}, 1, async () => {
    const undone = hub.transact(async () => {
      await tag(p.exam.id);
      throw new Error('rolled back');
    });
    await expect(undone).rejects.toThrow('rolled back');
    await tag(p.series.id);
  });
  expect(told(events)).toEqual([`TAGGED ${p.series.id}`]);
});

test('goes on after a cursor, also in the middle of a change of many assets', async () => {
  const many = p.images.map((image) => changed(image, 'TAGGED'));
  const first = await heard({}, 4, () => assetChanges.append(hub.feed, p.projectId, 'ann', many));
  const expected = many.map(({ assetId }) => `TAGGED ${assetId}`);
  expect(told(first)).toEqual(expected);
  await tag(p.exam.id);
  for (const [place, event] of first.entries()) {
    const rest = await heard({}, many.length - place, () => Promise.resolve(), event.cursor);
    expect(told(rest)).toEqual([...expected.slice(place + 1), `TAGGED ${p.exam.id}`]);
  }
});

test("replays from '0'", async () => {
  await tag(p.exam.id);
  const all = await heard({ assetId: p.exam.id }, 1, () => Promise.resolve(), '0');
  expect(told(all)).toEqual([`TAGGED ${p.exam.id}`]);
});

test('images are told by their series, with how many', () => {
  expect(created([p.series, ...p.images])).toEqual([
    { assetId: p.series.id, level: 'SERIES', kind: null, change: 'CREATED', count: 1 },
    { assetId: p.series.id, level: 'IMAGE', kind: null, change: 'CREATED', count: p.images.length },
  ]);
});

test('refuses who may not read the project, and a strange cursor', async () => {
  const { signal } = new AbortController();
  const filter = { projectId: p.projectId };
  await expect(hub.live.assetChanged(anonymous, filter, null, signal)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  await expect(hub.live.assetChanged(person('eve', {}), filter, null, signal)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  for (const cursor of ['x', '5', '0.0', '1.-1', '999999999.0']) {
    await expect(hub.live.assetChanged(ann, filter, cursor, signal)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('ends when the person may no longer read it', async () => {
  const events = await hub.live.assetChanged(ann, { projectId: p.projectId }, null, new AbortController().signal);
  await tag(p.exam.id);
  expect((await events.next()).value).toMatchObject({ assetId: p.exam.id });
  hub.people.set('ann', person('ann', {}));
  const next = events.next();
  const refused = expect(next).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await tag(p.series.id);
  await refused;
});
