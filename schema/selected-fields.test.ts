import { buildSchema, graphqlSync } from 'graphql';
import { expect, test } from 'vitest';
import { selectedFields } from './selected-fields.ts';

test('tells the fields asked of an answer, through fragments and aliases, and none of what is below them', () => {
  const schema = buildSchema('type Query { part: Part } type Part { a: Int b: Int c: Int part: Part }');
  const asked: string[][] = [];
  const part = (_: unknown, __: unknown, info: Parameters<typeof selectedFields>[0]) => {
    asked.push([...selectedFields(info)].toSorted());
    return {};
  };
  const source = `
    query { part { a ...more } part { ... on Part { part { c } } } }
    fragment more on Part { renamed: b }`;
  expect(
    graphqlSync({
      schema,
      source,
      rootValue: { part: (args: unknown, context: unknown, info: never) => part(args, context, info) },
    }).errors,
  ).toBeUndefined();
  expect(asked).toEqual([['a', 'b', 'part']]);
});
