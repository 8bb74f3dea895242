import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { matches } from './qido-match.ts';
import { parseQuery } from './qido-query.ts';

const query = (text: string) => parseQuery('study', {}, new URLSearchParams(text)).query;
const term = (keyword: string, value: string) => {
  const [only] = query(new URLSearchParams({ [keyword]: value }).toString()).terms;
  if (!only) throw new Error('no term');
  return only;
};
const text = (vr: string, ...values: (string | number)[]) => ({ vr, Value: values });

describe('matches', () => {
  test.each([
    ['PatientID', 'A*', { '00100020': text('LO', 'ABC') }, true],
    ['PatientID', 'a*', { '00100020': text('LO', 'ABC') }, false],
    ['PatientID', '*', { '00100020': text('LO', 'ABC') }, true],
    ['PatientID', '*', {}, false],
    ['PatientID', '', {}, true],
    ['PatientID', 'A.C', { '00100020': text('LO', 'ABC') }, false],
    ['ModalitiesInStudy', 'CT\\MR', { '00080061': text('CS', 'PT', 'MR') }, true],
    ['StudyDate', '19970424', { '00080020': text('DA', '1997.04.24') }, true],
    ['StudyTime', '10-11', { '00080030': text('TM', '11:59:59.9') }, true],
    ['StudyTime', '10-11', { '00080030': text('TM', '120000') }, false],
    ['StudyTime', '1015', { '00080030': text('TM', '101530') }, true],
    ['PatientName', 'buc^jer*', { '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Buc^Jerome' }] } }, true],
    [
      'PatientName',
      '山田^太郎',
      { '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎' }] } },
      true,
    ],
    ['SeriesNumber', '3', { '00200011': text('IS', 3) }, true],
    ['SeriesNumber', '3.0', { '00200011': text('IS', 3) }, true],
    ['SeriesNumber', '', { '00200011': text('IS', 0) }, true],
    ['SeriesNumber', '*', {}, true],
    ['StudyDate', '*', {}, true],
    ['StudyTime', '10:00-11:30', { '00080030': text('TM', '112959') }, true],
    [
      'RequestAttributesSequence.ScheduledProcedureStepID',
      'S1',
      { '00400275': { vr: 'SQ', Value: [{ '00400009': text('SH', 'S0') }, { '00400009': text('SH', 'S1') }] } },
      true,
    ],
    [
      'RequestAttributesSequence.ScheduledProcedureStepID',
      'S2',
      { '00400275': { vr: 'SQ', Value: [{ '00400009': text('SH', 'S1') }] } },
      false,
    ],
  ] as const)('%s=%s', (keyword, value, dataset, expected) => {
    expect(matches(dataset, term(keyword, value), false)).toBe(expected);
  });

  test('wildcards agree with a regular expression, on any text and pattern', () => {
    const letters = fc.constantFrom('a', 'b', '*', '?');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }),
        fc.string({ unit: letters, minLength: 1, maxLength: 8 }),
        (value, pattern) => {
          const expected =
            value !== '' && new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value);
          expect(
            matches({ '00100020': text('LO', ...(value === '' ? [] : [value])) }, term('PatientID', pattern), false),
          ).toBe(expected);
        },
      ),
    );
  });

  test('a pattern made to be slow is not', () => {
    const started = performance.now();
    expect(
      matches({ '00100020': text('LO', 'a'.repeat(20_000)) }, term('PatientID', `${'*a'.repeat(200)}*b`), false),
    ).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('fuzzy matching wants each word to begin a word of the name, in any order, without case and accents', () => {
    const dataset = { '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Äneas^Jérôme Maria' }] } };
    for (const name of ['jerome', 'mar ane', 'ANEAS^JER', 'äneas*'])
      expect(matches(dataset, term('PatientName', name), true), name).toBe(true);
    expect(matches(dataset, term('PatientName', 'neas'), true)).toBe(false);
  });
});

describe('parseQuery', () => {
  test('refuses more attributes than anybody needs', () => {
    const many = Array.from({ length: 65 }, () => 'PatientID=x').join('&');
    expect(() => query(many)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error);
  });

  test.each([
    [
      'StudyDate',
      ['yesterday', '1997', '20241301', '20240230', '20240132-', '20240101-20240102-', '-', '2024-01-01', '2024*'],
    ],
    ['00080020', ['99999999']],
    ['StudyTime', ['noon', '24', '1060', '101570', '1', '10-12-14', '-', '10*', '10.5']],
    ['SeriesNumber', ['first', '1.5', '1-3', ' ', '1e3', '?']],
    ['StudyInstanceUID', ['1.2 OR', '1.2,', 'x']],
    ['RequestAttributesSequence.ScheduledProcedureStepStartDate', ['soon']],
  ])(
    'refuses a value of %s that can not be one, naming the parameter, what was expected and what came',
    (name, values) => {
      for (const value of values)
        expect(() => term(name, value), value).toThrow(
          expect.objectContaining({
            code: 'BAD_USER_INPUT',
            message: expect.stringMatching(/expected .+, got /) as string,
            details: expect.objectContaining({ field: name, received: JSON.stringify(value) }) as object,
          }) as Error,
        );
    },
  );

  test.each([
    ['StudyDate', ['', '*', '20240229', '20240101-', '-20240101', '20240101-20241231']],
    ['StudyTime', ['', '*', '10', '1015', '101530', '101530.5', '235960', '-12', '1000-', '10-11', '10:15:30']],
    ['SeriesNumber', ['', '*', '3', '-3', '+3', '3.0']],
    ['StudyInstanceUID', ['', '*', '1.2', '1.2.*', '1.2,1.3', '1.2\\1.?']],
    ['PatientName', ['*', 'Doe^J?n*']],
    ['PatientID', ['20241301']],
  ])('takes every form of a value of %s that the standard knows', (name, values) => {
    for (const value of values) expect(term(name, value).path, value).toHaveLength(1);
  });

  test('keeps what it does not know apart', () => {
    expect(parseQuery('study', {}, new URLSearchParams('colour=red&__proto__=x&PatientID=1')).unsupported).toEqual([
      'colour',
      '__proto__',
    ]);
  });
});
