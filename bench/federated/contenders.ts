import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { composeServices } from '@apollo/composition';
import { buildASTSchema, concatAST, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import * as data from './data.ts';

type Resolver = (parent: never, args: never) => unknown;
export interface BenchSubgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: Record<string, Record<string, Resolver>>;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
interface ById {
  readonly id: string;
}

/** The five subgraphs, shaped like the hub's. Resolvers read from memory, so what is measured is the gateway. */
export const subgraphs: readonly BenchSubgraph[] = [
  {
    name: 'assets',
    typeDefs: parse(`${link}
      type Query { subjects(first: Int! = 50): [Subject!]! }
      type Project @key(fields: "id", resolvable: false) { id: ID! }
      type Subject @key(fields: "id") { id: ID! researchId: String! project: Project! exams: [Exam!]! }
      type Exam @key(fields: "id") { id: ID! studyInstanceUID: String! studyDate: String series: [Series!]! }
      type Series @key(fields: "id") { id: ID! modality: String seriesType: String tags: [Tag!]! }
      type Tag { name: String! value: String! }`),
    resolvers: {
      Query: { subjects: (_: never, { first }: { first: number }) => data.subjects.slice(0, first) },
      Subject: {
        __resolveReference: ({ id }: ById) => data.subjectById.get(id) ?? null,
        project: ({ projectId }: data.SubjectRow) => ({ id: projectId }),
      },
      Exam: { __resolveReference: ({ id }: ById) => data.examById.get(id) ?? null },
      Series: { __resolveReference: ({ id }: ById) => data.seriesById.get(id) ?? null },
    },
  },
  {
    name: 'clinical',
    typeDefs: parse(`${link}
      type Query { clinicalVersion: String! }
      type Subject @key(fields: "id") { id: ID! diagnoses: [Diagnosis!]! variants: [Variant!]! survivalDays: Int }
      type Diagnosis { name: String! code: String grade: Int }
      type Variant { gene: String! change: String! status: String! }`),
    resolvers: {
      Query: { clinicalVersion: () => '1' },
      Subject: {
        diagnoses: ({ id }: ById) => data.diagnosesOf(id),
        variants: ({ id }: ById) => data.variantsOf(id),
        survivalDays: ({ id }: ById) => 300 + id.length,
      },
    },
  },
  {
    name: 'imaging',
    typeDefs: parse(`${link}
      type Query { imagingVersion: String! }
      type Exam @key(fields: "id") { id: ID! studyInstanceUID: String! @external archives: [ArchivedCopy!]! @requires(fields: "studyInstanceUID") }
      type ArchivedCopy { site: String! instanceCount: Int }`),
    resolvers: {
      Query: { imagingVersion: () => '1' },
      Exam: { archives: ({ studyInstanceUID }: { studyInstanceUID: string }) => data.archivesOf(studyInstanceUID) },
    },
  },
  {
    name: 'workflows',
    typeDefs: parse(`${link}
      type Query { workflowsVersion: String! }
      type Exam @key(fields: "id") { id: ID! runs: [Run!]! }
      type Run @key(fields: "id") { id: ID! state: String! percent: Int! }`),
    resolvers: { Query: { workflowsVersion: () => '1' }, Exam: { runs: ({ id }: ById) => data.runsOf(id) } },
  },
  {
    name: 'projects',
    typeDefs: parse(`${link}
      type Query { projectsVersion: String! }
      type Project @key(fields: "id") { id: ID! name: String! title: String! }`),
    resolvers: {
      Query: { projectsVersion: () => '1' },
      Project: { __resolveReference: ({ id }: ById) => data.projectOf(id) },
    },
  },
];

/** The question of the benchmark, over all five. */
export const question = `query Cohort { subjects(first: 50) { id researchId project { name } survivalDays
  diagnoses { name grade } variants { gene status }
  exams { id archives { site instanceCount } runs { state }
    series { modality seriesType tags { name value } } } } }`;

/** Executable schema of a subgraph. */
export function schemaOf({ typeDefs, resolvers }: BenchSubgraph): GraphQLSchema {
  // Resolvers of different parents in one record: only GraphQL itself brings each its own parent.
  return buildSubgraphSchema([{ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> }]);
}

/** The supergraph SDL, with the subgraphs at these URLs. */
export function supergraphSdl(urlOf: (name: string) => string): string {
  const result = composeServices(subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: urlOf(name) })));
  if (result.errors) throw new AggregateError(result.errors, 'the benchmark subgraphs do not compose');
  return result.supergraphSdl;
}

/** One plain schema with the same fields and resolvers: what there would be without federation. */
export function plainSchema(): GraphQLSchema {
  const sdl = parse(`
    type Query { subjects(first: Int! = 50): [Subject!]! }
    type Project { id: ID! name: String! title: String! }
    type Subject { id: ID! researchId: String! project: Project! exams: [Exam!]! diagnoses: [Diagnosis!]! variants: [Variant!]! survivalDays: Int }
    type Exam { id: ID! studyInstanceUID: String! studyDate: String series: [Series!]! archives: [ArchivedCopy!]! runs: [Run!]! }
    type Series { id: ID! modality: String seriesType: String tags: [Tag!]! }
    type Tag { name: String! value: String! }
    type Diagnosis { name: String! code: String grade: Int }
    type Variant { gene: String! change: String! status: String! }
    type ArchivedCopy { site: String! instanceCount: Int }
    type Run { id: ID! state: String! percent: Int! }`);
  const schema = buildASTSchema(concatAST([sdl]));
  for (const { resolvers } of subgraphs) {
    for (const [typeName, fields] of Object.entries(resolvers)) {
      const type = schema.getType(typeName);
      if (!type || !('getFields' in type)) continue;
      for (const [name, resolve] of Object.entries(fields)) {
        const field = type.getFields()[name];
        if (field && 'resolve' in field) field.resolve = resolve as unknown as NonNullable<typeof field.resolve>;
      }
    }
  }
  // Here the reference is followed within the schema.
  const project = schema.getType('Subject');
  if (project && 'getFields' in project) {
    const field = project.getFields()['project'];
    if (field && 'resolve' in field) field.resolve = ({ projectId }: data.SubjectRow) => data.projectOf(projectId);
  }
  return schema;
}
