import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../../adapters/telemetry/logger.ts';
import { openOtlpTracing } from '../../adapters/telemetry/otlp-tracing.ts';
import { PrometheusMetrics } from '../../adapters/telemetry/prometheus-metrics.ts';
import { FakeCollector } from '../../adapters/telemetry/testing/fake-collector.ts';
import { HubError } from '../../core/errors.ts';
import { anonymous } from '../../core/policy/policy.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { exampleSources, exampleSupergraph } from '../testing/example-subgraphs.ts';
import { emitRunChange, socketClient } from '../testing/sockets.ts';
import { startDoor } from './door.ts';
import type { Door } from './service-door.ts';
import { metricsRoute } from './metrics-route.ts';

let collector: FakeCollector;
let tracing: ReturnType<typeof openOtlpTracing>;
let engine: Engine;
let door: Door;
let lines: Record<string, unknown>[] = [];
const metrics = new PrometheusMetrics({ role: 'gateway' });
const token = 'a-token-for-scrapers';

beforeAll(async () => {
  collector = await FakeCollector.start();
  const onTrouble = (error: Error): void => void lines.push({ trouble: error.message });
  tracing = openOtlpTracing({ url: collector.url, service: 'gateway', version: '1', delayMs: 10, onTrouble });
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const logger = createLogger({ level: 'info', role: 'gateway', tracing, destination });
  const observation = { tracing, metrics };
  engine = createEngine({ supergraphSdl: exampleSupergraph(), dataSources: exampleSources().sources, observation });
  door = await startDoor({
    engine,
    port: 0,
    logger,
    observation,
    anonymousFields: 'all',
    authenticate: (bearer) =>
      bearer === 'bad' ? Promise.reject(new HubError('UNAUTHENTICATED', 'no')) : Promise.resolve(anonymous),
    createContext: () => ({ name: 'ada' }),
    routes: [
      metricsRoute({ exposition: () => metrics.exposition(), token }),
      (app, _, done) => {
        app.get('/files/:name', async () => ({ ok: tracing.current() !== null }));
        done();
      },
    ],
  });
});
afterAll(async () => {
  await door.close(100);
  await engine.close();
  await tracing.close();
  await collector[Symbol.asyncDispose]();
});

const post = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** The span of that request, once it has arrived, with the names of those below it. */
async function traceOf(requestId: string) {
  for (let n = 0; n < 200; n++) {
    const root = collector.spans.find(({ attributes }) => attributes['pesscara.request.id'] === requestId);
    if (root) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const below = collector.spans.filter(({ traceId, spanId }) => traceId === root.traceId && spanId !== root.spanId);
      return { root, below: below.map(({ name }) => name).toSorted() };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no span of ${requestId} came`);
}

async function counted(pattern: RegExp): Promise<number> {
  const { text } = await metrics.exposition();
  return Number(
    text
      .split('\n')
      .find((line) => pattern.test(line))
      ?.split(' ')
      .at(-1) ?? 0,
  );
}

it('tells an operation by its names alone: a span with one for each fetch, a count, a log line', async () => {
  const query = 'query Cohort($id: ID!) { one: subject(id: $id) { name survivalDays } whoAsks }';
  const response = await post({ query, variables: { id: 'Doe^Jane' } }, { 'x-request-id': 'cohort-1' });
  expect(response.headers.get('x-request-id')).toBe('cohort-1');
  const { root, below } = await traceOf('cohort-1');
  expect(root.name).toBe('query Cohort');
  expect(root.attributes).toEqual({
    'pesscara.transport': 'http',
    'pesscara.request.id': 'cohort-1',
    'graphql.operation.type': 'query',
    'graphql.operation.name': 'Cohort',
    'pesscara.root_fields': 'Query.subject Query.whoAsks',
    'pesscara.outcome': 'ok',
  });
  expect(below).toEqual(['fetch assets', 'fetch clinical', 'fetch clinical']);
  expect(lines.find(({ requestId }) => requestId === 'cohort-1')).toMatchObject({
    msg: 'operation',
    kind: 'query',
    name: 'Cohort',
    outcome: 'ok',
    traceId: root.traceId,
  });
  expect(await counted(/^pesscara_operation_duration_seconds_count.*name="Cohort",outcome="ok"/)).toBe(1);
  expect(await counted(/^pesscara_subgraph_fetch_duration_seconds_count.*subgraph="clinical",outcome="ok"/)).toBe(2);
  expect(JSON.stringify(lines) + collector.bodies.join('')).not.toContain('Doe');
});

it('makes an id of its own for one that a log could misread', async () => {
  for (const id of ['short', 'x'.repeat(65), 'with blanks in it', 'Doe^Jane^1970']) {
    const response = await post({ query: '{ whoAsks }' }, { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

it('masks a fault under the id of its request, which finds it in the log', async () => {
  lines = [];
  const response = await post({ query: 'query Fails { failsHard }' }, { 'x-request-id': 'failing-1' });
  const { errors } = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
  expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', correlationId: 'failing-1' });
  expect(lines).toMatchObject([
    { requestId: 'failing-1', msg: 'an operation failed', correlationId: 'failing-1' },
    { requestId: 'failing-1', msg: 'operation', outcome: 'INTERNAL_SERVER_ERROR' },
  ]);
  expect(await counted(/fetch_duration_seconds_count.*subgraph="assets",outcome="INTERNAL_SERVER_ERROR"/)).toBe(1);
});

it.each([
  ['a conflict', { query: 'query Taken { fails }' }, {}, 'kind="query",name="Taken",outcome="CONFLICT"'],
  ['no syntax', { query: '{' }, {}, 'kind="unknown",name="",outcome="GRAPHQL_PARSE_FAILED"'],
  ['no such field', { query: 'query Odd { nope }' }, {}, 'name="Odd",outcome="GRAPHQL_VALIDATION_FAILED"'],
  [
    'a bad token',
    { query: '{ whoAsks }' },
    { authorization: 'Bearer bad' },
    'kind="unknown",name="",outcome="UNAUTHENTICATED"',
  ],
])('counts what went wrong by its code: %s', async (_, body, headers, labels) => {
  await post(body, headers);
  expect(await counted(new RegExp(`^pesscara_operation_duration_seconds_count.*${labels}`))).toBe(1);
});

it('tells operations on a WebSocket the same way, and each event of a subscription in its trace', async () => {
  const client = socketClient(door.url);
  const [answer] = await Promise.all([client.iterate({ query: 'query OnSocket { whoAsks }' }).next()]);
  expect(answer.value).toEqual({ data: { whoAsks: 'ada' } });
  expect(await counted(/operation_duration_seconds_count.*name="OnSocket",outcome="ok"/)).toBe(1);
  await expect(client.iterate({ query: 'query Bad { nope }' }).next()).rejects.toMatchObject([{}]);
  expect(await counted(/operation_duration_seconds_count.*outcome="GRAPHQL_VALIDATION_FAILED".*/)).toBeGreaterThan(0);

  const query = 'subscription Watch { runChanged(id: "w") { run { subject { name } } } }';
  const events = client.iterate({ query, extensions: { traceparent: `00-${'d'.repeat(32)}-${'e'.repeat(16)}-01` } });
  const first = events.next();
  await emitRunChange('w', 40);
  await first;
  expect(await counted(/^pesscara_subscriptions_open/)).toBe(1);
  await events.return?.();
  await client.dispose();
  await expect.poll(() => counted(/^pesscara_subscriptions_open/)).toBe(0);
  await expect
    .poll(() => collector.spans.filter(({ traceId }) => traceId === 'd'.repeat(32)).map(({ name }) => name))
    .toEqual(['subscription Watch', 'fetch assets']);
});

it('names the spans of other routes by their pattern', async () => {
  const response = await fetch(`${door.url}/files/Doe-Jane.dcm`, { headers: { 'x-request-id': 'file-number-1' } });
  expect(await response.json()).toEqual({ ok: true });
  const { root } = await traceOf('file-number-1');
  expect(root.name).toBe('GET /files/:name');
  expect(root.attributes).toMatchObject({ 'http.response.status_code': 200 });
});

it('serves metrics to this machine and to who bears the token, and says nothing to others', async () => {
  const asked = (headers: Record<string, string>) => fetch(`${door.url}/metrics`, { headers });
  const local = await asked({});
  expect(local.status).toBe(200);
  expect(await local.text()).toContain('pesscara_operation_duration_seconds');
  // What comes through a proxy on this machine comes from elsewhere.
  const proxied = { 'x-forwarded-for': '192.0.2.1' };
  expect((await asked(proxied)).status).toBe(404);

  expect((await asked({ ...proxied, authorization: 'Bearer wrong' })).status).toBe(404);
  expect((await asked({ ...proxied, authorization: `Bearer ${token}` })).status).toBe(200);
});
