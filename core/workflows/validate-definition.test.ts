import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { defaultWorkflow } from './default-workflow.ts';
import { parseDefinition, storedDefinition } from './validate-definition.ts';
import { workflowJsonSchema } from './workflow-json-schema.ts';

const classify = { id: 'classify', uses: 'classify', foreach: 'series' };
const measure = { id: 'measure', uses: 'measure', foreach: 'series' };
const rCBV = { volume: 'rCBV', unit: '1' };
const withSteps = (...steps: readonly JsonObject[]): JsonObject => ({ name: 'test', steps });

const withRegion = (region: JsonObject): JsonObject => withSteps({ ...measure, with: { region } });

describe('parseDefinition', () => {
  test('fills in what a document leaves out', () => {
    const { steps, triggers, title } = parseDefinition(
      withSteps(classify, measure, { id: 'qc', uses: 'human', with: { title: 'Look' } }),
    );
    expect([title, triggers]).toEqual(['test', []]);
    expect(steps[1]).toEqual({
      id: 'measure',
      title: null,
      uses: 'measure',
      needs: [],
      foreach: 'series',
      over: null,
      if: null,
      with: { threshold: 0 },
      timeoutS: null,
      retries: null,
      resources: null,
      inputs: null,
      onError: 'continue',
    });
    expect(steps[2]).toMatchObject({
      onError: 'fail',
      with: { title: 'Look', roles: ['OWNER', 'REVIEWER', 'CURATOR'] },
    });
  });

  test('takes biomarkers of what a step has gathered, and what was stored before there was a rule', () => {
    const gathered = withSteps(
      { id: 'each', uses: 'subworkflow', foreach: 'exams', with: { workflow: 'x' } },
      { id: 'mean', uses: 'python', needs: ['each'], with: { script: 'x' } },
      { id: 'values', uses: 'biomarkers', needs: ['mean'], inputs: [{ kind: 'measurement', role: 'mean' }] },
    );
    expect(parseDefinition(gathered).steps).toHaveLength(3);
    const twice = withRegion({ mask: 'tumour', values: [rCBV, { ...rCBV, unit: 'mL' }] });
    expect(() => parseDefinition(twice)).toThrow(/a name of their own/);
    expect(storedDefinition(twice).steps).toHaveLength(1);
  });

  test('takes the default workflow', () => {
    expect(parseDefinition(defaultWorkflow).steps.map(({ id }) => id)).toEqual([
      'classify',
      'convert',
      'measure',
      'qc',
      'biomarkers',
      'notify',
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ['no name', { steps: [classify] }, 'document.name: expected a value, got nothing'],
    ['a bad name', { name: 'a b', steps: [classify] }, 'document.name: expected 1 to 64 letters'],
    ['no steps', { name: 'a', steps: [] }, 'document.steps: expected a list of 1 to 100 steps, got []'],
    ['an unknown field', { ...withSteps(classify), colour: 1 }, 'document.colour: expected one of the fields'],
    [
      'an unknown trigger',
      { ...withSteps(classify), trigger: { on: 'NOON' } },
      'document.trigger.on: expected one of EXAM_REGISTERED, EXAM_COMPLETED, ASSET_CREATED,',
    ],
    [
      'a state of the protocol at the registration',
      { ...withSteps(classify), trigger: { on: 'EXAM_REGISTERED', protocol: ['COMPLETE'] } },
      "document.trigger.protocol: expected nothing, but with 'on': 'EXAM_COMPLETED'",
    ],
    [
      'an unknown uses',
      withSteps({ id: 'a', uses: 'magic' }),
      'document.steps.a.uses: expected one of classify, convert',
    ],
    ['no uses', withSteps({ id: 'a' }), 'document.steps.a.uses: expected a value'],
    [
      "a step that isn't an object",
      withSteps('a' as unknown as JsonObject),
      'document.steps.0: expected an object, got "a"',
    ],
    ['an id twice', withSteps(classify, classify), 'document.steps.classify.id: expected an id that no other step has'],
    [
      'an unknown need',
      withSteps({ ...classify, needs: ['none'] }),
      'document.steps.classify.needs: expected ids of steps (classify), got "none"',
    ],
    [
      'a need of itself',
      withSteps({ ...classify, needs: ['classify'] }),
      'expected no cycle, got "classify needs classify"',
    ],
    [
      'a cycle',
      withSteps({ ...classify, needs: ['measure'] }, { ...measure, needs: ['classify'] }),
      'expected no cycle, got "classify needs measure needs classify"',
    ],
    [
      'no foreach where one is needed',
      withSteps({ id: 'a', uses: 'measure' }),
      "document.steps.a.foreach: expected 'series'",
    ],
    [
      'a foreach where none can be',
      withSteps({ id: 'a', uses: 'biomarkers', foreach: 'series' }),
      'document.steps.a.foreach: expected no foreach',
    ],
    [
      'an unknown condition',
      withSteps({ ...classify, if: { colour: ['red'] } }),
      'document.steps.classify.if.colour: expected one of the fields seriesType',
    ],
    [
      'a condition on the exam',
      withSteps({ id: 'a', uses: 'biomarkers', if: { modality: ['MR'] } }),
      'document.steps.a.if.modality: expected nothing: that is a condition on a step with foreach',
    ],
    [
      'an unknown with',
      withSteps({ ...measure, with: { treshold: 1 } }),
      'document.steps.measure.with.treshold: expected one of the fields threshold',
    ],
    [
      'a with of the wrong type',
      withSteps({ ...measure, with: { threshold: '1' } }),
      'document.steps.measure.with.threshold: expected a number, got "1"',
    ],
    [
      'a missing with',
      withSteps({ id: 'qc', uses: 'human' }),
      'document.steps.qc.with.title: expected a value, got nothing',
    ],
    [
      'an unknown role',
      withSteps({ id: 'qc', uses: 'human', with: { title: 'Look', roles: ['KING'] } }),
      'document.steps.qc.with.roles: expected a list whose entries are each one of OWNER',
    ],
    [
      'biomarkers of what is done for each exam',
      withSteps(
        { id: 'each', uses: 'subworkflow', foreach: 'exams', with: { workflow: 'x' } },
        { id: 'values', uses: 'biomarkers', needs: ['each'], inputs: [{ kind: 'measurement' }] },
      ),
      'document.steps.values.needs: expected no step over the exams of the subject',
    ],
    [
      'biomarkers that take along what is done for each exam',
      withSteps(
        { id: 'each', uses: 'subworkflow', foreach: 'exams', with: { workflow: 'x' } },
        { id: 'qc', uses: 'human', needs: ['each'], with: { title: 'Look' } },
        { id: 'values', uses: 'biomarkers', needs: ['qc'] },
      ),
      'document.steps.values.needs: expected no step over the exams of the subject',
    ],
    [
      'a region without values',
      withRegion({ mask: 'tumour' }),
      'document.steps.measure.with.region.values: expected a value, got nothing',
    ],
    [
      'a value over a region without a unit',
      withRegion({ mask: 'tumour', values: [{ volume: 'rCBV' }] }),
      'document.steps.measure.with.region.values.0.unit: expected a value',
    ],
    [
      'a value over a region that is no object',
      withRegion({ mask: 'tumour', values: ['rCBV'] }),
      'document.steps.measure.with.region.values: expected a list whose entries are each an object',
    ],
    [
      'a value over a region whose name the ratio of another one has',
      withRegion({
        mask: 'tumour',
        reference: 'white',
        values: [
          { ...rCBV, ratio: true },
          { ...rCBV, volume: 'rCBVRatio' },
        ],
      }),
      'document.steps.measure.with.region.values: expected values that each have a name of their own, got "rCBVRatio"',
    ],
    [
      'a ratio to nothing',
      withRegion({ mask: 'tumour', values: [{ ...rCBV, ratio: true }] }),
      'document.steps.measure.with.region.reference: expected the mask to which the ratios are',
    ],
    [
      'a bad onError',
      withSteps({ ...measure, onError: 'ignore' }),
      'document.steps.measure.onError: expected one of continue, fail',
    ],
  ])('refuses %s, naming step and field', (_, document, message) => {
    try {
      parseDefinition(document);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect((error as HubError).message).toContain(message);
    }
  });

  test('names every problem at once', () => {
    try {
      parseDefinition(withSteps({ id: 'a', uses: 'magic' }, { ...measure, with: { threshold: 'x' } }));
      expect.unreachable();
    } catch (error) {
      expect((error as HubError).details['problems']).toHaveLength(2);
      expect((error as HubError).details.field).toBe('document.steps.a.uses');
    }
  });

  test('law: answers or throws BAD_USER_INPUT, whatever the document is', () => {
    const key = fc.constantFrom(
      'name',
      'title',
      'trigger',
      'steps',
      'id',
      'uses',
      'needs',
      'foreach',
      'if',
      'with',
      'onError',
      '__proto__',
      'constructor',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('classify', 'series', 'human', '', null, 0, true),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree), (document) => {
        try {
          parseDefinition(document as JsonObject);
        } catch (error) {
          expect(error).toBeInstanceOf(HubError);
          expect((error as HubError).code).toBe('BAD_USER_INPUT');
        }
      }),
      { numRuns: 500 },
    );
  });
});

test('the published schema knows no time limit or tries that would be without effect, which are refused', () => {
  const steps = stepSchemas(workflowJsonSchema());
  for (const [uses, options] of steps) {
    const isByOthers = ['human', 'subworkflow'].includes(uses);
    const isAtOnce = ['notify', 'biomarkers'].includes(uses);
    expect([uses, options.includes('timeoutS')]).toEqual([uses, !isByOthers && !isAtOnce]);
    expect([uses, options.includes('retries')]).toEqual([uses, !isByOthers]);
  }
  expect(steps.length).toBeGreaterThan(10);
});

test('schema/workflow.schema.json is what the step kinds say (else run node schema/write-workflow-schema.ts)', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../schema/workflow.schema.json', import.meta.url), 'utf8'),
  ) as unknown;
  expect(published).toEqual(JSON.parse(JSON.stringify(workflowJsonSchema())));
});

/** Each kind of step, and what such a step may say. */
function stepSchemas(schema: JsonObject): readonly (readonly [string, readonly string[]])[] {
  const { properties } = schema as {
    properties: { steps: { items: { oneOf: { properties: { uses: { const: string } } }[] } } };
  };
  return properties.steps.items.oneOf.map((step) => [step.properties.uses.const, Object.keys(step.properties)]);
}
