import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { observedSql } from '../../adapters/postgres/observed-sql.ts';
import { PostgresJobQueue } from '../../adapters/postgres/job-queue.ts';
import type { SqlClient } from '../../adapters/postgres/sql-client.ts';
import { openOtlpTracing } from '../../adapters/telemetry/otlp-tracing.ts';
import { FakeCollector } from '../../adapters/telemetry/testing/fake-collector.ts';
import { anonymous } from '../../core/policy/policy.ts';
import { noMetrics } from '../../core/ports/metrics.ts';
import type { Tracing } from '../../core/ports/tracing.ts';
import { observedPort } from '../../core/telemetry/observed-port.ts';
import { observedQueue } from '../../core/telemetry/observed-queue.ts';
import { currentScope } from '../../core/telemetry/work-scope.ts';
import { startDoor } from '../../gateway/door/door.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { localSubgraph } from '../../gateway/engine/local-source.ts';
import { SubgraphEngine } from '../../gateway/engine/subgraph-engine.ts';
import { RemoteSource } from '../../gateway/engine/remote-source.ts';
import { freshSql } from '../support/postgres.ts';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { idle: String } type Mutation { start(patient: String!): String! }`;

/** Doors for anyone: who may ask is not the matter here. */
const open = {
  port: 0,
  authenticate: () => Promise.resolve(anonymous),
  anonymousFields: 'all',
  createContext: () => ({}),
  logger: pino({ level: 'silent' }),
} as const;

/** What each process of a served hub makes of its own: its tracing, and the queue over its client. */
function processOf(service: string, collector: FakeCollector, database: SqlClient) {
  const onTrouble = (error: Error): never => {
    throw error;
  };
  const tracing = openOtlpTracing({ url: collector.url, service, version: '1', delayMs: 20, onTrouble });
  const sql = observedSql(database, tracing);
  const attempts: unknown[] = [];
  const queue = observedQueue(new PostgresJobQueue(sql, { pollMs: 50, onError: onTrouble }), {
    tracing,
    metrics: noMetrics,
    onAttempt: (attempt) => attempts.push({ ...currentScope(), error: attempt.error }),
  });
  return { tracing, sql, queue, attempts };
}

/** A subgraph behind a URL, whose one mutation writes and enqueues. */
async function serveSubgraph({ tracing, sql, queue }: ReturnType<typeof processOf>) {
  const projects = observedPort({ count: () => sql.query('SELECT count(*) FROM project') }, 'projects', tracing);
  const start = async () => {
    await projects.count();
    await sql.transact(() => queue.enqueue([{ queue: 'notify', key: 'one', payload: { note: 1 } }]));
    return currentScope().requestId;
  };
  const engine = new SubgraphEngine(localSubgraph({ typeDefs: parse(sdl), resolvers: { Mutation: { start } } }));
  return startDoor({ ...open, engine, observation: { tracing, metrics: noMetrics } });
}

async function openGateway(url: string, tracing: Tracing) {
  const { supergraphSdl = '' } = composeServices([{ name: 'jobs', typeDefs: parse(sdl), url }]);
  const observation = { tracing, metrics: noMetrics };
  const engine = createEngine({
    supergraphSdl,
    dataSources: new Map([['jobs', new RemoteSource({ name: 'jobs', url })]]),
    observation,
  });
  const door = await startDoor({
    ...open,
    engine,
    observation,
  });
  return { door, engine };
}

let database: SqlClient;
beforeAll(async () => {
  database = await freshSql();
}, 120_000);
afterAll(() => database.close());

it('is one trace: the caller, the gateway, a subgraph, its statements, and the job in a worker', async () => {
  await using collector = await FakeCollector.start();
  const [gateway, subgraph, worker] = ['gateway', 'subgraph', 'worker'].map((name) =>
    processOf(name, collector, database),
  );
  if (!gateway || !subgraph || !worker) throw new Error('three processes');
  const server = await serveSubgraph(subgraph);
  const { door, engine } = await openGateway(`${server.url}/graphql`, gateway.tracing);

  const traceId = 'c0ffee'.padEnd(32, '0');
  const response = await fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${traceId}-${'1'.repeat(16)}-01`,
      'x-request-id': 'request-of-the-test',
    },
    body: JSON.stringify({
      query: 'mutation Begin($p: String!) { start(patient: $p) }',
      operationName: 'Begin',
      variables: { p: 'Doe^Jane' },
    }),
  });
  // The subgraph answers the request's id as it came to it.
  expect(await response.json()).toEqual({ data: { start: 'request-of-the-test' } });
  expect(response.headers.get('x-request-id')).toBe('request-of-the-test');
  await new Promise<void>((resolve) => {
    worker.queue.work('notify', 1, async () => {
      await worker.sql.query('SELECT id FROM account');
      resolve();
    });
  });
  for (const { queue } of [worker, subgraph, gateway]) await queue.close(1000);
  await door.close(100);
  await engine.close();
  await server.close(100);
  for (const { tracing } of [gateway, subgraph, worker]) await tracing.close();

  const paths = collector.spans
    .filter((span) => span.traceId === traceId)
    .map((span) => `${span.service}: ${collector.pathTo(span).join(' > ')}`);
  const served = 'mutation Begin > fetch jobs > mutation Begin__jobs__0';
  const job = `${served} > sql transaction > job notify`;
  expect(paths.toSorted()).toEqual(
    [
      'gateway: mutation Begin',
      'gateway: mutation Begin > fetch jobs',
      `subgraph: ${served}`,
      `subgraph: ${served} > projects.count`,
      `subgraph: ${served} > projects.count > sql SELECT project`,
      `subgraph: ${served} > sql transaction`,
      `subgraph: ${served} > sql transaction > sql INSERT job`,
      `worker: ${job}`,
      `worker: ${job} > sql SELECT account`,
    ].toSorted(),
  );
  // Neither polling nor what came after the commit began traces of its own.
  expect(collector.spans).toHaveLength(paths.length);
  expect(collector.bodies.join('')).not.toContain('Doe');
  expect(worker.attempts).toEqual([{ queue: 'notify', key: 'one', attempt: 1, error: null }]);
});
