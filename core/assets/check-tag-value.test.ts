import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { HubError } from '../errors.ts';
import { checkedDefinition, type TagDefinitionInput } from './check-definition.ts';
import { checkedTagValue, checkUnit } from './check-tag-value.ts';
import { tagTypes, type TagDefinitionBody } from './tag-definition.ts';

const input = (body: TagDefinitionInput) => ({
  level: 'EXAM' as const,
  name: 'x',
  retired: false,
  ...checkedDefinition(body),
});
const check = (body: TagDefinitionInput, value: unknown) => checkedTagValue(input(body), value, 'input');
const errorOf = (work: () => unknown): Pick<HubError, 'code' | 'details'> => {
  try {
    work();
  } catch (caught) {
    if (caught instanceof HubError) return { code: caught.code, details: caught.details };
    throw caught;
  }
  throw new Error('it was accepted');
};

const choices = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: '' },
];
const sct = 'http://snomed.info/sct';
const codes = [{ code: '372064008', display: 'Malignant neoplasm of female breast' }];

describe('a value under its definition', () => {
  test.each([
    [{ type: 'BOOLEAN' }, false],
    [{ type: 'NUMBER', min: 0, max: 1 }, 0.5],
    [{ type: 'NUMBER', min: 0, max: 1 }, 1],
    [{ type: 'TEXT' }, 'ä text'],
    [{ type: 'DATE' }, '2024-02-29'],
    [{ type: 'DATE' }, '2026-01-02T03:04:05.678Z'],
    [{ type: 'CHOICE', choices }, 'left'],
    [{ type: 'CODE', codeSystem: sct, codes }, '372064008'],
    [{ type: 'CODE', codeSystem: sct }, '74400008'],
  ] as const)('is kept as it is: %j %j', (body, value) => {
    expect(check(body, value)).toBe(value);
  });

  test.each([
    [{ type: 'BOOLEAN' }, 1, 'TAG_TYPE_MISMATCH'],
    [{ type: 'BOOLEAN' }, 'true', 'TAG_TYPE_MISMATCH'],
    [{ type: 'NUMBER' }, '1', 'TAG_TYPE_MISMATCH'],
    [{ type: 'TEXT' }, 1, 'TAG_TYPE_MISMATCH'],
    [{ type: 'CHOICE', choices }, true, 'TAG_TYPE_MISMATCH'],
    [{ type: 'DATE' }, '2023-02-29', 'TAG_TYPE_MISMATCH'],
    [{ type: 'DATE' }, '29.2.2024', 'TAG_TYPE_MISMATCH'],
    [{ type: 'DATE' }, '2024-02-29T10:00:00', 'TAG_TYPE_MISMATCH'],
    [{ type: 'DATE' }, '2024-02-30T10:00:00Z', 'TAG_TYPE_MISMATCH'],
    [{ type: 'NUMBER', min: 0 }, -1, 'TAG_VALUE_NOT_PERMITTED'],
    [{ type: 'NUMBER', max: 5, unit: 'mL' }, 5.1, 'TAG_VALUE_NOT_PERMITTED'],
    [{ type: 'CHOICE', choices }, 'Left', 'TAG_VALUE_NOT_PERMITTED'],
    [{ type: 'CODE', codeSystem: sct, codes }, '74400008', 'TAG_VALUE_NOT_PERMITTED'],
    [{ type: 'CODE', codeSystem: sct }, ' x', 'TAG_VALUE_NOT_PERMITTED'],
    [{ type: 'TEXT' }, '', 'BAD_USER_INPUT'],
    [{ type: 'TEXT' }, 'x'.repeat(1001), 'BAD_USER_INPUT'],
    [{ type: 'TEXT' }, 'a\0b', 'BAD_USER_INPUT'],
    [{ type: 'NUMBER' }, Number.NaN, 'BAD_USER_INPUT'],
    [{ type: 'NUMBER' }, [1], 'BAD_USER_INPUT'],
    [{ type: 'NUMBER' }, null, 'BAD_USER_INPUT'],
  ] as const)('is refused with its field and without itself: %j %j %s', (body, value, code) => {
    expect(errorOf(() => check(body, value))).toMatchObject({ code, details: { field: 'input.value' } });
  });

  test('an instant is kept in UTC with milliseconds, so that texts are in the order of time', () => {
    expect(check({ type: 'DATE' }, '2026-01-02T00:30:00+01:00')).toBe('2026-01-01T23:30:00.000Z');
    expect(check({ type: 'DATE' }, '2026-01-02T00:30:00.5Z')).toBe('2026-01-02T00:30:00.500Z');
  });

  test('does not appear in the error: it may be about a patient', () => {
    const error = errorOf(() => check({ type: 'CHOICE', choices }, 'Doe^Jane'));
    expect(JSON.stringify(error)).not.toContain('Doe');
    expect(error.details).toMatchObject({ expected: 'one of left, right', received: 'a text of 8 characters' });
  });

  test('has the unit of its definition, or none is given', () => {
    const volume = input({ type: 'NUMBER', unit: 'mL' });
    for (const unit of ['mL', null, undefined]) expect(() => checkUnit(volume, unit, 'input')).not.toThrow();
    for (const [definition, unit] of [
      [volume, 'L'],
      [volume, ''],
      [input({ type: 'TEXT' }), 'mL'],
    ] as const) {
      expect(errorOf(() => checkUnit(definition, unit, 'input'))).toMatchObject({
        code: 'TAG_UNIT_MISMATCH',
        details: { field: 'input.unit' },
      });
    }
  });
});

const name = fc.stringMatching(/^[a-z]{1,5}$/);
const bodies: fc.Arbitrary<TagDefinitionBody> = fc
  .record({
    type: fc.constantFrom(...tagTypes),
    bounds: fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })),
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    isOpen: fc.boolean(),
  })
  .map(({ type, bounds, names, isOpen }) =>
    checkedDefinition({
      type,
      ...(type === 'NUMBER' ? { min: Math.min(...bounds), max: isOpen ? null : Math.max(...bounds) } : {}),
      ...(type === 'CHOICE' ? { choices: names.map((value) => ({ value, label: value })) } : {}),
      ...(type === 'CODE'
        ? { codeSystem: sct, codes: isOpen ? null : names.map((code) => ({ code, display: code })) }
        : {}),
    }),
  );
const values = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -7, max: 7 }),
  fc.double(),
  name,
  fc.string(),
  fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
  fc.date({ noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)),
  fc.constantFrom(null, undefined, {}, []),
);

test('law: what passes is kept and passes again as the same; what does not names the field', () => {
  fc.assert(
    fc.property(bodies, values, (body, value) => {
      const definition = { level: 'EXAM' as const, name: 'x', retired: false, ...body };
      let kept: unknown;
      try {
        kept = checkedTagValue(definition, value, 'input');
      } catch (caught) {
        expect(caught).toBeInstanceOf(HubError);
        expect((caught as HubError).details.field).toBe('input.value');
        return;
      }
      expect(checkedTagValue(definition, kept, 'input')).toBe(kept);
      // As a store gives it back: by way of JSON.
      expect(JSON.parse(JSON.stringify(kept))).toBe(kept);
      if (body.type !== 'DATE') expect(kept).toEqual(value === 0 ? 0 : value);
      else expect(new Date(kept as string)).toEqual(new Date(value as string));
    }),
  );
});

describe('a definition', () => {
  test.each([
    [{ type: 'TEXT', unit: 'mL' }, 'input.unit'],
    [{ type: 'BOOLEAN', min: 1 }, 'input.min'],
    [{ type: 'NUMBER', choices }, 'input.choices'],
    [{ type: 'NUMBER', unit: 'm L' }, 'input.unit'],
    [{ type: 'NUMBER', min: 2, max: 1 }, 'input.max'],
    [{ type: 'CHOICE' }, 'input.choices'],
    [{ type: 'CHOICE', choices: [] }, 'input.choices'],
    [{ type: 'CHOICE', choices: [...choices, ...choices] }, 'input.choices'],
    [{ type: 'CHOICE', choices: [{ value: ' x', label: '' }] }, 'input.choices.0.value'],
    [{ type: 'CODE' }, 'input.codeSystem'],
    [{ type: 'CODE', codeSystem: 'snomed' }, 'input.codeSystem'],
    [{ type: 'CODE', codeSystem: sct, codes: [{ code: '', display: '' }] }, 'input.codes.0.code'],
    [{ type: 'TEXT', description: 'x'.repeat(1001) }, 'input.description'],
  ] as const)('is refused where it is not right in itself: %j %s', (body, field) => {
    expect(errorOf(() => checkedDefinition(body))).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
  });

  test('is whole: what is not said is none, and a label stands for itself', () => {
    expect(checkedDefinition({ type: 'CHOICE', choices, required: true })).toEqual({
      type: 'CHOICE',
      description: null,
      unit: null,
      min: null,
      max: null,
      choices: [choices[0], { value: 'right', label: 'right' }],
      codeSystem: null,
      codes: null,
      required: true,
      many: false,
    });
  });
});
