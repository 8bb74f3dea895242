import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cronerCalendar } from '../../adapters/croner/croner-calendar.ts';
import { yamlReader } from '../../adapters/yaml/yaml-reader.ts';
import { fc } from '../../tests/support/fast-check.ts';
import type { Json, JsonObject } from '../json.ts';
import { problemsOf, readWorkflowDocument, readWorkflowSource } from './workflow-source.ts';

const anyText: unknown = expect.any(String);
const anyNumber: unknown = expect.any(Number);
const ports = { reader: yamlReader, calendar: cronerCalendar };
const folder = new URL('../../docs/examples/workflows/', import.meta.url);
const examples = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

describe('readWorkflowSource', () => {
  test('reads YAML with all that a step may say', () => {
    const { definition } = readWorkflowSource(
      ports,
      `
name: all-of-it
roles: [MANAGER]
triggers:
  - { on: ASSET_TAGGED, level: [SERIES], if: { tag: { name: seriesType, in: [T1, FLAIR] } } }
  - { on: SCHEDULE, cron: '30 2 * * MON-FRI', timeZone: Europe/Berlin }
steps:
  - { id: convert, uses: convert, foreach: { series: { modality: [MR] } } }
  - id: measure
    uses: measure
    needs: [convert]
    foreach: series
    if: { property: { level: SUBJECT, name: arm, notIn: [control] } }
    timeoutS: 60
    retries: { attempts: 3, delayS: 5 }
    resources: { cpu: 2, memoryMb: 4096, gpu: 0 }
    inputs: [{ kind: nifti }]
  - id: notify
    uses: notify
    needs: [measure]
    if: { value: { step: measure, name: meanIntensity, gt: 5 } }
    with: { text: large }
`,
    );
    expect(definition.roles).toEqual(['MANAGER']);
    expect(definition.triggers.map(({ on }) => on)).toEqual(['ASSET_TAGGED', 'SCHEDULE']);
    const [convert, measure, notify] = definition.steps;
    expect(convert).toMatchObject({ foreach: 'series', if: { modality: ['MR'] } });
    expect(measure).toMatchObject({
      if: { all: [{ not: { property: { level: 'SUBJECT', test: { op: 'in', values: ['control'] } } } }] },
      timeoutS: 60,
      retries: { attempts: 3, delayS: 5 },
      resources: { cpu: 2, memoryMb: 4096, gpu: 0 },
      inputs: [{ kind: 'nifti', role: null }],
    });
    expect(notify?.if).toEqual({ value: { step: 'measure', test: { name: 'meanIntensity', op: 'gt', value: 5 } } });
  });

  test('tells every problem at once, with line, column and field', () => {
    const source = `name: wrong
steps:
  - id: convert
    uses: convrt
  - id: a.b
    uses: measure
    foreach: series
    needs: [convert]
    with:
      threshold: high
    inputs: [{ kind: volume }]
triggers:
  - { on: SCHEDULE, cron: '61 * * * *' }
`;
    expect(problemsOf(ports, source)).toEqual([
      {
        line: 13,
        column: 21,
        field: 'document.triggers.0.cron',
        expected: anyText,
        received: '"61 * * * *"',
      },
      { line: 4, column: 5, field: 'document.steps.convert.uses', expected: anyText, received: '"convrt"' },
      { line: 10, column: 7, field: 'document.steps.a.b.with.threshold', expected: 'a number', received: '"high"' },
    ]);
  });

  test('tells an input that no step before gives', () => {
    const source = `name: a
steps:
  - { id: classify, uses: classify, foreach: series }
  - { id: measure, uses: measure, foreach: series, needs: [classify], inputs: [{ kind: nifti }] }
`;
    expect(problemsOf(ports, source)).toMatchObject([
      { line: 4, field: 'document.steps.measure.inputs.0.kind', received: '"nifti"' },
    ]);
  });

  test('refuses a time limit, and further tries, of what others do: they would be without effect', () => {
    const source = `name: a
steps:
  - { id: look, uses: human, with: { title: Look }, timeoutS: 60 }
  - { id: inner, uses: subworkflow, with: { workflow: b }, retries: { attempts: 2 } }
`;
    expect(problemsOf(ports, source)).toMatchObject([
      { line: 3, column: 53, field: 'document.steps.look.timeoutS', received: '60' },
      { line: 4, column: 60, field: 'document.steps.inner.retries' },
    ]);
  });

  test('tells where YAML can not be read', () => {
    expect(problemsOf(ports, 'name: a\nsteps: [\n')).toMatchObject([{ line: anyNumber, field: 'source' }]);
    expect(problemsOf(ports, '- a')).toMatchObject([{ line: 1, column: 1, field: 'document', expected: 'an object' }]);
    expect(problemsOf(ports, '')).toMatchObject([{ field: 'document' }]);
    const twice = 'name: a\nsteps:\n  - { id: a, uses: classify, id: b }\nname: b\n';
    expect(problemsOf(ports, twice)).toMatchObject([
      { line: 3, column: 30, field: 'source', expected: expect.stringContaining('unique') as string },
      { line: 4, column: 1, field: 'source' },
    ]);
    for (const [keys, line] of [
      ['~: 1\n"": 2', 2],
      ['k: &k foo\n*k : 1\nfoo: 2', 3],
      ['[a]: 1', 1],
      ['k: &k {}\n*k : 1', 2],
    ] as const)
      expect(problemsOf(ports, keys)).toMatchObject([{ line, field: 'source' }]);
    // No two of these are one key of an object.
    expect(problemsOf(ports, '~: 1\n"null": 2')).not.toMatchObject([{ field: 'source' }]);
    expect(problemsOf(ports, 'name: a\nsteps: *them\n')).toMatchObject([
      { line: 2, column: 8, field: 'source', expected: expect.stringContaining('anchor') as string },
    ]);
  });

  test.each([
    ['.nan', 'a finite number', 'NaN'],
    ['-.inf', 'a finite number', '-Infinity'],
    ['"a\\0b"', 'text of whole characters without NUL', 'a NUL (U+0000)'],
    ['"\\uD800"', 'text of whole characters without NUL', 'half of a surrogate pair'],
    [
      '!!binary aGVsbG8=',
      'a text, a number, true, false, null, a list or an object',
      'something else, as bytes or a time',
    ],
    ['&own [1, *own]', 'values within values, at most 100 deep', 'more'],
    [`${'['.repeat(120)}${']'.repeat(120)}`, 'values within values, at most 100 deep', 'more'],
  ])('tells where %s stands, which no store keeps', (text, expected, received) => {
    const source = `name: a
steps:
  - id: a.b
    uses: python
    with:
      script: builtin:measure
      parameters:
        x: ${text}
`;
    expect(problemsOf(ports, source)).toMatchObject([
      { line: 8, field: 'source', expected: expect.stringContaining(expected) as string, received },
    ]);
  });

  test('refuses more aliases than a hundred, and what becomes too large by fewer', () => {
    const many = `a: [&a 1, ${'*a, '.repeat(101)}]`;
    expect(problemsOf(ports, many)).toMatchObject([
      { line: 1, field: 'source', expected: expect.stringContaining('at most 100 aliases') as string },
    ]);
    const large = `a: &a [${'1, '.repeat(20_000)}]\nb: [${'*a, '.repeat(60)}]`;
    expect(problemsOf(ports, large)).toMatchObject([{ field: 'source', expected: 'at most 1000000 characters' }]);
  });

  test('tells where each of two steps is wrong, of which one has the other’s id as its beginning', () => {
    const step = (id: string) => `  - { id: ${id}, uses: notify, with: { text: Done }, timeoutS: 60 }\n`;
    expect(problemsOf(ports, `name: a\nsteps:\n${step('a')}${step('a.b')}`)).toMatchObject([
      { line: 3, field: 'document.steps.a.timeoutS' },
      { line: 4, field: 'document.steps.a.b.timeoutS' },
    ]);
  });

  test('takes a document as a query’s text gives it, and of one written before what is without effect', () => {
    const step = { id: 'look', uses: 'human', with: { title: 'Look' } };
    const literal = Object.assign(Object.create(null) as JsonObject, { name: 'a', steps: [step] });
    expect(readWorkflowDocument(ports, literal).definition.name).toBe('a');
    const before = { name: 'a', steps: [{ ...step, timeoutS: 60 }] };
    expect(readWorkflowDocument(ports, before, false).definition.name).toBe('a');
    expect(() => readWorkflowDocument(ports, before)).toThrow('document.steps.look.timeoutS');
  });

  test('takes a script that speaks of NUL', () => {
    const source = String.raw`{ "name": "a", "steps": [{ "id": "a", "uses": "python", "with": { "script": "print('\\u0000')" } }] }`;
    expect(problemsOf(ports, source)).toEqual([]);
  });

  test('tells the first hundred of thousands of problems, and how many more there are, well within the time of a test', () => {
    const source = `name: a\nsteps: []\n${Array.from({ length: 20_000 }, (_, i) => `x${String(i)}: 1\n`).join('')}`;
    const problems = problemsOf(ports, source);
    expect(problems).toHaveLength(100);
    expect(problems.at(-1)).toMatchObject({ field: 'document', received: '19902 problems more' });
  });
});

describe('docs/examples/workflows', () => {
  test('holds some', () => {
    expect(examples.length).toBeGreaterThan(2);
  });

  test.each(examples)('%s is valid', (_, source) => {
    expect(problemsOf(ports, source)).toEqual([]);
  });
});

/** The document with one value, key or element replaced, removed or put in. */
function mutated(value: Json, choose: (most: number) => number, replacement: Json): Json {
  if (Array.isArray(value)) {
    if (value.length === 0 || choose(4) === 0) return replacement;
    const index = choose(value.length - 1);
    return (value as Json[]).map((one, at) => (at === index ? mutated(one, choose, replacement) : one));
  }
  if (typeof value !== 'object' || value === null || choose(4) === 0) return replacement;
  const fields = new Map<string, Json>(Object.entries(value));
  const key = [...fields.keys()][choose(fields.size)] ?? 'strange';
  const inner = fields.get(key);
  if (inner !== undefined && choose(5) === 0) fields.delete(key);
  else fields.set(key, inner === undefined ? replacement : mutated(inner, choose, replacement));
  return Object.fromEntries(fields);
}

test('law: a valid document with any change validates, or tells a problem with a field and a line; it never throws', () => {
  const example = fc.constantFrom(...examples.map(([, source]) => yamlReader.read(source, 'source').value));
  fc.assert(
    fc.property(
      example,
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 3 }),
      (document, picks, replacements) => {
        let at = 0;
        const choose = (most: number): number => (picks[at++ % picks.length] ?? 0) % (most + 1);
        const changed = replacements.reduce<Json>(
          (one, replacement) => mutated(one, choose, replacement as Json),
          document,
        );
        for (const problem of problemsOf(ports, JSON.stringify(changed))) {
          expect(problem.field).not.toBe('');
          expect(problem.expected).not.toBe('');
          if (problem.field.startsWith('document.')) expect(problem.line).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
