import { EventEmitter, on, once } from 'node:events';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { HubError } from '../../core/errors.ts';
import { LocalSource } from '../engine/local-source.ts';
import type { SubgraphRequest, SubgraphSource } from '../engine/subgraph-source.ts';

/** What resolvers of the example see: who asks. */
export interface ExampleContext {
  readonly name: string;
  readonly signal?: AbortSignal;
}

interface ExampleSubgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: GraphQLResolverMap<ExampleContext>;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@interfaceObject", "@inaccessible"])';

/** Events of `runChanged`, by run id. */
export const runChanges = new EventEmitter().setMaxListeners(0);

/** How many events `flood`, which has no end, was asked for. */
export const flood = { events: 0 };

interface Id {
  readonly id: string;
}

const series: Record<
  string,
  {
    readonly id: string;
    readonly uid: string;
    readonly __typename: string;
    readonly frames?: number;
    readonly pages?: number;
  }
> = {
  s1: { __typename: 'ImageSeries', id: 's1', uid: '1.1', frames: 20 },
  s2: { __typename: 'ImageSeries', id: 's2', uid: '1.2', frames: 30 },
  r1: { __typename: 'ReportSeries', id: 'r1', uid: '1.3', pages: 2 },
};

/** Four subgraphs with what makes federation hard: interfaces, an interface object, unions, requires, nulls and errors. */
export const exampleSubgraphs: readonly ExampleSubgraph[] = [
  {
    name: 'assets',
    typeDefs: parse(`${link}
      type Query {
        subjects(first: Int): [Subject!]!
        subject(id: ID!): Subject
        series: [Series!]!
        things: [Thing]!
        secretKind: Kind
        echo(input: EchoInput!): String!
        fails: String
        failsHard: String!
        weird: Weird
      }
      type Mutation { rename(id: ID!, name: String!): Subject! refuse: Subject }
      input EchoInput { text: String! times: Int = 1 }
      enum Kind { OPEN SECRET @inaccessible }
      union Thing = Subject | ImageSeries | Note
      type Note { text: String! }
      type Weird { number: Int list: [Int!] kind: Kind any: Any constructor: String }
      scalar Any
      type Subject @key(fields: "id") { id: ID! name: String! parent: Subject exams: [Exam!]! sibling: Subject! }
      type Exam @key(fields: "id") { id: ID! uid: String! date: String series: [Series!]! }
      interface Series @key(fields: "id") { id: ID! uid: String! }
      type ImageSeries implements Series @key(fields: "id") { id: ID! uid: String! frames: Int! }
      type ReportSeries implements Series @key(fields: "id") { id: ID! uid: String! pages: Int! }`),
    resolvers: {
      Query: {
        subjects: (_, { first }: { first?: number }) =>
          ['a', 'b', 'broken', 'missing'].slice(0, first ?? 4).map((id) => ({ id })),
        subject: (_, { id }: Id) => (id === 'none' ? null : { id }),
        series: () => Object.values(series),
        things: () => [{ __typename: 'Subject', id: 'a' }, null, series['s1'], { __typename: 'Note', text: 'n' }],
        secretKind: () => 'SECRET',
        echo: (_, { input }: { input: { text: string; times: number } }) => input.text.repeat(input.times),
        fails: () => {
          throw new HubError('CONFLICT', 'it is taken', { field: 'name' });
        },
        failsHard: () => {
          throw new Error('password=hunter2');
        },
        weird: () => ({ number: 1, list: [1, 2], kind: 'OPEN', any: { a: [1, { b: null }] }, constructor: 'mine' }),
      },
      Mutation: {
        rename: (_, { id }: Id) => ({ id }),
        refuse: () => {
          throw new HubError('FORBIDDEN', 'not you');
        },
      },
      Subject: {
        __resolveReference: ({ id }: Id) => ({ id }),
        name: ({ id }: Id) => `subject ${id}`,
        parent: ({ id }: Id) => (id === 'b' ? { id: 'a' } : null),
        sibling: ({ id }: Id) => ({ id: id === 'a' ? 'b' : 'a' }),
        exams: ({ id }: Id) =>
          ['1', '2'].map((n) => ({ id: `${id}${n}`, uid: `9.${n}`, date: null, series: [series['s1'], series['r1']] })),
      },
      Exam: { __resolveReference: ({ id }: Id) => ({ id, uid: `9.${id}`, date: null, series: [] }) },
      Series: {
        __resolveReference: ({ id }: Id) => series[id],
        __resolveType: ({ __typename }: { __typename: string }) => __typename,
      },
      ImageSeries: { __resolveReference: ({ id }: Id) => series[id] },
      ReportSeries: { __resolveReference: ({ id }: Id) => series[id] },
    },
  },
  {
    name: 'clinical',
    typeDefs: parse(`${link}
      type Query { whoAsks: String! "Answers when nobody waits for it any more." waits: String }
      type Subject @key(fields: "id") { id: ID! diagnosis: Diagnosis survivalDays: Int! note(prefix: String! = "n"): String }
      type Diagnosis { name: String! grade: Int }`),
    resolvers: {
      Query: {
        whoAsks: (_, __, { name }: ExampleContext) => name,
        waits: async (_, __, { signal }: ExampleContext) => {
          if (signal && !signal.aborted) await once(signal, 'abort');
          return 'aborted';
        },
      },
      Subject: {
        __resolveReference: ({ id }: Id) => {
          if (id === 'broken') return Promise.reject(new HubError('UPSTREAM_UNAVAILABLE', 'the registry is down'));
          return id === 'missing' ? null : { id };
        },
        diagnosis: ({ id }: Id) => (id === 'a' ? { name: 'Glioblastoma', grade: 4 } : null),
        survivalDays: ({ id }: Id) => 100 + id.length,
        note: ({ id }: Id, { prefix }: { prefix: string }) => `${prefix}-${id}`,
      },
    },
  },
  {
    name: 'imaging',
    typeDefs: parse(`${link}
      type Exam @key(fields: "id") { id: ID! uid: String! @external archives: [Archive!]! @requires(fields: "uid") }
      type Archive { url: String! copies: Int }
      type Series @key(fields: "id") @interfaceObject { id: ID! modality: String }`),
    resolvers: {
      Exam: { archives: ({ uid }: { uid: string }) => [{ url: `site/${uid}`, copies: null }] },
      Series: { __resolveReference: ({ id }: Id) => ({ id }), modality: ({ id }: Id) => `MR-${id}` },
    },
  },
  {
    name: 'workflows',
    typeDefs: parse(`${link}
      type Query { run(id: ID!): Run }
      type Run @key(fields: "id") { id: ID! percent: Int! exam: Exam! subject: Subject }
      type Exam @key(fields: "id", resolvable: false) { id: ID! }
      type Subject @key(fields: "id", resolvable: false) { id: ID! }
      type Subscription { runChanged(id: ID!): RunChange! refused: RunChange flood: RunChange! }
      type RunChange { cursor: ID! run: Run! by: String! }`),
    resolvers: {
      Query: { run: (_, { id }: Id) => ({ id, percent: 50, exam: { id: 'a1' }, subject: { id: 'a' } }) },
      Run: { __resolveReference: ({ id }: Id) => ({ id, percent: 50, exam: { id: 'a1' }, subject: { id: 'a' } }) },
      RunChange: { by: (_, __, { name }: ExampleContext) => name },
      Subscription: {
        runChanged: {
          async *subscribe(_: unknown, { id }: Id) {
            for await (const [percent] of on(runChanges, id) as AsyncIterable<[number]>) {
              yield {
                runChanged: {
                  cursor: String(percent),
                  run: { id, percent, exam: { id: 'a1' }, subject: { id: percent === 13 ? 'broken' : 'a' } },
                },
              };
              if (percent === 100) return;
            }
          },
        },
        flood: {
          async *subscribe() {
            for (;;) {
              flood.events += 1;
              yield { flood: { cursor: 'x'.repeat(100_000), run: { id: 'f', percent: 1 } } };
              await new Promise((resolve) => setImmediate(resolve));
            }
          },
        },
        refused: {
          subscribe: () => {
            throw new HubError('FORBIDDEN', 'not you');
          },
        },
      },
    },
  },
];

/** The supergraph of the example, with the subgraphs at these URLs. */
export function exampleSupergraph(urlOf = (name: string) => `http://${name}.invalid/graphql`): string {
  const result = composeServices(exampleSubgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: urlOf(name) })));
  if (result.errors) throw new AggregateError(result.errors, result.errors.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

export function exampleSchema(name: string): GraphQLSchema {
  const subgraph = exampleSubgraphs.find((candidate) => candidate.name === name);
  if (!subgraph) throw new Error(`no subgraph ${name}`);
  return buildSubgraphSchema([{ typeDefs: subgraph.typeDefs, resolvers: subgraph.resolvers }]);
}

/** Local sources of the example, which note each request that they get. */
export function exampleSources(): {
  readonly sources: Map<string, SubgraphSource>;
  readonly requests: { name: string; request: SubgraphRequest }[];
} {
  const requests: { name: string; request: SubgraphRequest }[] = [];
  const sources = new Map<string, SubgraphSource>();
  for (const { name } of exampleSubgraphs) {
    const source = new LocalSource(exampleSchema(name));
    sources.set(name, {
      execute: (request) => {
        requests.push({ name, request });
        return source.execute(request);
      },
      subscribe: (request) => source.subscribe(request),
      close: () => source.close(),
    });
  }
  return { sources, requests };
}
