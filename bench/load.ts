/**
 * `node bench/load.ts [--minutes 10] [--subscriptions 1000] [--pace 50]`: two gateways behind a balancer, the subgraph `assets` in a process
 * of its own, four workers, on PostgreSQL, Neo4j and Redis of its own (or those of PESSCARA_TEST_POSTGRES_URL and so on: empty ones). Queries,
 * mutations and exams, which a workflow runs on, go on all the time, each caller `pace` ms after its last answer, under open subscriptions
 * on a WebSocket each. Prints rates and times by kind, errors (none is wanted), events delivered of those published, and memory.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PgClient } from '../adapters/postgres/pg-client.ts';
import { examsInQuarantine, reviewExam } from '../cli/commands/review.ts';
import { HubClient } from '../cli/hub-client.ts';
import { ensurePlace } from '../cli/places.ts';
import { balance } from '../tests/support/balancer.ts';
import { sendExam, watchWorkflow } from '../tests/support/exam-traffic.ts';
import { MemoryWatch, Measures } from './load/measures.ts';
import { startServed } from './served/start-served.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    subscriptions: { type: 'string', default: '1000' },
    pace: { type: 'string', default: '50' },
  },
});
const subscriptions = Number(values.subscriptions);
const projectCount = 20;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

await using served = await startServed();
const assets = await served.start(['subgraph', 'assets']);
const remote = { PESSCARA_SUBGRAPH_URLS: `assets=${assets.url}/graphql` };
const [one, two] = [await served.startGateway(remote), await served.startGateway(remote)];
const workers = await Promise.all(Array.from({ length: 4 }, () => served.start(['worker'])));
await using balancer = await balance(
  [one, two].map(
    ({ process }) =>
      () =>
        process.url,
  ),
);
const hub = new HubClient(balancer.url, two.operator.token);
await using sql = Object.assign(new PgClient({ url: served.postgresUrl }), {
  async [Symbol.asyncDispose]() {
    await sql.close();
  },
});

const projects: string[] = [];
for (let n = 0; n < projectCount; n++) {
  const id = await ensurePlace(hub, { project: `LOAD-${String(n)}`, pool: 'scanner' }, true, () => undefined);
  await hub.request(
    z.unknown(),
    `mutation ($member: SetMemberInput!, $workflow: PutWorkflowInput!, $tag: PutTagDefinitionInput!) {
      setMember(input: $member) { project { id } } putWorkflow(input: $workflow) { workflow { id } }
      putTagDefinition(input: $tag) { definition { id } } }`,
    {
      tag: { projectId: id, level: 'EXAM', name: 'seen', type: 'NUMBER' },
      member: { projectId: id, username: 'admin', roles: ['MANAGER'] },
      workflow: { projectId: id, document: watchWorkflow },
    },
  );
  projects.push(id);
}
const projectOf = (n: number) => projects[n % projects.length] ?? '';

const measures = new Measures();
const delivered = new Map<string, number[]>();
const ending = new AbortController();
/** One of ten hears the administrator's notifications, the others a project's runs. */
function subscribe(n: number): Promise<void> {
  const isRuns = n % 10 !== 0;
  const topic = isRuns ? `project-runs:${projectOf(n)}` : 'notifications';
  const counts = delivered.get(topic) ?? [];
  delivered.set(topic, counts);
  const place = counts.push(0) - 1;
  const text = isRuns
    ? 'subscription ($p: ID!) { projectRuns(projectId: $p) { at message run { id state exam { id } } } }'
    : 'subscription { notificationReceived { id text run { id } } }';
  const listen = async () => {
    for await (const event of hub.subscribe(z.unknown(), text, isRuns ? { p: projectOf(n) } : {}, ending.signal)) {
      if (event !== undefined) counts[place] = (counts[place] ?? 0) + 1;
    }
  };
  return listen().catch((error: unknown) => {
    // A client that is told to end its connection says that it was ended.
    if (!ending.signal.aborted) measures.errors.push(`subscription ${topic}: ${String(error)}`);
  });
}
const listening = Array.from({ length: subscriptions }, (_, n) => subscribe(n));
await pause(2_000 + subscriptions * 10);

const seconds = Number(values.minutes) * 60;
const end = performance.now() + seconds * 1000;
let count = 0;
/** Does it again and again until the end. */
async function repeat(work: (n: number) => Promise<unknown>): Promise<void> {
  while (performance.now() < end) {
    await work(count++);
    await pause(Number(values.pace));
  }
}
const ask = (kind: string, query: string, variables: (n: number) => Record<string, unknown>) => (n: number) =>
  measures.time(kind, () => hub.request(z.unknown(), query, variables(n)));
const oneAtATime: <T>(work: () => Promise<T>) => Promise<T> = (work) => work();

/** From the upload to the approval; its run comes by itself. Each sender has projects of its own. */
const sender = (which: number, senders: number) => async (n: number) => {
  const projectId = projectOf(n - (n % senders) + which);
  await measures.time('exam, from upload to quarantine', () => sendExam(hub, hub, projectId, n, oneAtATime));
  for (const { id } of (await measures.time('quarantine', () => examsInQuarantine(hub, projectId))) ?? [])
    await measures.time('approveExam', () => reviewExam(hub, 'approveExam', id, null));
};
const exams = z.object({ assets: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });
const tagging = async (n: number) => {
  const query = 'query ($p: ID!) { assets(filter: { projectId: $p, level: EXAM }, first: 20) { nodes { id } } }';
  const found = await measures.time('assets by level', () => hub.request(exams, query, { p: projectOf(n) }));
  const exam = found?.assets.nodes[n % (found.assets.nodes.length || 1)];
  if (!exam) return;
  await ask('setTag', 'mutation ($i: SetTagInput!) { setTag(input: $i) { asset { id tags { name value } } } }', () => ({
    i: { assetId: exam.id, name: 'seen', value: n },
  }))(n);
  await ask(
    'lineage',
    'query ($id: ID!) { asset(id: $id) { lineage { nodes { id depth } edges { relation } } } }',
    () => ({
      id: exam.id,
    }),
  )(n);
};
const watch = new MemoryWatch(
  new Map([
    ['gateway 1', one.process.pid],
    ['gateway 2', two.process.pid],
    ['assets', assets.pid],
    ...workers.map(({ pid }, n) => [`worker ${String(n + 1)}`, pid] as const),
  ]),
);
const federated = `query ($p: ID!) { assets(filter: { projectId: $p, level: EXAM }, first: 10) {
  nodes { id label project { name } ... on Exam { series { seriesType imageCount } biomarkers { name value } } } } }`;
await Promise.all([
  repeat(ask('projects', '{ me { username } projects(first: 20) { nodes { id name } } }', () => ({}))),
  repeat(
    ask('runs', '{ runs(first: 20) { nodes { id state exam { id label } } } notifications { text } }', () => ({})),
  ),
  repeat(ask('exams, federated', federated, (n) => ({ p: projectOf(n) }))),
  repeat(ask('exams, federated', federated, (n) => ({ p: projectOf(n) }))),
  repeat(
    ask('createProject', 'mutation ($i: CreateProjectInput!) { createProject(input: $i) { project { id } } }', (n) => ({
      i: { name: `MADE-${String(n)}` },
    })),
  ),
  repeat(tagging),
  repeat(tagging),
  repeat(sender(0, 2)),
  repeat(sender(1, 2)),
]);
watch.end();
measures.print(seconds);

/** Deliveries that there should be: of each topic its changes, times those who hear them. */
async function published(): Promise<number> {
  const rows = await sql.query<{ topic: string; count: number }>(
    `SELECT regexp_replace(topic, '^notifications:.*', 'notifications') AS topic, count(*)::int AS count FROM change GROUP BY 1`,
  );
  return rows.reduce((sum, { topic, count }) => sum + count * (delivered.get(topic)?.length ?? 0), 0);
}
const deliveries = () => [...delivered.values()].flat().reduce((sum, each) => sum + each, 0);
// Runs under way end, and their events arrive.
for (let before = -1; before !== (await published()) || deliveries() < before;) {
  if (performance.now() > end + 120_000) break;
  before = await published();
  await pause(3_000);
}
const [wanted, got] = [await published(), deliveries()];
if (got !== wanted) measures.errors.push(`events: ${String(got)} delivered of ${String(wanted)}`);
console.log(`${String(got)} events delivered of ${String(wanted)}, to ${String(subscriptions)} subscriptions`);
const states = await sql.query<{ state: string; count: number }>(
  'SELECT state, count(*)::int AS count FROM workflow_run GROUP BY state ORDER BY state',
);
console.log(`runs: ${states.map(({ state, count: many }) => `${String(many)} ${state}`).join(', ')}`);
console.log(`errors: ${String(measures.errors.length)}`);
for (const error of measures.errors.slice(0, 20)) console.log(`  ${error}`);
process.exitCode = measures.errors.length > 0 ? 1 : 0;
ending.abort();
await Promise.all(listening);
