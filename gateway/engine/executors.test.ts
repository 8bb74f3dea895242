import { parse, type ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleSources, exampleSupergraph } from '../testing/example-subgraphs.ts';
import { DirectExecutor } from './direct/direct-executor.ts';
import { createEngine } from './engine.ts';
import { StockExecutor } from './stock-executor.ts';

const supergraphSdl = exampleSupergraph();
const operations: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  ['plain fields over two subgraphs', '{ subjects(first: 2) { id name survivalDays diagnosis { name grade } } }'],
  [
    'aliases at every level',
    '{ a: subject(id: "a") { x: name y: name d: diagnosis { n: name m: name } } b: subject(id: "b") { x: survivalDays } }',
  ],
  [
    'the same key asked for twice',
    '{ subjects(first: 1) { diagnosis { name } diagnosis { grade } exams { id } exams { archives { url } } } }',
  ],
  [
    'named fragments, nested and repeated',
    '{ subjects(first: 2) { ...S ...S } } fragment S on Subject { id ...D } fragment D on Subject { diagnosis { name } }',
  ],
  [
    'skip and include by literals',
    '{ subject(id: "a") { id @skip(if: true) name @include(if: false) survivalDays @include(if: true) } }',
  ],
  [
    'skip and include by variables',
    'query ($yes: Boolean!, $no: Boolean! = false) { subject(id: "a") { name @include(if: $yes) survivalDays @skip(if: $yes) diagnosis @include(if: $no) { name } } }',
    { yes: true },
  ],
  [
    'a whole subgraph included by a variable',
    'query ($with: Boolean!) { subject(id: "a") { name ...C @include(if: $with) } } fragment C on Subject { survivalDays }',
    { with: false },
  ],
  ['required fields of another subgraph', '{ subjects(first: 2) { exams { date archives { url copies } } } }'],
  [
    'an interface with fragments on its types',
    '{ series { __typename id ... on ImageSeries { frames } ... on ReportSeries { pages } } }',
  ],
  ['an interface object', '{ series { id modality } }'],
  ['an interface object below a fragment', '{ series { ... on ImageSeries { frames modality } } }'],
  ['an interface object under entities', '{ subjects(first: 1) { exams { series { __typename uid modality } } } }'],
  [
    'a union with nulls in its list',
    '{ things { __typename ... on Subject { name survivalDays } ... on ImageSeries { frames } ... on Note { text } } }',
  ],
  ['__typename everywhere', '{ __typename subject(id: "a") { t: __typename diagnosis { __typename } } }'],
  ['null for an object', '{ subject(id: "none") { name survivalDays } }'],
  [
    'recursion through the same entity',
    '{ subject(id: "b") { parent { name survivalDays sibling { survivalDays parent { survivalDays } } } } }',
  ],
  ['an entity that its other subgraph does not have', '{ subject(id: "missing") { id diagnosis { name } } }'],
  ['an absent entity under a non-null field', '{ subject(id: "missing") { id survivalDays } }'],
  ['an error of an entity', '{ subject(id: "broken") { id diagnosis { name } } }'],
  ['an error of one entity of several under non-null lists', '{ subjects { id survivalDays } }'],
  ['an error of a nullable root field', '{ fails subject(id: "a") { id } }'],
  ['an error of a non-null root field', '{ failsHard }'],
  ['a value that the API does not have', '{ secretKind }'],
  ['leaf values of every kind', '{ weird { number list kind any constructor } }'],
  [
    'input objects and defaults',
    'query ($input: EchoInput!) { echo(input: $input) other: echo(input: {text: "x"}) }',
    { input: { text: 'ab', times: 2 } },
  ],
  [
    'a variable for a later fetch',
    'query ($p: String!) { subject(id: "a") { note(prefix: $p) plain: note } }',
    { p: 'q' },
  ],
  ['a missing optional variable', 'query ($first: Int) { subjects(first: $first) { id } }'],
  [
    'introspection beside data',
    '{ __schema { queryType { name } } __type(name: "Subject") { name fields { name } } subject(id: "a") { id } }',
  ],
  [
    'introspection by a variable',
    'query ($n: String!) { __type(name: $n) { kind ...F } } fragment F on __Type { name }',
    { n: 'Series' },
  ],
  [
    'mutations in order',
    'mutation { one: rename(id: "a", name: "x") { id survivalDays } two: rename(id: "b", name: "y") { id survivalDays } }',
  ],
  ['a mutation that is refused', 'mutation { refuse { id } rename(id: "a", name: "x") { id } }'],
  [
    'the same field of two aliases with different arguments',
    '{ subject(id: "a") { one: note(prefix: "1") two: note(prefix: "2") } }',
  ],
];

function engineWith(executor: DirectExecutor | StockExecutor) {
  const { sources, requests } = exampleSources();
  return { engine: createEngine({ supergraphSdl, dataSources: sources, executor }), requests };
}

async function run(
  executor: DirectExecutor | StockExecutor,
  text: string,
  variables?: Record<string, unknown>,
): Promise<ExecutionResult> {
  const { engine } = engineWith(executor);
  const document = parse(text);
  expect(engine.validate(text, document)).toEqual([]);
  return engine.execute({ text, document, variables, context: { name: 'ada' } });
}

/** Errors by place and origin. The stock executor puts what it finds while shaping into an extension instead of `errors`. */
function comparable(result: ExecutionResult): unknown {
  const shaping = (result.extensions?.['valueCompletion'] ?? []) as readonly { path?: readonly (string | number)[] }[];
  const errors = [...(result.errors ?? []), ...shaping].map(({ path }) => path?.join('.') ?? '');
  const codes = (result.errors ?? [])
    .map(({ extensions }) => extensions['serviceName'])
    .filter((name) => name !== undefined);
  return {
    data: JSON.parse(JSON.stringify(result.data ?? null)) as unknown,
    errors: errors.toSorted(),
    services: codes.toSorted(),
  };
}

describe('the direct executor', () => {
  for (const [title, text, variables] of operations) {
    it(`answers as the stock executor does: ${title}`, async () => {
      const ours = comparable(await run(new DirectExecutor(), text, variables));
      const theirs = comparable(await run(new StockExecutor(), text, variables));
      expect(ours).toEqual(theirs);
    });
  }

  it('keeps the order of the fields as they were asked for', async () => {
    const { data } = await run(
      new DirectExecutor(),
      '{ subject(id: "a") { survivalDays name diagnosis { grade name } id } }',
    );
    expect(JSON.stringify(data)).toBe(
      '{"subject":{"survivalDays":101,"name":"subject a","diagnosis":{"grade":4,"name":"Glioblastoma"},"id":"a"}}',
    );
  });

  it('asks a subgraph for each entity once, however often it occurs', async () => {
    const { engine, requests } = engineWith(new DirectExecutor());
    const text =
      '{ a: subject(id: "a") { survivalDays } again: subject(id: "a") { survivalDays } subjects(first: 2) { sibling { survivalDays } survivalDays } }';
    const { data } = await engine.execute({ text, document: parse(text), context: { name: 'ada' } });
    expect(data).toEqual({
      a: { survivalDays: 101 },
      again: { survivalDays: 101 },
      subjects: [
        { sibling: { survivalDays: 101 }, survivalDays: 101 },
        { sibling: { survivalDays: 101 }, survivalDays: 101 },
      ],
    });
    const asked = requests
      .filter(({ name }) => name === 'clinical')
      .map(({ request }) => request.variables['representations']);
    for (const representations of asked) {
      const texts = (representations as unknown[]).map((representation) => JSON.stringify(representation));
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('reports an entity error at every place where the entity stands', async () => {
    const { errors } = await run(
      new DirectExecutor(),
      '{ one: subject(id: "broken") { diagnosis { name } } two: subject(id: "broken") { diagnosis { name } } }',
    );
    expect(errors?.map(({ path }) => path?.[0]).toSorted()).toEqual(['one', 'two']);
  });

  it('reports a broken non-null promise as an error of the answer', async () => {
    const { data, errors } = await run(new DirectExecutor(), '{ subject(id: "missing") { survivalDays } }');
    expect(data).toEqual({ subject: null });
    expect(errors?.[0]?.path).toEqual(['subject', 'survivalDays']);
  });

  it('answers the shape of each request when variables decide the fields', async () => {
    const { engine } = engineWith(new DirectExecutor());
    const text = 'query ($with: Boolean!) { subject(id: "a") { id name @include(if: $with) } }';
    const ask = (yes: boolean) =>
      engine.execute({ text, document: parse(text), variables: { with: yes }, context: { name: 'ada' } });
    expect((await ask(true)).data).toEqual({ subject: { id: 'a', name: 'subject a' } });
    expect((await ask(false)).data).toEqual({ subject: { id: 'a' } });
    expect((await ask(true)).data).toEqual({ subject: { id: 'a', name: 'subject a' } });
  });
});
