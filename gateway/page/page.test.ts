import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { loadSupergraph } from '../engine/supergraph.ts';
import { Admission } from '../limits/admission.ts';
import { readExamples } from './examples.ts';

const { apiSchema } = loadSupergraph(
  readFileSync(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8'),
);
const examples = await readExamples();

it('has five example queries, one of them a subscription', () => {
  const kinds = examples.map(({ query }) => getOperationAST(parse(query))?.operation);
  expect(kinds.toSorted()).toEqual(['query', 'query', 'query', 'query', 'subscription']);
});

it.each(examples)(
  'the example is valid, within the limits, and runs with its variables: $title',
  ({ title, query, variables }) => {
    expect(title).toMatch(/^[A-Z].+[.?]$/);
    const document = parse(query);
    expect(validate(apiSchema, document)).toEqual([]);
    const values = variables === '' ? {} : (JSON.parse(variables) as Record<string, unknown>);
    expect(() => new Admission().admit(query, values)).not.toThrow();
    const definitions = getOperationAST(document)?.variableDefinitions ?? [];
    expect(getVariableValues(apiSchema, definitions, values).errors).toBeUndefined();
    expect(definitions.map(({ variable }) => variable.name.value)).toEqual(Object.keys(values));
  },
);
