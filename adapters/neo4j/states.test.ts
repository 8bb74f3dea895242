import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GraphWrite } from '../../core/assets/graph-write.ts';
import type { AssetState, Tag } from '../../core/assets/asset.ts';
import { asset } from '../../tests/contract/asset-graph-data.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { applyWrites } from './apply.ts';
import { getAssets, tagsOf } from './assets.ts';
import { Neo4jConnection } from './connection.ts';
import { migrate } from './migrate.ts';
import { emptyGraph } from './test-graph.ts';

const url = serviceUrl('neo4j');
const connection = new Neo4jConnection({ url });
const file = asset('PROJECT', 'f', [], { content: { sha256: 'aa', sizeBytes: 1, mediaType: 'text/plain' } });

beforeAll(() => migrate(connection));
beforeEach(() => emptyGraph(url));
afterAll(() => connection.close());

function state(version: number): AssetState {
  return { assetId: file.id, version, label: `v${String(version)}`, properties: { version }, content: null };
}
function tag(value: number): Tag {
  return { assetId: file.id, name: 't', value, setBy: 'ann', reason: null, setAt: new Date(value) };
}

const writes: readonly GraphWrite[] = [
  { kind: 'ASSETS', assets: [{ ...file, createdAt: new Date(1) }] },
  { kind: 'TAGS', tags: [tag(1)] },
  { kind: 'STATES', states: [state(2)] },
  { kind: 'TAGS', tags: [], removed: [{ assetId: file.id, name: 't' }] },
  { kind: 'STATES', states: [state(3)] },
];
const numbered = writes.map((write, seq) => ({ seq, write }));

/** All orders of the numbers below n. */
function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) => Array.from({ length: n }, (_, place) => order.toSpliced(place, 0, n - 1)));
}

test('in whatever order, one by one or together, twice or once: the last state and tag stay', async () => {
  const apply = (some: typeof numbered) => connection.write([], (run) => applyWrites(run, some));
  for (const order of orders(numbered.length).filter((_, n) => n % 7 === 0)) {
    await emptyGraph(url);
    const some = order.flatMap((n) => numbered[n] ?? []);
    for (const each of some) await apply([each]);
    await apply(some.slice(0, 2).toSorted((a, b) => a.seq - b.seq));
    await apply(numbered);
    const { parentIds: _, ...made } = file;
    const { assetId: _id, ...last } = state(3);
    const found = await connection.read([], (run) => getAssets(run, [file.id]));
    expect(found.get(file.id), String(order)).toEqual({ ...made, ...last, createdAt: new Date(1) });
    expect((await connection.read([], (run) => tagsOf(run, [file.id]))).get(file.id), String(order)).toEqual([]);
  }
});
