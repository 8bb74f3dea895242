import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssetCondition } from '../../core/assets/asset-filter.ts';
import { tree } from '../../tests/contract/asset-graph-data.ts';
import { PostgresAssetGraph } from './asset-graph.ts';
import { fillWords } from './fill-words.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

test('assets and tags of a time before there were words are found once they are filled in', async () => {
  const graph = new PostgresAssetGraph(database.sql);
  const made = tree('p', 600);
  await graph.putAssets(made.all);
  await graph.putTags([
    { assetId: made.series.id, name: 'kind', value: 'old', setBy: 'ann', reason: null, setAt: new Date(1) },
  ]);
  await database.sql.script('UPDATE asset SET words = NULL; UPDATE tag SET words = NULL');
  const words = (...all: readonly string[]): AssetCondition => ({
    kind: 'TEXT',
    words: all.map((word) => ({ word, isPrefix: false })),
  });
  expect(await graph.countAssets(words('image'))).toBe(0);
  await fillWords(database.sql);
  expect(await graph.countAssets(words('image'))).toBe(600);
  expect(await graph.countAssets(words('old', 'series'))).toBe(1);
});
