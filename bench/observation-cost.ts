/**
 * `node bench/observation-cost.ts [ROUNDS] [MS]`: what metrics and traces cost a request of the federated benchmark, in processor time of
 * the serving process. One process serves the same engine three ways; the load is a process of its own; rounds take turns.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openOtlpTracing } from '../adapters/telemetry/otlp-tracing.ts';
import { PrometheusMetrics } from '../adapters/telemetry/prometheus-metrics.ts';
import { noTracing } from '../core/ports/tracing.ts';
import { startDoor } from '../gateway/door/door.ts';
import { createEngine, type EngineOptions } from '../gateway/engine/engine.ts';
import { LocalSource } from '../gateway/engine/local-source.ts';
import { schemaOf, subgraphs, supergraphSdl } from './federated/contenders.ts';

const [rounds = 7, ms = 3000] = process.argv.slice(2).map(Number);

/** Takes spans and drops them; its time counts as ours. */
const collector = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
await once(collector.listen(0, '127.0.0.1'), 'listening');
const tracing = openOtlpTracing({
  url: `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`,
  service: 'bench',
  version: '0',
  onTrouble: console.error,
});
const metrics = new PrometheusMetrics({ role: 'bench' });

async function serve(observation?: NonNullable<EngineOptions['observation']>) {
  const engine = createEngine({
    supergraphSdl: supergraphSdl((name) => `http://${name}.invalid/`),
    dataSources: new Map(subgraphs.map((subgraph) => [subgraph.name, new LocalSource(schemaOf(subgraph))])),
    ...(observation ? { observation } : {}),
  });
  return startDoor({
    engine,
    port: 0,
    authenticate: () => Promise.resolve({ kind: 'service', name: 'bench' }),
    createContext: () => ({}),
    ...(observation ? { observation } : {}),
  });
}

/** Milliseconds of this process's processors for one request. */
async function cost(url: string, forMs: number): Promise<number> {
  const load = join(import.meta.dirname, 'federated', 'load.ts');
  const before = process.cpuUsage();
  const child = spawn(process.execPath, [load, `${url}/graphql`, '8', String(forMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { count } = JSON.parse(await text(child.stdout)) as { count: number };
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

const ways = [
  { name: 'neither', door: await serve(), costs: [] as number[] },
  { name: 'metrics', door: await serve({ tracing: noTracing, metrics }), costs: [] as number[] },
  { name: 'metrics and traces', door: await serve({ tracing, metrics }), costs: [] as number[] },
];
for (const { door } of ways) await cost(door.url, ms);
for (let round = 0; round < rounds; round++) {
  // Each round begins with another, so that none always comes after the same.
  for (let n = 0; n < ways.length; n++) {
    const way = ways[(round + n) % ways.length];
    way?.costs.push(await cost(way.door.url, ms));
  }
}
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const [plain] = ways;
for (const { name, costs, door } of ways) {
  const ratio = median(costs.map((each, round) => each / (plain?.costs[round] ?? Number.NaN)));
  console.log(`${name.padEnd(20)} ${median(costs).toFixed(3)} ms of processor a request, x ${ratio.toFixed(3)}`);
  await door.close(100);
}
await tracing.close();
collector.closeAllConnections();
collector.close();
