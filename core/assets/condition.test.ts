import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { roles as allRoles } from '../policy/policy.ts';
import { checkedCondition, conditionJson, type ConditionInput } from './check-condition.ts';
import { holds, whyNot, type Condition, type ConditionFacts } from './condition.ts';
import { permitKinds, type Context, type Permit } from './context.ts';
import { decide } from './permission.ts';

const facts: ConditionFacts = {
  tags: [
    { name: 'type', value: 'T1' },
    { name: 'quality', value: 3 },
    { name: 'site', value: 'left' },
    { name: 'site', value: 'right' },
    { name: 'seen', value: '2026-01-02' },
    { name: 'usable', value: false },
  ],
  properties: { modality: 'MR', seriesNumber: 4, imageType: ['ORIGINAL', 'PRIMARY'] },
};
const check = (input: ConditionInput) => checkedCondition('input.when', input);

describe('a condition', () => {
  test.each([
    [{ tag: { name: 'type', eq: 'T1' } }, true],
    [{ tag: { name: 'type', eq: 'T2' } }, false],
    [{ tag: { name: 'quality', eq: '3' } }, false],
    [{ tag: { name: 'usable', eq: false } }, true],
    [{ tag: { name: 'none', eq: 'x' } }, false],
    [{ tag: { name: 'none', ne: 'x' } }, true],
    [{ tag: { name: 'site', eq: 'right' } }, true],
    [{ tag: { name: 'site', ne: 'right' } }, false],
    [{ tag: { name: 'site', in: ['right', 'both'] } }, true],
    [{ tag: { name: 'site', in: [] } }, false],
    [{ tag: { name: 'quality', gt: 2 } }, true],
    [{ tag: { name: 'quality', gt: 3 } }, false],
    [{ tag: { name: 'quality', gte: 3 } }, true],
    [{ tag: { name: 'quality', lte: 3 } }, true],
    [{ tag: { name: 'quality', lt: 3 } }, false],
    [{ tag: { name: 'quality', lt: '9' } }, false],
    [{ tag: { name: 'seen', lt: '2026-02-01' } }, true],
    [{ tag: { name: 'seen', exists: true } }, true],
    [{ tag: { name: 'none', exists: false } }, true],
    [{ property: { name: 'modality', eq: 'MR' } }, true],
    [{ property: { name: 'imageType', eq: 'PRIMARY' } }, true],
    [{ property: { name: 'seriesNumber', gte: 5 } }, false],
    [{ property: { name: 'constructor', exists: true } }, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [{ tag: { name: 'type', eq: 'T1' } }, { not: { property: { name: 'modality', eq: 'CT' } } }] }, true],
  ] as const)('%j: %s', (input, expected) => {
    expect(holds(check(input), facts)).toBe(expected);
  });

  test.each([
    [{}, 'input.when'],
    [{ all: [], any: [] }, 'input.when'],
    [{ all: [{ any: [{ tag: { name: 'x' } }] }] }, 'input.when.all.0.any.0.tag'],
    [{ not: { tag: { name: 'x', eq: 1, ne: 2 } } }, 'input.when.not.tag'],
    [{ tag: { name: '', eq: 1 } }, 'input.when.tag.name'],
    [{ tag: { name: 'x', lt: true } }, 'input.when.tag.lt'],
    [{ tag: { name: 'x', in: [1, ''] } }, 'input.when.tag.in.1'],
  ] as const)('%j is refused at %s', (input, field) => {
    expect(() => check(input)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: expect.objectContaining({ field }) as object }),
    );
  });

  test('is refused beyond its limits', () => {
    const deep = Array.from({ length: 10 }).reduce<ConditionInput>((inner) => ({ not: inner }), { all: [] });
    const wide = { all: Array.from({ length: 200 }, () => ({ all: [] })) };
    for (const input of [deep, wide])
      expect(() => check(input)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  test('says what of it fails, and no value of the asset', () => {
    const condition = check({
      all: [
        { tag: { name: 'type', eq: 'T1' } },
        { any: [{ tag: { name: 'quality', gte: 4 } }, { not: { tag: { name: 'usable', exists: true } } }] },
      ],
    });
    expect(whyNot(condition, facts)).toBe('it needs (the tag quality >= 4 or not (the tag usable to be there))');
    expect(whyNot(condition, { ...facts, tags: [...facts.tags, { name: 'quality', value: 5 }] })).toBeNull();
  });
});

const scalar = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b', 'c'));
const name = fc.constantFrom('x', 'y', 'z');
const ordered = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b', 'c'));
const tests = fc.oneof(
  fc.record({ name, op: fc.constantFrom('eq', 'ne'), value: scalar }),
  fc.record({ name, op: fc.constantFrom('lt', 'lte', 'gt', 'gte'), value: ordered }),
  fc.record({ name, op: fc.constant('in' as const), values: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ name, op: fc.constant('exists' as const), value: fc.boolean() }),
);
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({ tag: tests }),
    fc.record({ property: tests }),
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
}));
const anyFacts = fc.record({
  tags: fc.array(fc.record({ name, value: scalar }), { maxLength: 4 }),
  properties: fc.dictionary(name, fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 2 })), {
    maxKeys: 3,
  }),
});

test('law: not not x is x, and all and any are what they are by De Morgan', () => {
  fc.assert(
    fc.property(conditions, conditions, anyFacts, (a, b, of) => {
      expect(holds({ not: { not: a } }, of)).toBe(holds(a, of));
      expect(holds({ not: { all: [a, b] } }, of)).toBe(holds({ any: [{ not: a }, { not: b }] }, of));
      expect(whyNot(a, of) === null).toBe(holds(a, of));
    }),
  );
});

test('law: a condition written out and read again is the same', () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      expect(check(conditionJson(condition) as ConditionInput)).toEqual(condition);
    }),
  );
});

const permits: fc.Arbitrary<readonly Permit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...permitKinds),
    name: fc.constantFrom('measure', 'segment', '*'),
    roles: fc.uniqueArray(fc.constantFrom(...allRoles), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 3 },
);
const contexts: fc.Arbitrary<Context> = fc.record({
  projectId: fc.constantFrom('p', 'q'),
  name: fc.stringMatching(/^[a-z]{3}$/),
  level: fc.constantFrom('EXAM', 'DERIVED'),
  kind: fc.constantFrom(null, 'nifti'),
  revision: fc.constant(1),
  condition: conditions,
  permits,
  removed: fc.constant(false),
  changedAt: fc.constant(new Date(0)),
  changedBy: fc.constant('ann'),
});
const placed = fc.record({
  projectId: fc.constantFrom('p', 'q'),
  level: fc.constantFrom('EXAM' as const, 'DERIVED' as const),
  kind: fc.constantFrom(null, 'nifti', 'table'),
});
const someRoles = fc.uniqueArray(fc.constantFrom(...allRoles), { maxLength: 3 }).map((held) => new Set(held));
const asked = fc.tuple(fc.constantFrom(...permitKinds), fc.constantFrom('measure', 'segment'));

test('law: one more context takes no permission away where there was one, and a refusal names each', () => {
  fc.assert(
    fc.property(
      fc.array(contexts, { maxLength: 4 }),
      contexts,
      placed,
      anyFacts,
      someRoles,
      asked,
      (all, more, asset, of, held, [kind, what]) => {
        const before = decide(all, asset, of, held, kind, what);
        const after = decide([...all, more], asset, of, held, kind, what);
        if (before.permitted && before.permittedBy.length > 0) expect(after.permitted).toBe(true);
        if (after.permitted) return;
        for (const { why } of after.refusals) expect(why.length).toBeGreaterThan(0);
        expect(after.refusals.length).toBeGreaterThan(0);
      },
    ),
  );
});
