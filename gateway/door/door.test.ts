import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { HubError } from '../../core/errors.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { graphiqlPage } from '../page/page.ts';
import { exampleSources, exampleSupergraph, flood } from '../testing/example-subgraphs.ts';
import { closingOf, emitRunChange, socketClient } from '../testing/sockets.ts';
import { startDoor } from './door.ts';
import type { Door } from './service-door.ts';

const ada: Actor = { kind: 'user', id: 'u1', username: 'ada', isAdministrator: false, memberships: new Map() };
/** A JSON Web Token that ends at that time, as far as its claims go. */
const tokenUntil = (time: number) => `h.${Buffer.from(JSON.stringify({ exp: time / 1000 })).toString('base64url')}.s`;

let valid: Set<string>;
/** Ada's name as the accounts have it now. */
let username = 'ada';
let log: string;
let engine: Engine;
let door: Door;
let ready = true;
const signals: AbortSignal[] = [];

async function open(options: { reauthenticateMs?: number; requestMs?: number } = {}): Promise<Door> {
  const logger = pino(
    { level: 'error' },
    new Writable({
      write(chunk: Buffer, _, done) {
        log += chunk.toString();
        done();
      },
    }),
  );
  return startDoor({
    engine,
    port: 0,
    logger,
    // In the example, `rename` stands for the sign-in mutation.
    anonymousFields: new Set(['Mutation.rename']),
    authenticate: (token) => {
      if (token === null) return Promise.resolve(anonymous);
      return valid.has(token)
        ? Promise.resolve({ ...ada, username })
        : Promise.reject(new HubError('UNAUTHENTICATED', 'the token is not valid'));
    },
    createContext: (actor, _requestId, signal) => {
      signals.push(signal);
      return { name: actor.kind === 'user' ? actor.username : actor.kind, signal };
    },
    routes: [
      graphiqlPage({ viewer: false }),
      (app: FastifyInstance, _: unknown, done: () => void) => {
        app.get('/more', () => ({ more: true }));
        app.get('/slow', async () => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          return { slow: true };
        });
        done();
      },
    ],
    readiness: { store: () => (ready ? Promise.resolve() : Promise.reject(new Error('password=hunter2'))) },
    ...options,
  });
}

beforeAll(async () => {
  valid = new Set(['good']);
  log = '';
  engine = createEngine({ supergraphSdl: exampleSupergraph(), dataSources: exampleSources().sources });
  door = await open();
});
afterAll(async () => {
  await door.close(100);
  await engine.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  };
}

async function post(
  body: unknown,
  token: string | null = 'good',
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code'];

const bomb = `{ subject(id: "a") { ...f0 } } ${Array.from({ length: 12 }, (_, n) => {
  const next = n < 11 ? `...f${String(n + 1)}` : 'id';
  return `fragment f${String(n)} on Subject { a: parent { ${next} } b: sibling { ${next} } }`;
}).join(' ')}`;

describe('GraphQL over HTTP', () => {
  it('answers a federated query by POST and GET, compactly', async () => {
    const query = '{ subject(id: "a") { name survivalDays } whoAsks }';
    const expected = { data: { subject: { name: 'subject a', survivalDays: 101 }, whoAsks: 'ada' } };
    expect((await post({ query })).body).toEqual(expected);
    const got = await fetch(`${door.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: 'Bearer good', 'apollo-require-preflight': '1' },
    });
    expect(await got.text()).toBe(`${JSON.stringify(expected)}\n`.trimEnd());
  });

  it('answers introspection to someone signed in', async () => {
    expect((await post({ query: '{ __schema { queryType { name } } }' })).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  it.each([
    ['a query', '{ whoAsks }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['a type', '{ __type(name: "Subject") { name } }'],
    ['nothing but __typename', '{ __typename }'],
    ['another mutation', 'mutation { refuse { id } }'],
    ['another mutation beside the one allowed', 'mutation { rename(id: "a", name: "x") { id } refuse { id } }'],
    [
      'another mutation in a fragment',
      'mutation { rename(id: "a", name: "x") { id } ...F } fragment F on Mutation { refuse { id } }',
    ],
    ['a second operation', 'mutation A { rename(id: "a", name: "x") { id } } query B { whoAsks }'],
    ['an invalid field, without saying what there is', 'mutation { rename(id: "a", name: "x") { nam } }'],
  ])('learns nothing without a token: %s', async (_, query) => {
    const answer = await post({ query, operationName: query.includes('query B') ? 'A' : undefined }, null);
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe('UNAUTHENTICATED');
    expect(answer.body.data).toBeUndefined();
    expect(answer.body.errors?.[0]?.message).not.toContain('name');
  });

  it('lets the sign-in mutation through without a token', async () => {
    expect(
      (await post({ query: 'mutation { __typename rename(id: "a", name: "x") { id } }' }, null)).body.data,
    ).toMatchObject({ rename: { id: 'a' } });
  });

  it('refuses a token that is not valid, and another scheme', async () => {
    expect(await post({ query: '{ whoAsks }' }, 'bad')).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect(await post({ query: '{ whoAsks }' }, null, { authorization: 'Basic YTpi' })).toMatchObject({ status: 401 });
    // Also for what needs none: who says a token means it.
    expect(await post({ query: 'mutation { rename(id: "a", name: "x") { id } }' }, 'bad')).toMatchObject({
      status: 401,
    });
  });

  it('refuses a fragment bomb of 12 levels within 100 ms', async () => {
    // Each text is new to the door; five of them, because the machine that runs this does other things too.
    const started = performance.now();
    for (let n = 0; n < 4; n += 1) await post({ query: `${bomb} # ${String(n)}` });
    const answer = await post({ query: bomb });
    expect((performance.now() - started) / 5).toBeLessThan(100);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 'spreads' },
    });
  });

  it('says what is wrong with an operation', async () => {
    expect(codeOf(await post({ query: '{ nope }' }))).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(codeOf(await post({ query: '{' }))).toBe('GRAPHQL_PARSE_FAILED');
    expect(codeOf(await post({ query: 'query ($id: ID!) { subject(id: $id) { id } }' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await post({ query: 'query A { whoAsks } query B { whoAsks }' }))).toBe(
      'OPERATION_RESOLUTION_FAILURE',
    );
    expect((await post({})).status).toBe(400);
    expect(codeOf(await post({ query: 'subscription { refused { cursor } }' }))).toBe('BAD_USER_INPUT');
  });

  it('runs the operation that is named', async () => {
    const query = 'query A { whoAsks } query B { subject(id: "a") { id } }';
    expect((await post({ query, operationName: 'B' })).body.data).toEqual({ subject: { id: 'a' } });
    expect((await post({ query, operationName: 'A' })).body.data).toEqual({ whoAsks: 'ada' });
  });

  it('refuses batches, forms, broken JSON and bodies too large', async () => {
    expect((await post([{ query: '{ whoAsks }' }])).status).toBe(400);
    expect((await post('query=%7BwhoAsks%7D', 'good', { 'content-type': 'text/plain' })).status).toBe(400);
    expect(codeOf(await post('{"query": '))).toBe('BAD_USER_INPUT');
    expect(codeOf(await post({ query: `{ whoAsks } # ${'x'.repeat(1024 * 1024)}` }))).toBe('TOO_LARGE');
  });

  it('refuses a GET that a foreign page could cause', async () => {
    const response = await fetch(`${door.url}/graphql?query=%7BwhoAsks%7D`, {
      headers: { authorization: 'Bearer good' },
    });
    expect(response.status).toBe(400);
  });

  it('refuses prototype pollution in body, variables and aliases', async () => {
    for (const body of [
      '{"query":"{ whoAsks }","__proto__":{"polluted":1}}',
      '{"query":"query ($input: EchoInput!) { echo(input: $input) }","variables":{"input":{"text":"a","__proto__":{"polluted":1}}}}',
      '{"query":"{ __proto__: whoAsks }"}',
      '{"query":"query ($__proto__: Int) { subjects(first: $__proto__) { id } }","variables":{}}',
    ]) {
      expect(await post(body)).toMatchObject({ status: 400 });
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // Other names that objects inherit are names like any.
    expect(
      (await post({ query: '{ constructor: whoAsks toString: whoAsks hasOwnProperty: subject(id: "none") { id } }' }))
        .body.data,
    ).toEqual({
      constructor: 'ada',
      toString: 'ada',
      hasOwnProperty: null,
    });
  });

  it('tells the code and details of a HubError, and its place', async () => {
    const { body } = await post({ query: '{ f: fails whoAsks }' });
    expect(body).toEqual({
      data: { f: null, whoAsks: 'ada' },
      errors: [{ message: 'it is taken', path: ['f'], extensions: { code: 'CONFLICT', details: { field: 'name' } } }],
    });
  });

  it('masks any other error, and logs it under the correlation id', async () => {
    const { body } = await post({ query: '{ failsHard }' });
    expect(JSON.stringify(body)).not.toMatch(/hunter2|stacktrace|serviceName/);
    expect(body.errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    const id = body.errors?.[0]?.extensions['correlationId'] as string;
    expect(log).toContain(id);
    expect(log).toContain('hunter2');
  });

  it('aborts what is under way when the client goes away', async () => {
    const before = signals.length;
    const request = httpRequest(`${door.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer good' },
    });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ query: '{ waits }' }));
    while (signals.length === before) await new Promise((resolve) => setImmediate(resolve));
    const signal = signals[before];
    expect(signal?.aborted).toBe(false);
    request.destroy();
    if (signal && !signal.aborted) await once(signal, 'abort');
  });
});

describe('GraphQL over WebSocket', () => {
  const authorization = 'Bearer good';

  it('answers queries and resolves a subscription over all subgraphs', async () => {
    const client = socketClient(door.url, { Authorization: authorization });
    const query = client.iterate({ query: '{ whoAsks }' });
    expect((await query.next()).value).toEqual({ data: { whoAsks: 'ada' } });
    const stream = client.iterate({
      query: 'subscription { runChanged(id: "door") { cursor by run { subject { survivalDays } } } }',
    });
    const next = stream.next();
    await emitRunChange('door', 7);
    expect((await next).value).toEqual({
      data: { runChanged: { cursor: '7', by: 'ada', run: { subject: { survivalDays: 101 } } } },
    });
    const signal = signals.at(-1);
    await stream.return?.();
    if (signal && !signal.aborted) await once(signal, 'abort');
    await client.dispose();
  });

  it('closes with 4401 without a token, or with a bad one', async () => {
    expect(await closingOf(door.url, [{ type: 'connection_init' }])).toEqual({ code: 4401, reason: 'Unauthorized' });
    expect(
      await closingOf(door.url, [{ type: 'connection_init', payload: { authorization: 'Bearer bad' } }]),
    ).toMatchObject({ code: 4401 });
    expect(
      await closingOf(door.url, [{ id: '1', type: 'subscribe', payload: { query: '{ whoAsks }' } }]),
    ).toMatchObject({ code: 4401 });
    expect(await closingOf(door.url, ['no JSON'])).toMatchObject({ code: 4400 });
  });

  it('refuses a fragment bomb, invalid operations and __proto__, and keeps the socket', async () => {
    const client = socketClient(door.url, { authorization });
    for (const [query, code] of [
      [bomb, 'LIMIT_EXCEEDED'],
      ['subscription { nope }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['{ __proto__: whoAsks }', 'BAD_USER_INPUT'],
    ] as const) {
      await expect(client.iterate({ query }).next()).rejects.toMatchObject([{ extensions: { code } }]);
    }
    expect((await client.iterate({ query: 'subscription { refused { cursor } }' }).next()).value).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect((await client.iterate({ query: '{ whoAsks failsHard }' }).next()).value).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    await client.dispose();
  });

  it('closes with 4403 when the token ends while a subscription runs', async () => {
    const token = tokenUntil(Date.now() + 300);
    valid.add(token);
    const client = socketClient(door.url, { authorization: `Bearer ${token}` });
    await expect(
      client.iterate({ query: 'subscription { runChanged(id: "expiry") { cursor } }' }).next(),
    ).rejects.toMatchObject({ code: 4403 });
  });

  it('closes with 4403 when the token is withdrawn', async () => {
    const other = await open({ reauthenticateMs: 20 });
    valid.add('withdrawn');
    const client = socketClient(other.url, { authorization: 'Bearer withdrawn' });
    const next = client.iterate({ query: 'subscription { runChanged(id: "withdrawn") { cursor } }' }).next();
    next.catch(() => undefined);
    setTimeout(() => valid.delete('withdrawn'), 60);
    await expect(next).rejects.toMatchObject({ code: 4403 });
    await other.close(100);
  });

  it('asks who is there for each operation: a token withdrawn ends the socket at the next one', async () => {
    valid.add('logged-out');
    const client = socketClient(door.url, { authorization: 'Bearer logged-out' });
    // Holds the socket open, so that all of this happens on one.
    const held = client.iterate({ query: 'subscription { runChanged(id: "held") { cursor } }' }).next();
    held.catch(() => undefined);
    expect((await client.iterate({ query: '{ whoAsks }' }).next()).value).toEqual({ data: { whoAsks: 'ada' } });
    username = 'ada, with other roles';
    expect((await client.iterate({ query: '{ whoAsks }' }).next()).value).toEqual({ data: { whoAsks: username } });
    username = 'ada';
    valid.delete('logged-out');
    await expect(client.iterate({ query: '{ whoAsks }' }).next()).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
  });

  it('asks who is there for each event, before it is resolved', async () => {
    valid.add('removed');
    const client = socketClient(door.url, { authorization: 'Bearer removed' });
    const stream = client.iterate({ query: 'subscription { runChanged(id: "removed") { cursor by } }' });
    const first = stream.next();
    await emitRunChange('removed', 1);
    expect((await first).value).toEqual({ data: { runChanged: { cursor: '1', by: 'ada' } } });
    username = 'ada, with other roles';
    const second = stream.next();
    await emitRunChange('removed', 2);
    expect((await second).value).toEqual({ data: { runChanged: { cursor: '2', by: username } } });
    username = 'ada';
    valid.delete('removed');
    const third = stream.next();
    await emitRunChange('removed', 3);
    await expect(third).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
  });

  it('takes at most so many operations on one socket', async () => {
    const client = socketClient(door.url, { authorization });
    const streams = Array.from({ length: 100 }, (_, n) =>
      client.iterate({ query: `subscription { runChanged(id: "many-${String(n)}") { cursor } }` }),
    );
    for (const stream of streams) stream.next().catch(() => undefined);
    await expect(client.iterate({ query: '{ whoAsks }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED', details: { limit: 'operations' } } },
    ]);
    await client.dispose();
  });

  it('asks for no more events than a client that stopped reading can take', async () => {
    const socket = new WebSocket(`${door.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
    await once(socket, 'message');
    socket.send(
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { flood { cursor } }' } }),
    );
    await once(socket, 'message');
    socket.pause();
    // Until the buffers between are full: then the count stands still, although events are to be had at any time.
    let before = -1;
    while (flood.events !== before) {
      before = flood.events;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(before).toBeLessThan(500);
    socket.terminate();
  });

  it('is served at /graphql alone', async () => {
    await expect(closingOf(`${door.url}/other`, [])).rejects.toThrow('404');
  });
});

describe('the rest of the door', () => {
  it('tells that it lives, and whether it is ready, to anyone', async () => {
    expect(await (await fetch(`${door.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${door.url}/readyz`)).json()).toEqual({ status: 'ok', parts: { store: 'ok' } });
    ready = false;
    const response = await fetch(`${door.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'failed', parts: { store: 'failed' } });
    ready = true;
  });

  it('gives a request a time in which it has to be there, whoever sends it', async () => {
    const hasty = await open({ requestMs: 100 });
    const { port } = new URL(hasty.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n');
    // A byte now and then keeps no place.
    const drip = setInterval(() => socket.write('{'), 20);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    await once(socket, 'close');
    clearInterval(drip);
    expect(answer).toContain('HTTP/1.1 408');
    // One that is there in time takes as long as it takes.
    expect((await fetch(`${hasty.url}/slow`)).status).toBe(200);
    await hasty.close(100);
  });

  it('serves further routes on the same port', async () => {
    expect(await (await fetch(`${door.url}/more`)).json()).toEqual({ more: true });
  });

  it('serves a page whose scripts and styles come from here alone', async () => {
    const response = await fetch(door.url);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await response.text();
    const paths = [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, path = '']) => path)
      .filter((path) => path !== 'data:,');
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      expect(path).toMatch(/^\/page\//);
      const file = await fetch(door.url + path);
      expect(file.status).toBe(200);
      await file.arrayBuffer();
    }
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
  });

  it('closes in order: what is under way is answered, WebSockets are told, nothing new is taken', async () => {
    const closing = await open();
    const slow = fetch(`${closing.url}/slow`);
    const socket = closingOf(closing.url, [{ type: 'connection_init', payload: { authorization: 'Bearer good' } }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = closing.close(5000);
    expect(await (await slow).json()).toEqual({ slow: true });
    expect(await socket).toEqual({ code: 1001, reason: 'Going away' });
    await closed;
    await expect(fetch(`${closing.url}/healthz`)).rejects.toThrow();
  });
});
