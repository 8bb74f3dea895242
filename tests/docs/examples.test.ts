import { readdirSync, readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema: GraphQLSchema = Supergraph.build(read('schema/supergraph.graphql')).apiSchema().toGraphQLJSSchema();
const pages = readdirSync(new URL('../../docs', import.meta.url)).filter((name) => name.endsWith('.md'));
const examples = pages.flatMap((page) =>
  [...read(`docs/${page}`).matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, text = '']) => ({
    page,
    begin: text.split('\n').slice(0, 3).join(' '),
    text,
  })),
);

test('the pages have examples', () => {
  expect(examples.length).toBeGreaterThan(20);
});

test.each(examples)('$page asks what can be asked: $begin', ({ text }) => {
  expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
});
