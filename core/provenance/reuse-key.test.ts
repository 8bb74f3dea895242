import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import { reuseKey, type ReuseFacts } from './reuse-key.ts';

const parameters = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })) as fc.Arbitrary<JsonObject>;
const input = fc.record({
  role: fc.constantFrom('input', 'mask', ''),
  sha256: fc.stringMatching(/^[0-9a-f]{1,4}$/),
});
const facts: fc.Arbitrary<ReuseFacts> = fc.record({
  method: fc.string(),
  methodVersion: fc.string(),
  parameters,
  inputs: fc.array(input, { maxLength: 5 }),
});

/** What must be equal for a result to serve: the inputs as a bag, the parameters as JSON. */
function meaning({ method, methodVersion, parameters: given, inputs }: ReuseFacts): string {
  const bag = inputs.map((each) => JSON.stringify([each.role, each.sha256])).toSorted();
  return JSON.stringify([method, methodVersion, canonicalJson(given), bag]);
}

test('is 64 hex digits', () => {
  expect(reuseKey({ method: 'm', methodVersion: '1', parameters: {}, inputs: [] })).toMatch(/^[0-9a-f]{64}$/);
});

test('does not depend on the order of inputs, nor on that of parameters', () => {
  fc.assert(
    fc.property(facts, (one) => {
      const reversed = Object.fromEntries(Object.entries(one.parameters).toReversed());
      const other = { ...one, parameters: reversed, inputs: one.inputs.toReversed() };
      expect(reuseKey(other)).toBe(reuseKey(one));
    }),
  );
});

test('two executions have the same key exactly when method, version, parameters and input contents are the same', () => {
  fc.assert(
    fc.property(facts, facts, (one, other) => {
      expect(reuseKey(one) === reuseKey(other)).toBe(meaning(one) === meaning(other));
    }),
  );
});

test('every change of one fact changes the key', () => {
  fc.assert(
    fc.property(facts, input, (one, more) => {
      const key = reuseKey(one);
      expect(reuseKey({ ...one, method: `${one.method}x` })).not.toBe(key);
      expect(reuseKey({ ...one, methodVersion: `${one.methodVersion}x` })).not.toBe(key);
      expect(
        reuseKey({ ...one, parameters: { ...one.parameters, [`${Object.keys(one.parameters).join('')}x`]: 1 } }),
      ).not.toBe(key);
      // Also the same input once more.
      expect(reuseKey({ ...one, inputs: [...one.inputs, more] })).not.toBe(key);
      expect(reuseKey({ ...one, inputs: one.inputs.slice(1) }) === key).toBe(one.inputs.length === 0);
    }),
  );
});

test('tells apart texts that would run into each other', () => {
  const base = { parameters: {}, inputs: [] };
  expect(reuseKey({ ...base, method: 'a', methodVersion: 'bc' })).not.toBe(
    reuseKey({ ...base, method: 'ab', methodVersion: 'c' }),
  );
});
