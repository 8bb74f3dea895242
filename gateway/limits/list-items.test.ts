import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { localSubgraph } from '../engine/local-source.ts';

const branches = 20;
let resolved = 0;
const source = localSubgraph(
  {
    typeDefs: parse('type Query { asset: Asset! } type Asset { made: [Asset!]! plain: [Int] ids: [ID!] }'),
    resolvers: {
      Query: { asset: () => ({}) },
      Asset: {
        made: () => {
          resolved += 1;
          return Promise.resolve(Array.from({ length: branches }, () => ({ plain: [1, 2], ids: null })));
        },
      },
    },
  },
  1000,
);

function ask(text: string, context: object = {}) {
  const operation = { kind: 'query' as const, text, name: undefined, document: parse(text) };
  return source.execute({ operation, variables: {}, context, headers: {}, signal: new AbortController().signal });
}

describe('the limit of list items', () => {
  it('ends an answer whose lists multiply before it fills the memory, with one error', async () => {
    resolved = 0;
    const { data, errors } = await ask(`{ asset { ${'made { '.repeat(8)} plain ${'}'.repeat(8)} } }`);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.originalError).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 'items', allowed: 1000 },
    });
    // 20 to the power of 8 were asked for.
    expect(resolved).toBeLessThan(branches ** 3);
  });

  it('counts all lists of an operation together, and each operation for itself', async () => {
    const text = '{ asset { a: made { made { ids } } b: made { plain } } }'; // 20 + 400 + 20 + 40
    for (let times = 0; times < 5; times += 1) expect((await ask(text)).errors).toBeUndefined();
    const context = {};
    expect((await ask(text, context)).errors).toBeUndefined();
    expect((await ask(text, context)).errors).toBeUndefined();
    expect((await ask(text, context)).errors).toHaveLength(1);
  });
});
