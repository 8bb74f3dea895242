import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { repository, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

/** Every root field, with every argument bent: whatever is sent, the hub must say what is wrong with it, and not fail itself. */

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let token: string;
let projectId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(folder.path);
  ({ operatorToken: token } = z
    .object({ operatorToken: z.string() })
    .parse(JSON.parse(await readFile(join(folder.path, 'hub.json'), 'utf8'))));
  const made = await ask('mutation { createProject(input: { name: "bent" }) { project { id } } }', {});
  projectId = z.object({ createProject: z.object({ project: z.object({ id: z.string() }) }) }).parse(made.data)
    .createProject.project.id;
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const schema = Supergraph.build(await readFile(join(repository, 'schema', 'supergraph.graphql'), 'utf8'))
  .apiSchema()
  .toGraphQLJSSchema();

const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
});

async function ask(query: string, variables: Record<string, unknown>): Promise<z.infer<typeof answer>> {
  const reply = await fetch(`${hub.process.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return answer.parse(await reply.json());
}

const bentTexts = [
  '',
  'a\u0000b',
  `half ${String.fromCharCode(0xd83d)}`,
  "'; DROP TABLE asset; --",
  'constructor',
  '../../etc/passwd',
  'x'.repeat(70_000),
  '\u202e💥\\%*?',
  '00000000-0000-4000-8000-000000000000',
  '{00000000-0000-4000-8000-000000000000}',
  '+275760-09-13T00:00:00.000Z_00000000-0000-4000-8000-000000000000',
  '999999999999999999',
  'dXJs',
];
const bentNumbers = [-2147483648, -1, 0, 501, 1001, 2147483647];
const document = (text: string) => ({
  name: text,
  title: text,
  steps: [{ id: 'a', uses: 'human', title: text, with: { title: text, instructions: text } }],
});

/** A value that fits, but for what the test bends. */
function plain(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return plain(type.ofType, name);
  if (isListType(type)) return [plain(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return Object.fromEntries(fields.map((field) => [field.name, plain(field.type, field.name)]));
  }
  if (name === 'projectId') return projectId;
  const values: Record<string, unknown> = { Int: 1, Float: 1, Boolean: true, JSONObject: document('plain') };
  return values[type.name] ?? 'long enough text';
}

/** A type that holds itself (a filter of filters) is bent once. */
function bent(type: GraphQLInputType, name: string, around: readonly GraphQLInputType[] = []): unknown[] {
  if (isNonNullType(type)) return bent(type.ofType, name, around);
  if (isListType(type)) return bent(type.ofType, name, around).map((value) => [value, value]);
  if (isInputObjectType(type)) {
    if (around.includes(type)) return [];
    const fitting = plain(type, name) as object;
    return Object.values(type.getFields()).flatMap((field) =>
      bent(field.type, field.name, [...around, type]).map((value) => ({ ...fitting, [field.name]: value })),
    );
  }
  switch (type.name) {
    case 'Int':
      return bentNumbers;
    case 'JSONObject':
      return [...bentTexts.map(document), {}, { name: 1, steps: {} }];
    case 'TagValue':
      return [...bentTexts, 1e308, 5e-324, {}, []];
    default:
      return isEnumType(type) || type.name === 'Boolean' ? [] : bentTexts;
  }
}

function operation(kind: string, field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const selection = isObjectType(type) || isInterfaceType(type) ? '{ __typename }' : '';
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `${kind} (${declared}) { ${field.name}(${passed}) ${selection} }`;
}

const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {})
    .filter(({ args }) => args.length > 0)
    .map((field) => ({ name: field.name, kind: type?.name.toLowerCase() ?? '', field })),
);

describe('bent input', () => {
  test.each(fields)('of $kind $name is told as such', async ({ kind, field }) => {
    const query = operation(kind, field);
    const required = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
    for (const arg of field.args) {
      for (const value of bent(arg.type, arg.name)) {
        const fitting = Object.fromEntries(required.map((one) => [one.name, plain(one.type, one.name)]));
        const { errors = [] } = await ask(query, { ...fitting, [arg.name]: value });
        const codes = errors.map(({ extensions }) => extensions.code);
        expect(codes, JSON.stringify({ [arg.name]: value }).slice(0, 200)).not.toContain('INTERNAL_SERVER_ERROR');
      }
    }
  });
});

describe('a request that nests', () => {
  test.each([
    ['selections', `{ ${'...{'.repeat(1600)} __typename ${'}'.repeat(1600)} }`],
    ['lists', `query ($a: [Int] = ${'['.repeat(2400)}${']'.repeat(2400)}) { __typename }`],
    ['objects', `query ($a: Int = ${'{a:'.repeat(1500)}1${'}'.repeat(1500)}) { __typename }`],
  ])('%s is refused before it is looked at', async (_, query) => {
    expect((await ask(query, {})).errors?.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_EXCEEDED']);
  });
});

test('a subject of whom nothing but clinical facts is known has no label, which is not a fault of the hub', async () => {
  const records = [{ researchId: 'R-WITHOUT-IMAGES', survivalDays: 10, vitalStatus: 'DEAD' }];
  const imported = await ask(
    'mutation ($i: ImportClinicalRecordsInput!) { importClinicalRecords(input: $i) { imported } }',
    {
      i: { projectId, records },
    },
  );
  expect(imported.data).toEqual({ importClinicalRecords: { imported: 1 } });
  const query =
    'query ($p: ID!) { subjectsByClinicalFacts(filter: { projectId: $p, maxSurvivalDays: 20 }) { id survivalDays';
  expect((await ask(`${query} } }`, { p: projectId })).data).toMatchObject({
    subjectsByClinicalFacts: [{ survivalDays: 10 }],
  });
  expect((await ask(`${query} label } }`, { p: projectId })).errors?.map(({ extensions }) => extensions.code)).toEqual([
    'NOT_FOUND',
  ]);
});

test('what cannot be a pool or a media type is told as such at the doors for bytes', async () => {
  const post = async (path: string, type: string) => {
    const reply = await fetch(`${hub.process.url}/dicom-web/pools/${path}/studies`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: '--b--',
    });
    return reply.status;
  };
  expect(await post('bent/%00', 'multipart/related; boundary=b')).toBe(404);
  expect(await post('%00/x', 'multipart/related; boundary=b')).toBe(404);
  expect(await post('bent/x', ';;;=')).toBe(415);
});
