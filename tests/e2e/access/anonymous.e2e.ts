import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { createClient } from 'graphql-ws';
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { repository, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(folder.path);
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const schema = Supergraph.build(await readFile(join(repository, 'schema', 'supergraph.graphql'), 'utf8'))
  .apiSchema()
  .toGraphQLJSSchema();
const open = new Set(['login', 'refreshToken']);

/** A literal that fits the type, so that nothing but the missing token can be wrong. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  if (isScalarType(type) && type.name === 'Int') return '1';
  if (isScalarType(type) && type.name === 'Boolean') return 'true';
  return isScalarType(type) && type.name === 'JSONObject' ? '{}' : '"x"';
}

function operation(kind: string, field: GraphQLField<unknown, unknown>): string {
  const args = field.args
    .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
    .map((arg) => `${arg.name}: ${literal(arg.type)}`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${kind} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection} }`;
}

function fieldsOf(type: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] {
  return Object.values(type?.getFields() ?? {});
}

async function ask(
  query: string,
  token?: string,
): Promise<{ data?: unknown; errors?: { extensions: { code: string } }[] }> {
  const reply = await fetch(`${hub.process.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  return (await reply.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
}

describe('without a token', () => {
  const operations = [
    ...fieldsOf(schema.getQueryType()).map((field) => operation('query', field)),
    ...fieldsOf(schema.getMutationType())
      .filter((field) => !open.has(field.name))
      .map((field) => operation('mutation', field)),
    'query { __schema { queryType { name } } }',
    'query { __type(name: "Subject") { name } }',
    'query { _service { sdl } }',
    'query { _entities(representations: []) { __typename } }',
  ];
  test.each(operations)('%s is refused with UNAUTHENTICATED and no data', async (query) => {
    const answer = await ask(query);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  test.each(operations.slice(0, 2))('%s is refused with a forged token as well', async (query) => {
    const answer = await ask(query, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.');
    expect(answer.errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  test('a WebSocket is closed before any subscription', async () => {
    const client = createClient({
      url: `${hub.process.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    for (const field of fieldsOf(schema.getSubscriptionType())) {
      await expect(client.iterate({ query: operation('subscription', field) }).next()).rejects.toBeDefined();
    }
    await client.dispose();
  });

  test.each([
    ['GET', '/files/0190d3b5-0000-7000-8000-000000000000'],
    ['PUT', '/intake/0190d3b5-0000-7000-8000-000000000000/files?name=x'],
    ['POST', '/uploads'],
    ['GET', '/dicom-web/studies'],
    ['POST', '/dicom-web/studies'],
  ])('%s %s answers 401', async (method, path) => {
    const reply = await fetch(`${hub.process.url}${path}`, { method, ...(method === 'GET' ? {} : { body: 'x' }) });
    expect(reply.status).toBe(401);
  });

  test.each(['GET', 'PATCH', 'DELETE', 'HEAD'])('%s with a signature that is none answers 403', async (method) => {
    const path = method === 'GET' ? 'files' : 'uploads';
    const query = 'by=0190d3b5-0000-7000-8000-000000000000&until=9999999999&signature=x';
    const reply = await fetch(`${hub.process.url}/${path}/0190d3b5-0000-7000-8000-000000000000?${query}`, { method });
    expect(reply.status).toBe(403);
  });

  test('health and readiness are open and tell nothing else', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const reply = await fetch(`${hub.process.url}${path}`);
      expect(reply.status).toBe(200);
      expect(JSON.stringify(await reply.json())).not.toMatch(/\/|postgres|home/i);
    }
  });
});
