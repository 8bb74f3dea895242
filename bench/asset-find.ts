/**
 * `[PESSCARA_GRAPH_URL=bolt://...] node bench/asset-find.ts [--size 100000] [--questions 40]`: pages, filters, words and facets, embedded (PGlite) or, with an address,
 * on an empty Neo4j (or one that it has filled to that size), which it leaves full. Each question as a first page and as a late one of 50.
 */
import { parseArgs } from 'node:util';
import { openNeo4jGraph } from '../adapters/neo4j/open-graph.ts';
import { PostgresAssetGraph } from '../adapters/postgres/asset-graph.ts';
import { PostgresGraphOutbox } from '../adapters/postgres/graph-outbox.ts';
import { testDatabase } from '../adapters/postgres/test-database.ts';
import type { AssetCondition, AssetOrder, FacetField } from '../core/assets/asset-filter.ts';
import { searchWordsOf } from '../core/assets/search-words.ts';
import type { AssetGraph } from '../core/ports/asset-graph.ts';
import type { SearchPosition } from '../core/ports/asset-search.ts';
import { findData, projects } from './graph/find-data.ts';

const { values } = parseArgs({
  options: { size: { type: 'string', default: '100000' }, questions: { type: 'string', default: '40' } },
});
const [size, questions] = [Number(values.size), Number(values.questions)];
const address = process.env['PESSCARA_GRAPH_URL'];

const all = (...of: readonly AssetCondition[]): AssetCondition => ({ kind: 'AND', of });
const inLarge: AssetCondition = { kind: 'IS', field: 'projectId', values: [projects[0]] };
const level = (value: string): AssetCondition => ({ kind: 'IS', field: 'level', values: [value] });
const property = (name: string, value: string): AssetCondition => ({
  kind: 'PROPERTY',
  name,
  comparison: { op: 'EQ', value },
});
const tag = (name: string, value: string): AssetCondition => ({
  kind: 'TAG',
  name,
  comparisons: [{ op: 'EQ', value }],
  setBy: null,
  setAfter: null,
  setBefore: null,
});
const text = (of: string): AssetCondition => ({ kind: 'TEXT', words: searchWordsOf(of) });

const conditions: Readonly<Record<string, AssetCondition>> = {
  'images of a project': all(inLarge, level('IMAGE')),
  'tag that many have': all(inLarge, level('SERIES'), tag('seriesType', 'axial')),
  'tag that few have': all(inLarge, tag('finding', 'artefact')),
  'modality in project, level': all(inLarge, level('SERIES'), property('modality', 'CT')),
  'one UID': all(inLarge, property('sopInstanceUID', '2.25.100.1.7')),
  'word that many have': all(inLarge, text('axial')),
  'word that few have': all(inLarge, text('rareword')),
  'images of CT series': all(inLarge, level('IMAGE'), { kind: 'PARENT', of: all(inLarge, property('modality', 'CT')) }),
};
const byId: AssetOrder = { by: 'ID', descending: false };
const byLabel: AssetOrder = { by: 'LABEL', descending: false };
const facets: Readonly<Record<string, readonly [AssetCondition, FacetField]>> = {
  'facet: modality of series': [all(inLarge, level('SERIES')), { by: 'PROPERTY', name: 'modality' }],
  'facet: level': [inLarge, { by: 'LEVEL' }],
};

function print(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1).padStart(8);
  console.log(`${what.padEnd(40)} p50${at(0.5)} ms  p95${at(0.95)} ms`);
}

async function timed(what: string, ask: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < questions + 5; n++) {
    const began = performance.now();
    await ask();
    if (n >= 5) times.push(performance.now() - began);
  }
  print(what, times);
}

/** A place at about the middle of what there is to find. */
async function middle(graph: AssetGraph, condition: AssetCondition, order: AssetOrder): Promise<SearchPosition | null> {
  const half = Math.floor((await graph.countAssets(condition)) / 2);
  let after: SearchPosition | null = null;
  for (let seen = 0; seen < half; seen += 1000) {
    const page = await graph.searchAssets(condition, order, { first: 1000, after });
    after = page.items.at(-1)?.position ?? after;
  }
  return after;
}

async function measure(graph: AssetGraph): Promise<void> {
  for (const [what, condition] of Object.entries(conditions)) {
    await timed(`${what}, first page`, () => graph.searchAssets(condition, byId, { first: 50, after: null }));
    const after = await middle(graph, condition, byId);
    await timed(`${what}, middle page`, () => graph.searchAssets(condition, byId, { first: 50, after }));
  }
  const images = all(inLarge, level('IMAGE'));
  const after = await middle(graph, images, byLabel);
  await timed('images by label, middle page', () => graph.searchAssets(images, byLabel, { first: 50, after }));
  await timed('images of a project, counted', () => graph.countAssets(images));
  for (const [what, [condition, field]] of Object.entries(facets))
    await timed(what, () => graph.countFacet(condition, field, 20));
}

const database = await testDatabase();
const served = address
  ? await openNeo4jGraph({
      url: address,
      outbox: new PostgresGraphOutbox(database.sql),
      onError: (error) => console.error(error),
    })
  : null;
const graph = served?.graph ?? new PostgresAssetGraph(database.sql);
const began = performance.now();
let count = await graph.countAssets({ kind: 'AND', of: [] });
if (count < size) {
  for (const { assets, tags } of findData(size)) {
    await graph.putAssets(assets);
    await graph.putTags(tags);
  }
  count = await graph.countAssets({ kind: 'AND', of: [] });
}
if (!served) await database.sql.script('VACUUM ANALYZE');
console.log(
  `${String(count)} assets on ${served ? 'Neo4j' : 'PGlite'}, made in ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
await measure(graph);
await served?.close();
await database.end();
