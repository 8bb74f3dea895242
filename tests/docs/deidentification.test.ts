import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { codeOf, deidentificationOptions } from '../../core/deidentification/options.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = Supergraph.build(read('schema/supergraph.graphql')).apiSchema().toGraphQLJSSchema();
const page = read('docs/deidentification.md');
const blocks = [...page.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, text = '']) => text);

describe('docs/deidentification.md', () => {
  test.each(blocks.map((text) => [text.split('\n').slice(0, 3).join(' '), text]))(
    'asks what can be asked: %s',
    (_, text) => {
      expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    },
  );

  test('names every option with its code', () => {
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d{6}) /gm)].map(([, option, code]) => [option, code]);
    const builtIn = deidentificationOptions.filter((option) => option !== 'CLEAN_RECOGNIZABLE_VISUAL_FEATURES');
    expect(rows).toEqual(builtIn.map((option) => [option, codeOf(option)[0]]));
    expect(blocks).toHaveLength(7);
  });
});
