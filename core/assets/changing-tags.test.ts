import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { Asset, Tag, TagKey } from './asset.ts';
import { ChangingTags } from './changing-tags.ts';
import { emptyBody, type TagDefinition } from './tag-definition.ts';

const asset: Asset = {
  ...{ id: 'a', projectId: 'p', level: 'EXAM', kind: null, label: 'a', properties: {}, content: null },
  ...{ createdAt: new Date(0), createdBy: 'ann', version: 1 },
};
const author = { setBy: 'ann', reason: null, at: new Date(0) };

function definition(name: string, many: boolean): TagDefinition {
  const made = { retired: false, createdAt: null, createdBy: null, revision: 1 };
  return {
    ...emptyBody,
    ...made,
    type: 'TEXT',
    id: `${name} ${String(many)}`,
    projectId: 'p',
    level: 'EXAM',
    name,
    many,
  };
}

const name = fc.constantFrom('x', 'y');
const value = fc.constantFrom<Tag['value']>('one', 1, '1', true);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('set' as const), name, value, many: fc.boolean() }),
    fc.record({ kind: fc.constant('remove' as const), name, value: fc.option(value) }),
  ),
  { maxLength: 12 },
);
const keyOf = ({ name: of, slot }: Pick<TagKey, 'name' | 'slot'>) => `${of} ${slot ?? ''}`;
const valuesOf = (tags: readonly Tag[]) => tags.map((tag) => [keyOf(tag), tag.value]).toSorted();

test('law: values are those of the definitions of each step; writes and history both lead from what was to what is', () => {
  fc.assert(
    fc.property(steps, fc.nat(12), (all, cut) => {
      const model = new Map<string, Set<Tag['value']>>();
      const run = (tags: ChangingTags, step: (typeof all)[number]): void => {
        const held = model.get(step.name) ?? new Set();
        if (step.kind === 'set') {
          tags.set(definition(step.name, step.many), step.value, author);
          model.set(step.name, new Set(step.many ? [...held, step.value] : [step.value]));
        } else {
          tags.remove(step.name, step.value, author);
          if (step.value === null) held.clear();
          else held.delete(step.value);
        }
      };
      const first = new ChangingTags(asset, []);
      for (const step of all.slice(0, cut)) run(first, step);
      const before = first.all();
      const second = new ChangingTags(asset, before);
      for (const step of all.slice(cut)) run(second, step);
      for (const one of ['x', 'y']) {
        const held = second.named(one).map((tag) => tag.value);
        expect(held).toHaveLength(new Set(held).size);
        expect(new Set(held)).toEqual(model.get(one) ?? new Set());
      }
      const stored = new Map(before.map((tag) => [keyOf(tag), tag]));
      const { tags, removed } = second.writes();
      for (const key of removed) stored.delete(keyOf(key));
      for (const tag of tags) stored.set(keyOf(tag), tag);
      expect(valuesOf([...stored.values()])).toEqual(valuesOf(second.all()));
      const replayed = new Map(before.map((tag) => [keyOf(tag), tag.value]));
      for (const { name: of, slot, oldValue, newValue } of second.changes()) {
        const key = keyOf({ name: of, ...(slot === null ? {} : { slot }) });
        expect(replayed.get(key) ?? null).toBe(oldValue);
        if (newValue === null) replayed.delete(key);
        else replayed.set(key, newValue);
      }
      expect([...replayed].toSorted()).toEqual(valuesOf(second.all()));
    }),
  );
});
