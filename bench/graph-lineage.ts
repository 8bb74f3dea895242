/**
 * `node bench/graph-lineage.ts [--sizes 10000,1000000] [--questions 100] [--peer-questions 5] [--limit 60]`: the lineage question of the
 * design (ancestors to depth 50, about 5,000 nodes) through a served gateway, by our adapter and by the bare driver; then to growing depths
 * also by @neo4j/graphql, all on the same Neo4j, in turn, until the peer refuses or takes longer than the limit (seconds). The graphs come in
 * by `neo4j-admin database import`. An asset has 5 relations: made by one activity that used 3 assets of the layer before and has an agent.
 * The peer has a lock file of its own: `npm ci --prefix bench/neo4j-graphql` first; without it, it is left out.
 */
import { parseArgs } from 'node:util';
import { integer } from '../adapters/neo4j/connection.ts';
import { lineageCypher } from '../adapters/neo4j/lineage.ts';
import { openNeo4jGraph } from '../adapters/neo4j/open-graph.ts';
import { PostgresGraphOutbox } from '../adapters/postgres/graph-outbox.ts';
import { openPostgres } from '../adapters/postgres/open-postgres.ts';
import { startNeo4j } from '../tests/services/neo4j.ts';
import { importGraph } from './graph/import-graph.ts';
import { isPeerInstalled, Peer, PeerGaveUp } from './graph/peer.ts';
import { asked, hubQuestion, maxNodes, printQuestion, quantile, type Ask, type Contenders } from './graph/questions.ts';
import { bareDriver, replay } from './graph/recorded.ts';
import { createProject, startServed } from './served/start-served.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,1000000' },
    questions: { type: 'string', default: '100' },
    'peer-questions': { type: 'string', default: '5' },
    limit: { type: 'string', default: '60' },
  },
});

/** Growing depths by all, until the peer gives up. The first answer of each depth has its statement planned, and stands apart. */
async function printDepths(size: number, peer: Peer, ours: Contenders): Promise<void> {
  let bytes = 0;
  const theirs: Ask = async (id, depth) => {
    const answer = await peer.ancestors(id, depth, Number(values.limit) * 1000);
    bytes = answer.bytes;
    return answer;
  };
  const contenders = { peer: theirs, ...ours };
  console.log(
    '| assets | depth | nodes | its bytes | peer ms | gateway ms | adapter ms | x gateway | x adapter | first ms |',
  );
  console.log(`|${'---|'.repeat(10)}`);
  for (let depth = 2; depth <= 50; depth += 2) {
    try {
      const firsts = [...(await asked(size, depth, 1, contenders)).values()].map(([answer]) => answer?.ms ?? NaN);
      // Once more is enough of what takes long.
      const count = (firsts[0] ?? 0) > 5000 ? 1 : Number(values['peer-questions']);
      const answers = [...(await asked(size, depth, count, contenders)).values()];
      const counts = answers.map((each) => each.map(({ nodes }) => nodes).join());
      if (new Set(counts).size > 1) throw new Error(`they find different numbers of nodes: ${counts.join(' / ')}`);
      const medians = answers.map((each) =>
        quantile(
          each.map(({ ms }) => ms),
          0.5,
        ),
      );
      const ratios = medians.slice(1).map((ms) => ((medians[0] ?? NaN) / ms).toFixed(1));
      const times = medians.map((ms) => ms.toFixed(1));
      const first = firsts.map((ms) => ms.toFixed(0)).join(' / ');
      console.log(`| ${[size, depth, answers[0]?.at(-1)?.nodes, bytes, ...times, ...ratios, first].join(' | ')} |`);
    } catch (error) {
      if (!(error instanceof PeerGaveUp)) throw error;
      console.log(`at depth ${String(depth)} the peer ends: ${error.message}`);
      return;
    }
  }
}

for (const size of values.sizes.split(',').map(Number)) {
  await using stack = new AsyncDisposableStack();
  const neo4j = await startNeo4j({ memory: '2g' });
  stack.defer(() => neo4j.stop('SIGKILL'));
  const served = stack.use(await startServed({ neo4j: neo4j.url }));
  const before = await served.startGateway();
  const projects = [
    await createProject(before.operator, 'LARGE'),
    await createProject(before.operator, 'SMALL'),
  ] as const;
  await before.process.end('SIGTERM');
  await importGraph(neo4j, size, projects);
  const { operator } = await served.startGateway();

  const onError = (error: Error) => console.error(error);
  const sql = await openPostgres({ url: served.postgresUrl, onError });
  stack.defer(() => sql.close());
  const hub = await openNeo4jGraph({ url: neo4j.url, outbox: new PostgresGraphOutbox(sql), onError });
  stack.defer(() => hub.close());
  const driver = bareDriver(neo4j.url);
  stack.defer(() => driver.close());
  // Plans are made by counts in the indexes, which come by and by, and are kept for a while.
  await driver.executeQuery('CALL db.resampleOutdatedIndexes()');
  await driver.executeQuery('CALL db.awaitIndexes(600)');
  await driver.executeQuery('CALL db.clearQueryCaches()');

  const all = hubQuestion(operator, 'all');
  stack.defer(() => all.close());
  const ids = hubQuestion(operator, 'ids');
  stack.defer(() => ids.close());
  const adapter: Ask = async (id, depth) => {
    const began = performance.now();
    const { nodes } = await hub.graph.lineage(id, 'ANCESTORS', depth, maxNodes);
    return { ms: performance.now() - began, nodes: nodes.length };
  };
  const bare: Ask = async (id, depth) => {
    const began = performance.now();
    await replay(driver, [[[lineageCypher('ANCESTORS', depth), { ids: [id], limit: integer(maxNodes + 1) }]]]);
    return { ms: performance.now() - began, nodes: null };
  };
  await printQuestion(size, Number(values.questions), {
    'the gateway': all,
    'the gateway, ids and edges': ids,
    'our adapter': adapter,
    'the bare driver, same Cypher': bare,
  });
  if (!isPeerInstalled) continue;
  const peer = await Peer.start(neo4j.url);
  stack.defer(() => peer.stop());
  await printDepths(size, peer, { gateway: ids, adapter });
}
