import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tag } from '../../core/assets/asset.ts';
import { newId } from '../../core/ids.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { fc } from '../support/fast-check.ts';
import { engine } from '../support/postgres.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let ann: Actor;
let now = 0;
const begin = Date.parse('2126-01-01T00:00:00Z');

beforeAll(async () => {
  hub = await assetHub();
  hub.clock.now = () => new Date(now);
  p = await measuredProject(hub, 'p');
  ann = person('ann', { [p.projectId]: 'CURATOR' });
  const manager = person('mia', { [p.projectId]: 'MANAGER' });
  const definition = { projectId: p.projectId, level: 'DERIVED', type: 'NUMBER' } as const;
  await hub.useCases.putTagDefinition(manager, { ...definition, name: 'one' });
  await hub.useCases.putTagDefinition(manager, { ...definition, name: 'many', many: true });
});
afterAll(() => hub.end());

const value = fc.integer({ min: 0, max: 3 });
const name = fc.constantFrom('one', 'many');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('set' as const), name, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), name, value: fc.option(value) }) },
  // Clocks of processes differ: what comes later may say that it came before.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -3, max: 5 }) }) },
);

test('as of any moment an asset has the tags that it had then, with who set them, when and why', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15, size: 'max' }), fc.boolean(), async (steps, isOld) => {
      now = begin;
      const made = asset('DERIVED', newId(), [p.series.id], { projectId: p.projectId });
      const assetId = made.id;
      await hub.graph.putAssets([made]);
      // From before there was a history.
      const old = { assetId, name: 'one', value: 9, setBy: 'bob', reason: 'seen', setAt: new Date(begin - 1000) };
      if (isOld) await hub.graph.putTags([old]);
      const held = async () => (await hub.graph.tagsOf([assetId])).get(assetId) ?? [];
      const moments: { readonly at: number; readonly tags: readonly Tag[] }[] = [
        { at: begin - 1000, tags: await held() },
      ];
      let changes = 0;
      for (const one of steps) {
        if (one.do === 'wait') {
          now += one.ms;
          continue;
        }
        const input = { assetId, name: one.name, value: one.value, reason: `at ${String(now)}` };
        if (one.do === 'set') await hub.useCases.setTag(ann, input);
        else await hub.useCases.removeTag(ann, input);
        const { length } = (await hub.useCases.tagHistory(ann, made, null, 1000, null)).items;
        if (length > changes) moments.push({ at: now, tags: await held() });
        changes = length;
      }
      const isUnchanged = (await hub.useCases.tagHistory(ann, made, 'one', 1, null)).items.length === 0;
      for (const at of moments.flatMap((each) => [each.at - 1, each.at, each.at + 1])) {
        if (at < begin - 1000) continue;
        const next = moments.findIndex((each) => each.at > at);
        const expected = moments[(next === -1 ? moments.length : next) - 1]?.tags ?? [];
        const then = await hub.useCases.assetAsOf(ann, assetId, { at: new Date(at) });
        const found = then?.asOf.tags ?? [];
        const facts = (tags: readonly Tag[]) => tags.map((tag) => [tag.name, tag.slot, tag.value]);
        expect(facts(found)).toEqual(facts(expected));
        // Nobody noted who had set the old one once it is replaced.
        const whole = (tags: readonly Tag[]) => tags.filter((tag) => isUnchanged || tag.value !== old.value);
        expect(whole(found)).toEqual(whole(expected));
      }
    }),
    { numRuns: engine === 'PostgreSQL' ? 20 : 60 },
  );
}, 120_000);
