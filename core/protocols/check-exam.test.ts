import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { checkExam, type CheckedSeries } from './check-exam.ts';
import { readProtocol } from './read-protocol.ts';
import type { TagDefinition } from '../assets/tag-definition.ts';
import { builtInDefinition } from '../assets/tag-definition.ts';
import { yamlReader } from '../../adapters/yaml/yaml-reader.ts';

const text = `name: Glioma
timePoints:
  - { name: baseline, fromDay: 0, toDay: 0 }
  - { name: follow-up, fromDay: 30 }
series:
  - name: T1
    when: { tag: { name: seriesType, eq: T1 } }
    max: 1
    limits:
      sliceThickness: { max: 1.5 }
      pixelSpacing: { max: 1 }
      imageCount: { min: 60 }
  - name: FLAIR
    when: { tag: { name: seriesType, eq: FLAIR } }
    timePoints: [follow-up]
  - name: DWI
    required: false
    when: { tag: { name: seriesType, in: [DWI, ADC] } }
ignore: { tag: { name: seriesType, eq: localizer } }
`;
const definitionOf = (name: string): TagDefinition | null => builtInDefinition('SERIES', name);
const read = (document: string) => {
  const { value, lineOf } = yamlReader.read(document, 'input.text');
  return readProtocol(value, definitionOf, lineOf);
};
const { protocol } = read(text);
const series = (id: string, type: string, properties: CheckedSeries['properties'] = {}): CheckedSeries => ({
  id,
  tags: [{ name: 'seriesType', value: type }],
  properties: { sliceThickness: 1, pixelSpacing: [0.9, 0.9], imageCount: 60, ...properties },
});

describe('the check of an exam', () => {
  it('says what is met, missing, deviating, absent and extra', () => {
    const found = checkExam(
      protocol,
      [series('a', 'T1', { sliceThickness: 3 }), series('b', 'T2'), series('c', 'localizer')],
      31,
    );
    expect(found).toMatchObject({ timePoint: 'follow-up', extra: ['b'] });
    expect(found.rules.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['T1', 'DEVIATES'],
      ['FLAIR', 'MISSING'],
      ['DWI', 'ABSENT'],
    ]);
    expect(found.rules[0]?.series).toEqual([
      { seriesId: 'a', deviations: [{ property: 'sliceThickness', expected: 'at most 1.5', found: '3' }] },
    ]);
  });

  it('takes the series within the limits, asks at a time point for its rules alone, and counts what is too many', () => {
    const found = checkExam(protocol, [series('a', 'T1', { imageCount: 3 }), series('b', 'T1'), series('c', 'ADC')], 0);
    expect(found.rules).toMatchObject([
      { rule: 'T1', outcome: 'DEVIATES', series: [{ seriesId: 'b', deviations: [] }], tooMany: 1 },
      { rule: 'DWI', outcome: 'MET', series: [{ seriesId: 'c' }] },
    ]);
    // Nobody knows which time point it is: that is told, and no complete exam.
    const { rules } = checkExam(protocol, [series('b', 'T1')], null);
    expect(rules.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['T1', 'MET'],
      ['DWI', 'ABSENT'],
      ['time point', 'MISSING'],
    ]);
  });

  it('calls an attribute that is not there, and each value out of several, a deviation', () => {
    const [rule] = checkExam(
      protocol,
      [
        {
          id: 'a',
          tags: [{ name: 'seriesType', value: 'T1' }],
          properties: { pixelSpacing: [0.9, 1.2], imageCount: 90 },
        },
      ],
      0,
    ).rules;
    expect(rule?.series[0]?.deviations).toEqual([
      { property: 'sliceThickness', expected: 'at most 1.5', found: 'nothing' },
      { property: 'pixelSpacing', expected: 'at most 1', found: '0.9, 1.2' },
    ]);
  });

  it('does not depend on the order of series', () => {
    const type = fc.constantFrom('T1', 'T2', 'FLAIR', 'DWI', 'localizer');
    const all = fc.array(fc.record({ type, sliceThickness: fc.constantFrom(1, 3) }), { maxLength: 6 });
    fc.assert(
      fc.property(all, (given) => {
        const made = given.map((one, index) => series(String(index), one.type, { sliceThickness: one.sliceThickness }));
        expect(checkExam(protocol, made.toReversed(), 40)).toEqual(checkExam(protocol, made, 40));
      }),
    );
  });
});

describe('a protocol document', () => {
  const problem = (document: string) => {
    try {
      read(document);
    } catch (error) {
      return (error as Error).message.split('; ');
    }
    return [];
  };

  it('is told every problem, with its line and field', () => {
    expect(
      problem(`name: x
timePoints: [{ name: a, fromDay: 5, toDay: 2 }]
series:
  - name: T1
    when: { tag: { name: seriesType, eq: T9 } }
    min: 0
  - name: T1
    when: { tag: { name: nonsense, eq: 1 } }
    max: few
    limits: { sliceThickness: {} }
    colour: red
`),
    ).toEqual([
      'line 2, document.timePoints.0.toDay: expected a whole number from 5 to 100000, got 2',
      expect.stringMatching(/^line 5, document\.series\.0\.when\.tag\.eq: expected one of .*got "T9"$/) as string,
      'line 6, document.series.0.min: expected a whole number from 1 to 1000, got 0',
      expect.stringMatching(/^line 11, document\.series\.1\.colour: expected one of the fields/) as string,
      'line 8, document.series.1.when.tag.name: expected a tag that the project defines for SERIES, got "nonsense"',
      'line 9, document.series.1.max: expected a whole number from 1 to 1000, got "few"',
      'line 10, document.series.1.limits.sliceThickness: expected min, max or in, got {}',
      'line 7, document.series.1.name: expected a name that stands once, got "T1"',
    ]);
  });

  it('may not go by descriptions alone', () => {
    const by = (when: string) => problem(`name: x\nseries: [{ name: T1, when: ${when} }]`);
    const words = '{ property: { name: seriesDescription, eq: T1 } }';
    expect(by(words)).toEqual([expect.stringContaining('not descriptions alone') as string]);
    expect(by('{ all: [] }')).toEqual([expect.stringContaining('asks nothing') as string]);
    expect(by(`{ all: [${words}, { property: { name: modality, eq: MR } }] }`)).toEqual([]);
  });

  it('is refused with the line when it is no YAML, and warned of what intake does not give', () => {
    expect(problem('name: x\nname: y\n')).toEqual([expect.stringContaining('line 2') as string]);
    expect(problem('[1, 2')).toEqual([expect.stringContaining('line 1') as string]);
    expect(problem('')).toEqual([
      expect.stringContaining('document: expected an object') as string,
      expect.anything(),
      expect.anything(),
    ]);
    const { warnings } = read('name: x\nseries: [{ name: T1, when: { property: { name: sliceThicknes, lt: 2 } } }]');
    expect(warnings).toEqual([expect.stringContaining('no property sliceThicknes') as string]);
  });

  it('whatever it holds, is read or refused by name', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const document of [
          value,
          { name: 'x', series: [{ name: 'y', when: value }] },
          { name: 'x', series: value },
        ]) {
          try {
            readProtocol(document as never, definitionOf);
          } catch (error) {
            expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
          }
        }
      }),
    );
  });
});
