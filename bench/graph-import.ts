/**
 * `node bench/graph-import.ts [--size 100000] [--batch 1000] [--warm 20000]`: assets with a tag each into a served hub's graph by the port that every way in
 * uses (`putAssets`, `putTags`): how many a second are acknowledged (committed in PostgreSQL), and how many a second until the last is seen in
 * Neo4j. At least 5,000 wanted. Starts servers of its own.
 */
import { parseArgs } from 'node:util';
import { openNeo4jGraph } from '../adapters/neo4j/open-graph.ts';
import { PostgresGraphOutbox } from '../adapters/postgres/graph-outbox.ts';
import { openPostgres } from '../adapters/postgres/open-postgres.ts';
import type { NewAsset } from '../core/assets/asset.ts';
import { nameId } from '../core/ids.ts';
import { startNeo4j } from '../tests/services/neo4j.ts';
import { startPostgres } from '../tests/services/postgres.ts';
import { hubData } from './graph/hub-data.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    batch: { type: 'string', default: '1000' },
    warm: { type: 'string', default: '0' },
  },
});
const [size, batch, warm] = [values.size, values.batch, values.warm].map(Number) as [number, number, number];

await using stack = new AsyncDisposableStack();
const onError = (error: Error) => {
  console.error(error);
};
const [neo4j, postgres] = await Promise.all([startNeo4j({ memory: '2g' }), startPostgres()]);
stack.defer(() => neo4j.stop('SIGKILL'));
stack.defer(() => postgres.stop('SIGKILL'));
const sql = await openPostgres({ url: postgres.url, onError });
stack.defer(() => sql.close());
const hub = await openNeo4jGraph({ url: neo4j.url, outbox: new PostgresGraphOutbox(sql), onError });
stack.defer(() => hub.close());

const set = { setBy: 'bench', reason: null, setAt: new Date() };

/** Resolves with the seconds until all are acknowledged, and until all are in Neo4j. */
async function bringIn(assets: readonly NewAsset[]): Promise<readonly [acknowledged: number, seen: number]> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  for (let from = 0; from < assets.length; from += batch) {
    const some = assets.slice(from, from + batch);
    await hub.graph.putAssets(some);
    const value = (n: number) => (n % 5 === 0 ? 'bad' : 'good');
    await hub.graph.putTags(some.map(({ id }, n) => ({ ...set, assetId: id, name: 'quality', value: value(n) })));
  }
  const acknowledged = seconds();
  await hub.transfer.drain();
  return [acknowledged, seconds()];
}

const assets = [...hubData(size + warm, [nameId('large'), nameId('small')])].flatMap((each) => each.assets);
if (warm > 0) await bringIn(assets.slice(0, warm));
const counted = assets.slice(warm);
const [acknowledged, seen] = await bringIn(counted);
const count = await hub.graph.countAssets({
  kind: 'TAG',
  name: 'quality',
  comparisons: [{ op: 'EXISTS' }],
  setBy: null,
  setAfter: null,
  setBefore: null,
});
const rate = (seconds: number) => `${seconds.toFixed(1)} s (${(counted.length / seconds).toFixed(0)}/s)`;
console.log(
  `${String(count)} of ${String(assets.length)} assets with a tag each are there, ${String(warm)} of them to warm up`,
);
console.log(`acknowledged after ${rate(acknowledged)}, seen after ${rate(seen)}`);
