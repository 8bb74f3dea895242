import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema: GraphQLSchema = Supergraph.build(read('schema/supergraph.graphql')).apiSchema().toGraphQLJSSchema();
const blocks = [...read('docs/sites.md').matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, text = '']) => text);

describe('docs/sites.md', () => {
  test('has examples', () => {
    expect(blocks.length).toBeGreaterThan(3);
  });

  test.each(blocks.map((text) => [text.split('\n').slice(0, 3).join(' '), text]))(
    'asks what can be asked: %s',
    (_, text) => {
      expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    },
  );
});
