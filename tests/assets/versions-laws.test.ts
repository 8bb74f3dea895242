import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tag } from '../../core/assets/asset.ts';
import type { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Role } from '../../core/policy/policy.ts';
import { mergePatch } from '../../core/versions/merge-patch.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { fc } from '../support/fast-check.ts';
import { engine } from '../support/postgres.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

const names = ['ann', 'bob', 'max'] as const;
type Name = (typeof names)[number];
type Tags = Readonly<Record<string, Tag['value']>>;

/** What a version must be for ever. */
interface State {
  readonly label: string;
  readonly properties: JsonObject;
  readonly sha256: string;
}

/** What the hub should hold, kept by the simplest means. */
class Model {
  readonly states: State[];
  /** Last tags of each version but the current one. */
  readonly lastTags: Tags[] = [];
  tags: Tags = {};
  /** What the tags became, and when. */
  readonly moments: { readonly at: number; readonly tags: Tags }[] = [];
  held: { readonly by: Name; readonly until: number } | null = null;

  constructor(first: State) {
    this.states = [first];
  }

  get current(): number {
    return this.states.length;
  }

  live(now: number): Name | null {
    return this.held !== null && this.held.until > now ? this.held.by : null;
  }

  add(state: State): void {
    this.states.push(state);
    this.lastTags.push(this.tags);
  }

  become(at: number, tags: Tags): void {
    this.tags = tags;
    this.moments.push({ at, tags });
  }

  /** What the asset had before the first change after that moment. */
  tagsAt(at: number): Tags {
    const next = this.moments.findIndex((each) => each.at > at);
    return this.moments[(next === -1 ? this.moments.length : next) - 1]?.tags ?? {};
  }

  tagsOf(version: number): Tags {
    return this.lastTags[version - 1] ?? this.tags;
  }
}

const who = fc.constantFrom(...names);
const minutes = fc.integer({ min: 1, max: 30 });
const key = fc.constantFrom('a', 'b', '__proto__x', 'é');
const leaf = fc.oneof(fc.integer(), fc.string({ maxLength: 3 }), fc.constant(null), fc.boolean());
const patch: fc.Arbitrary<JsonObject> = fc
  .dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { maxKeys: 2 }), fc.array(leaf, { maxLength: 2 })), {
    maxKeys: 3,
  })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll(String.raw`\u0000`, ' ')) as JsonObject);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('checkOut' as const), who, minutes }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('checkIn' as const),
      who,
      /** How far before the current version the base is; below 0 there is none. */
      back: fc.constantFrom(0, 0, 0, 0, 1, 2, -1),
      label: fc.option(fc.constantFrom('x', 'y')),
      patch: fc.option(patch),
      content: fc.option(fc.constantFrom(0, 1)),
      keep: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('restore' as const), who, back: fc.integer({ min: 0, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renew' as const), who, minutes }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('tag' as const), name: fc.constantFrom('s', 't'), value: fc.integer() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('race' as const), who }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let people: Readonly<Record<Name, ReturnType<typeof person>>>;
let contents: readonly { readonly sha256: string; readonly assetId: string }[];
let now = Date.parse('2126-01-01T00:00:00Z');

beforeAll(async () => {
  hub = await assetHub();
  hub.clock.now = () => new Date(now);
  p = await measuredProject(hub, 'p');
  await hub.defineTags(p.projectId, ['DERIVED'], 's', 't');
  const member = (name: Name, role: Role) => ({ ...person(name, { [p.projectId]: role }), id: newId() });
  people = { ann: member('ann', 'CURATOR'), bob: member('bob', 'RESEARCHER'), max: member('max', 'MANAGER') };
  contents = await Promise.all(
    ['one', 'two'].map(async (text) => {
      const stored = await hub.objects.put(Buffer.from(text));
      const made = asset('DERIVED', text, [p.series.id], {
        projectId: p.projectId,
        content: { ...stored, mediaType: 'text/plain' },
      });
      await hub.graph.putAssets([made]);
      return { sha256: stored.sha256, assetId: made.id };
    }),
  );
});
afterAll(() => hub.end());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as HubError).code,
  );

/** Does the step to the hub and to the model, and compares what each says of it. */
async function take(model: Model, assetId: string, one: Step): Promise<void> {
  const { useCases } = hub;
  switch (one.do) {
    case 'wait':
      now += one.minutes * 60_000;
      return;
    case 'tag':
      await useCases.setTag(people.ann, { assetId, name: one.name, value: one.value });
      model.become(now, { ...model.tags, [one.name]: one.value });
      return;
    case 'checkOut': {
      const free = [null, one.who].includes(model.live(now));
      const code = await codeOf(useCases.checkOut(people[one.who], { assetId, reason: 'r', minutes: one.minutes }));
      expect(code).toBe(free ? 'done' : 'CONFLICT');
      if (free) model.held = { by: one.who, until: now + one.minutes * 60_000 };
      return;
    }
    case 'renew': {
      const own = model.live(now) === one.who;
      const code = await codeOf(useCases.renewCheckOut(people[one.who], { assetId, minutes: one.minutes }));
      expect(code).toBe(own ? 'done' : 'NOT_CHECKED_OUT');
      if (own) model.held = { by: one.who, until: now + one.minutes * 60_000 };
      return;
    }
    case 'cancel': {
      const own = model.live(now) === one.who;
      expect(await codeOf(useCases.cancelCheckOut(people[one.who], { assetId }))).toBe(
        own ? 'done' : 'NOT_CHECKED_OUT',
      );
      if (own) model.held = null;
      return;
    }
    case 'break': {
      const expected = one.who !== 'max' ? 'FORBIDDEN' : model.live(now) === null ? 'NOT_CHECKED_OUT' : 'done';
      expect(await codeOf(useCases.breakCheckOut(people[one.who], { assetId, reason: 'r' }))).toBe(expected);
      if (expected === 'done') model.held = null;
      return;
    }
    case 'restore': {
      const version = model.current - one.back;
      const live = model.live(now);
      const state = model.states[version - 1];
      const possible = version < model.current && state !== undefined;
      const expected = live !== null && live !== one.who ? 'CONFLICT' : possible ? 'done' : 'BAD_USER_INPUT';
      expect(await codeOf(useCases.restoreVersion(people[one.who], { assetId, version, reason: 'r' }))).toBe(expected);
      if (expected !== 'done' || !state) return;
      const tags = model.tagsOf(version);
      model.add(state);
      const restored = await useCases.assetAsOf(people.ann, assetId, { version: model.current });
      const at = restored?.asOf.at.getTime() ?? 0;
      // Nothing is said of tags that are the same.
      if (JSON.stringify(Object.entries(tags).toSorted()) !== JSON.stringify(Object.entries(model.tags).toSorted()))
        model.become(at, tags);
      return;
    }
    case 'checkIn': {
      const baseVersion = model.current - one.back;
      const base = model.states[baseVersion - 1];
      const expected =
        model.live(now) !== one.who
          ? 'NOT_CHECKED_OUT'
          : base === undefined
            ? 'BAD_USER_INPUT'
            : one.back === 0
              ? 'done'
              : 'CONFLICT';
      const content = one.content === null ? null : (contents[one.content] ?? null);
      const { label, patch: properties, keep: keepCheckedOut } = one;
      const input = { assetId, baseVersion, comment: 'c', label, properties, content, keepCheckedOut };
      expect(await codeOf(useCases.checkIn(people[one.who], input))).toBe(expected);
      if (expected !== 'done' || !base) return;
      model.add({
        label: label ?? base.label,
        properties: properties ? mergePatch(base.properties, properties) : base.properties,
        sha256: content?.sha256 ?? base.sha256,
      });
      if (!keepCheckedOut) model.held = null;
      return;
    }
    case 'race': {
      if (model.live(now) !== one.who) return;
      const base = model.states.at(-1);
      const input = { assetId, baseVersion: model.current, comment: 'c', keepCheckedOut: true };
      const codes = await Promise.all(
        ['p', 'q', 'r'].map((label) => codeOf(useCases.checkIn(people[one.who], { ...input, label }))),
      );
      expect(codes.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'done']);
      if (base) model.add({ ...base, label: ['p', 'q', 'r'][codes.indexOf('done')] ?? '' });
    }
  }
}

const valuesOf = (tags: readonly Tag[]): Tags => Object.fromEntries(tags.map(({ name, value }) => [name, value]));

/** Everything that was ever acknowledged is there, and nothing else. */
async function compare(model: Model, assetId: string): Promise<void> {
  const { useCases } = hub;
  const { ann } = people;
  const one = { id: assetId, projectId: p.projectId };
  const page = (await useCases.versionsOf(ann, [one], 1000)).get(assetId);
  expect(page?.totalCount).toBe(model.current);
  expect(page?.items.map(({ number }) => number)).toEqual(model.states.map((_, n) => model.current - n));
  const now = valuesOf((await useCases.tagsOf(ann, [one])).get(assetId) ?? []);
  expect(now).toEqual(model.tags);
  for (const { number, at } of page?.items ?? []) {
    const { sha256, ...state } = model.states[number - 1] ?? { sha256: '' };
    const past = await useCases.assetAsOf(ann, assetId, { version: number });
    expect(past).toMatchObject({ version: number, content: { sha256 } });
    expect({ label: past?.label, properties: past?.properties }).toEqual(state);
    expect(past?.asOf.tags ? valuesOf(past.asOf.tags) : now).toEqual(model.tagsOf(number));
    const then = await useCases.assetAsOf(ann, assetId, { at });
    expect(then && { ...then, asOf: { ...then.asOf, tags: null } }).toEqual(
      past && { ...past, asOf: { ...past.asOf, tags: null } },
    );
  }
  for (const { at } of model.moments)
    for (const moment of [at - 1, at, at + 1]) {
      const then = await useCases.assetAsOf(ann, assetId, { at: new Date(moment) });
      expect(valuesOf(then?.asOf.tags ?? [])).toEqual(model.tagsAt(moment));
    }
  const current = (await useCases.getAssets(ann, [assetId])).get(assetId);
  const { asOf: _, ...last } = (await useCases.assetAsOf(ann, assetId, { version: model.current })) ?? { asOf: null };
  expect(last).toEqual(current);
}

test('whatever several people do: nothing is lost, numbers have no gap, one person at most has it in hand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20, size: 'max' }), async (steps) => {
      const [content] = contents;
      if (!content) throw new Error('no content');
      const stored = await hub.graph.getAssets([content.assetId]);
      const first = { label: 'first', properties: { a: { b: 1 } }, sha256: content.sha256 };
      const made = asset('DERIVED', newId(), [p.series.id], {
        projectId: p.projectId,
        label: first.label,
        properties: first.properties,
        content: stored.get(content.assetId)?.content ?? null,
      });
      await hub.graph.putAssets([made]);
      const model = new Model(first);
      for (const one of steps) {
        await take(model, made.id, one);
        const held = (await hub.useCases.checkOutsOf(people.ann, [made])).get(made.id);
        expect(held?.owner ?? null).toBe(model.live(now));
      }
      await compare(model, made.id);
    }),
    { numRuns: engine === 'PostgreSQL' ? 15 : 40 },
  );
}, 120_000);
