import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createEngine } from '../gateway/engine/engine.ts';
import type { SubgraphSource } from '../gateway/engine/subgraph-source.ts';
import { hubScalars } from './hub-scalars.ts';

const asked: unknown[] = [];
const source: SubgraphSource = {
  execute: ({ variables }) => {
    asked.push(variables);
    return Promise.resolve({ data: null });
  },
  subscribe: () => Promise.reject(new Error('no subscription here')),
  close: () => Promise.resolve(),
};
const engine = createEngine({
  supergraphSdl: readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
  dataSources: (urls) => new Map([...urls.keys()].map((name) => [name, source])),
  scalars: hubScalars,
});

const taskWith = (values: string): string =>
  `mutation { completeTask(input: { taskId: "t", outcome: APPROVED, values: ${values} }) { task { id } } }`;

test.each([
  ['a list for an object', taskWith('[]')],
  ['a text for an object', taskWith('"x"')],
  ['no time', 'mutation { createAccessToken(input: { name: "x", expiresAt: "soon" }) { secret } }'],
  [
    'an object for the value of a tag',
    'mutation { setTag(input: { assetId: "a", name: "n", value: { a: 1 } }) { __typename } }',
  ],
])('%s in the text is no valid operation', (_, text) => {
  expect(engine.validate(text, parse(text))).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('objects in the text may hold anything, also variables', () => {
  const text = taskWith('{ n: 1, list: [{ a: null }], x: $x }').replace('mutation', 'mutation ($x: JSONObject)');
  expect(engine.validate(text, parse(text))).toEqual([]);
});

const execute = (type: string, field: string, value: unknown) => {
  const text = `mutation ($v: ${type}) { ${field} }`;
  return engine.execute({ text, document: parse(text), variables: { v: value }, context: {} });
};
const completing = 'completeTask(input: { taskId: "t", outcome: APPROVED, values: $v }) { task { id } }';

test.each([
  ['JSONObject', completing, [], /"\$v".*expected an object/],
  ['JSONObject', completing, 'x', /"\$v".*expected an object/],
  ['DateTime', 'createAccessToken(input: { name: "x", expiresAt: $v }) { secret }', 'soon', /expected an instant/],
  ['TagValue!', 'setTag(input: { assetId: "a", name: "n", value: $v }) { __typename }', {}, /expected a text, number/],
])(
  'a variable of %s that is none is told with its name, and no subgraph is asked',
  async (type, field, value, said) => {
    asked.length = 0;
    expect(await execute(type, field, value)).toMatchObject({
      errors: [{ message: expect.stringMatching(said) as string, extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(asked).toEqual([]);
  },
);

test('what fits goes to the subgraph as it came', async () => {
  asked.length = 0;
  const value = { n: 1, list: [{ a: null }] };
  await execute('JSONObject', completing, value);
  await execute(
    'DateTime',
    'createAccessToken(input: { name: "x", expiresAt: $v }) { secret }',
    '2030-01-31T12:00:00Z',
  );
  expect(asked).toEqual([{ v: value }, { v: '2030-01-31T12:00:00Z' }]);
});
