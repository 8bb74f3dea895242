import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Door } from './door/service-door.ts';
import { runOpenGateway } from './open-gateway.ts';
import { exampleSupergraph } from './testing/example-subgraphs.ts';
import { serveExample, type ServedSubgraphs } from './testing/http-subgraphs.ts';
import { emitRunChange, socketClient } from './testing/sockets.ts';

let folder: string;
let subgraphs: ServedSubgraphs;
let gateway: Door;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-gateway-'));
  subgraphs = await serveExample();
  const supergraphPath = join(folder, 'supergraph.graphql');
  await writeFile(supergraphPath, exampleSupergraph(subgraphs.urlOf));
  gateway = await runOpenGateway({ supergraphPath, port: 0 });
});
beforeEach(() => {
  subgraphs.requests.length = 0;
  subgraphs.answerInstead = undefined;
});
afterAll(async () => {
  await gateway.close(100);
  await subgraphs.close();
  await rm(folder, { recursive: true });
});

async function ask(query: string, authorization?: string, variables?: Record<string, unknown>) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  };
}

describe('the open gateway', () => {
  it('answers over subgraphs at URLs, without a token, introspection too', async () => {
    expect(
      await ask(
        '{ subject(id: "a") { name diagnosis { name } exams { archives { url } } } __schema { queryType { name } } }',
      ),
    ).toEqual({
      data: {
        subject: {
          name: 'subject a',
          diagnosis: { name: 'Glioblastoma' },
          exams: [{ archives: [{ url: 'site/9.1' }] }, { archives: [{ url: 'site/9.2' }] }],
        },
        __schema: { queryType: { name: 'Query' } },
      },
    });
    expect(await (await fetch(`${gateway.url}/health`)).json()).toEqual({ status: 'ok' });
  });

  it("passes the caller's authorization on, and nothing of other callers", async () => {
    const [ada, bob, nobody] = await Promise.all([
      ask('{ whoAsks }', 'Bearer ada'),
      ask('{ whoAsks }', 'Bearer bob'),
      ask('{ whoAsks }'),
    ]);
    expect([ada, bob, nobody].map(({ data }) => data?.['whoAsks'])).toEqual(['Bearer ada', 'Bearer bob', 'nobody']);
    expect(subgraphs.requests).toHaveLength(3);
  });

  it('sends equal queries of one caller that are under way together once, and answers each on its own', async () => {
    const query = '{ subjects(first: 2) { id diagnosis { name } } }';
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(query, 'Bearer ada')));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(subgraphs.requests.length).toBeLessThan(16);
  });

  it('sends each mutation', async () => {
    const query = 'mutation { rename(id: "a", name: "x") { id } }';
    await Promise.all([ask(query, 'Bearer ada'), ask(query, 'Bearer ada')]);
    expect(subgraphs.requests).toHaveLength(2);
  });

  it('limits operations as the hub does', async () => {
    expect(
      (await ask(`{ ${'subject(id: "a") { parent { '.repeat(1)}${'parent { '.repeat(20)} id ${'} '.repeat(22)} }`))
        .errors?.[0]?.extensions['code'],
    ).toBe('LIMIT_EXCEEDED');
  });

  it('keeps the errors of the subgraphs, at their places', async () => {
    const { data, errors } = await ask('{ f: fails whoAsks }');
    expect(data).toEqual({ f: null, whoAsks: 'nobody' });
    expect(errors).toMatchObject([
      { message: 'it is taken', path: ['f'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'assets' } },
    ]);
    expect(JSON.stringify(errors)).not.toContain('stacktrace');
  });

  it.each([
    ['an error page', { status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' }],
    ['something else than JSON', { status: 200, type: 'application/json', body: 'oops' }],
    ['JSON that is no GraphQL result', { status: 200, type: 'application/json', body: '[1]' }],
  ])('answers what it has when a subgraph answers %s', async (_, instead) => {
    subgraphs.answerInstead = (name) => (name === 'clinical' ? instead : undefined);
    const { data, errors } = await ask('{ subject(id: "a") { name diagnosis { name } } }');
    expect(data).toEqual({ subject: { name: 'subject a', diagnosis: null } });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(JSON.stringify(errors)).not.toContain('127.0.0.1');
  });

  it("is not polluted by a subgraph's JSON", async () => {
    subgraphs.answerInstead = (name) =>
      name === 'clinical'
        ? {
            status: 200,
            type: 'application/json',
            body: '{"__proto__":{"polluted":1},"data":{"__proto__":{"polluted":1},"_entities":[{"__proto__":{"polluted":1},"diagnosis":{"name":"G","__proto__":{"polluted":1}}}]},"errors":[{"message":"m","extensions":{"__proto__":{"polluted":1}}}]}',
          }
        : undefined;
    const { data } = await ask('{ subject(id: "a") { name diagnosis { name grade } } }');
    expect(data).toEqual({ subject: { name: 'subject a', diagnosis: { name: 'G', grade: null } } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('serves a subscription of one subgraph with entities of the others', async () => {
    const client = socketClient(gateway.url, { authorization: 'Bearer ada' });
    const stream = client.iterate({
      query:
        'subscription ($id: ID!) { runChanged(id: $id) { cursor by run { percent subject { name survivalDays } exam { archives { url } } } } }',
      variables: { id: 'open' },
    });
    const next = stream.next();
    await emitRunChange('open', 30);
    expect((await next).value).toEqual({
      data: {
        runChanged: {
          cursor: '30',
          by: 'Bearer ada',
          run: {
            percent: 30,
            subject: { name: 'subject a', survivalDays: 101 },
            exam: { archives: [{ url: 'site/9.a1' }] },
          },
        },
      },
    });
    expect(subgraphs.connections).toContainEqual({ authorization: 'Bearer ada' });
    const last = stream.next();
    await emitRunChange('open', 100);
    expect((await last).done).toBe(false);
    expect((await stream.next()).done).toBe(true);
    await client.dispose();
  });

  it('ends a subscription with an error when its subgraph goes away, and opens it again when asked', async () => {
    const client = socketClient(gateway.url);
    const open = (id: string) => client.iterate({ query: `subscription { runChanged(id: "${id}") { cursor } }` });
    const lost = open('lost');
    const pending = lost.next();
    await emitRunChange('lost', 1);
    await pending;
    const next = lost.next();
    subgraphs.dropSockets();
    await expect(next).rejects.toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    const again = open('again');
    const first = again.next();
    await emitRunChange('again', 2);
    expect((await first).value).toEqual({ data: { runChanged: { cursor: '2' } } });
    await again.return?.();
    await client.dispose();
  });
});

describe('starting the open gateway', () => {
  it('refuses a supergraph whose subgraphs are no URLs', async () => {
    const supergraphPath = join(folder, 'no-urls.graphql');
    await writeFile(
      supergraphPath,
      exampleSupergraph(() => ''),
    );
    await expect(runOpenGateway({ supergraphPath, port: 0 })).rejects.toThrow('expected an http or https URL');
  });
});
