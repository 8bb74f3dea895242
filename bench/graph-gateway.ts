/**
 * `node bench/graph-gateway.ts [--rounds 15] [--ms 500] [--only asset]`: an asset by id, and the lineage of a biomarker (about 300 and 5,000 nodes), asked
 * at the public door of a served gateway with its subgraphs, against the Cypher that the adapter issues for it by the bare driver, on the same
 * Neo4j, in turn, at 1 and 16 at a time. The ratio is that of medians; wanted: 1.5 at most. Starts servers of its own, or takes those of
 * PESSCARA_TEST_POSTGRES_URL, _NEO4J_URL and _REDIS_URL (all empty). GATEWAY_NODE_OPTIONS=--cpu-prof profiles the gateway.
 */
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { z } from 'zod';
import { getAssets } from '../adapters/neo4j/assets.ts';
import type { Run } from '../adapters/neo4j/connection.ts';
import { lineagesOf } from '../adapters/neo4j/lineage.ts';
import { getActivities, getAgents } from '../adapters/neo4j/provenance.ts';
import { assetId, growLineage } from './graph/lineage-data.ts';
import { bareDriver, recorded, replay } from './graph/recorded.ts';
import { startServed } from './served/start-served.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    ms: { type: 'string', default: '500' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const size = 10_000;
const roots = Array.from({ length: 16 }, (_, n) => assetId(size - 1 - n * 7));

await using served = await startServed();
const nodeOptions = process.env['GATEWAY_NODE_OPTIONS'];
const { operator } = await served.startGateway(nodeOptions ? { NODE_OPTIONS: nodeOptions } : {});
const driver = bareDriver(served.neo4jUrl);
const { createProject } = await operator.request(
  z.object({ createProject: z.object({ project: z.object({ id: z.string() }) }) }),
  'mutation { createProject(input: { name: "BENCH" }) { project { id } } }',
);
await growLineage(driver, 0, size, createProject.project.id);
// Plans are made by counts in the indexes, which come by and by, and are kept for a while.
await driver.executeQuery('CALL db.resampleOutdatedIndexes()');
await new Promise((resolve) => setTimeout(resolve, 5_000));
await driver.executeQuery('CALL db.clearQueryCaches()');

const lineageFields = `nodes { id depth asset { label } activity { method } agent { name } } edges { relation fromId toId role } truncated`;
const lineageQuery = (depth: number) =>
  `query ($id: ID!) { asset(id: $id) { id lineage(maxDepth: ${String(depth)}, maxNodes: 10000) { ${lineageFields} } } }`;

/** What the adapter does for the lineage: the asset, the walk, and what its nodes stand for. */
const lineageWork = (depth: number) => async (run: Run, id: string) => {
  await getAssets(run, [id]);
  const lineage = (await lineagesOf(run, [id], 'ANCESTORS', depth, 10_000)).get(id);
  const idsOf = (type: string) => (lineage?.nodes ?? []).flatMap((node) => (node.type === type ? [node.id] : []));
  await Promise.all([
    getAssets(run, idsOf('ENTITY')),
    getActivities(run, idsOf('ACTIVITY')),
    getAgents(run, idsOf('AGENT')),
  ]);
};
const questions = [
  {
    what: 'asset by id',
    query: 'query ($id: ID!) { asset(id: $id) { id level label properties createdAt createdBy } }',
    work: (run: Run, id: string) => getAssets(run, [id]),
  },
  { what: 'lineage, depth 9', query: lineageQuery(9), work: lineageWork(9) },
  { what: 'lineage, depth 50', query: lineageQuery(50), work: lineageWork(50) },
].filter(({ what }) => what.includes(values.only));

const pool = new Pool(operator.url, { connections: 16, pipelining: 1 });
async function ask(query: string, id: string): Promise<unknown> {
  const { body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${String(operator.token)}` },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const answer = (await body.json()) as { data?: { asset: unknown }; errors?: unknown };
  if (answer.errors || !answer.data?.asset) throw new Error(JSON.stringify(answer).slice(0, 500));
  return answer.data.asset;
}

/** The times, in ms, of a closed loop of `concurrency` callers for `ms`, each at least once. */
async function load(concurrency: number, ms: number, one: (turn: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + ms;
  let turn = 0;
  const caller = async () => {
    do {
      const began = performance.now();
      await one(turn++);
      times.push(performance.now() - began);
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return times;
}

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? NaN;
const rootOf = (turn: number) => roots[turn % roots.length] ?? '';

console.log('| question | nodes | at a time | gateway p50 / p95 ms | bare driver p50 / p95 ms | ratio of medians |');
console.log('|---|---|---|---|---|---|');
for (const { what, query, work } of questions) {
  const statements = await Promise.all(roots.map((id) => recorded(driver, (run) => work(run, id))));
  const contenders = [
    { one: (turn: number) => ask(query, rootOf(turn)), times: [] as number[] },
    { one: (turn: number) => replay(driver, statements[turn % roots.length] ?? []), times: [] as number[] },
  ];
  const shape = z.object({ lineage: z.object({ nodes: z.array(z.unknown()) }).optional() });
  const nodes = shape.parse(await ask(query, rootOf(0))).lineage?.nodes.length ?? 1;
  for (const concurrency of [1, 16]) {
    for (const contender of contenders) contender.times = [];
    // Who goes first changes, and the first rounds warm up.
    for (let round = -3; round < rounds; round++) {
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        const times = await load(concurrency, Number(values.ms), contender.one);
        if (round >= 0) contender.times.push(...times);
      }
    }
    const [ours = [], bare = []] = contenders.map(({ times }) => times);
    const pair = (times: readonly number[]) => `${at(times, 0.5).toFixed(2)} / ${at(times, 0.95).toFixed(2)}`;
    const ratio = (at(ours, 0.5) / at(bare, 0.5)).toFixed(2);
    console.log(`| ${[what, nodes, concurrency, pair(ours), pair(bare), ratio].join(' | ')} |`);
  }
}
await pool.close();
await driver.close();
