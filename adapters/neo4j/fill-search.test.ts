import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssetCondition } from '../../core/assets/asset-filter.ts';
import { tree } from '../../tests/contract/asset-graph-data.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { PostgresGraphOutbox } from '../postgres/graph-outbox.ts';
import { PostgresPropertyNames } from '../postgres/property-names.ts';
import { testDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { Neo4jConnection } from './connection.ts';
import { openNeo4jGraph } from './open-graph.ts';
import { emptyGraph } from './test-graph.ts';

const url = serviceUrl('neo4j');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await emptyGraph(url);
});
afterAll(() => database.end());

const fail = (error: Error) => {
  throw error;
};

test('a graph of a time before the search is searched once it is opened', async () => {
  const options = () => ({ url, outbox: new PostgresGraphOutbox(database.sql), onError: fail });
  const made = tree('p', 3);
  const before = await openNeo4jGraph(options());
  await before.graph.putAssets(made.all);
  const tag = { assetId: made.series.id, name: 'kind', value: 'old', setBy: 'ann', reason: null, setAt: new Date(1) };
  await before.graph.putTags([tag]);
  expect(await before.graph.tagsOf([made.series.id])).toEqual(new Map([[made.series.id, [tag]]]));
  await before.close();

  const connection = new Neo4jConnection({ url });
  await connection.write([], (run) =>
    run(`MATCH (n:Asset|Tag) REMOVE n.words, n.labelKey, n.p_modality WITH count(*) AS every
         MATCH (t:Tag) REMOVE t.assetId WITH count(*) AS all_tags MATCH (m:Migration) REMOVE m.filled`),
  );
  await connection.close();
  await database.empty('property_name');

  const after = await openNeo4jGraph(options());
  const word: AssetCondition = { kind: 'TEXT', words: [{ word: 'old', isPrefix: false }] };
  const modality: AssetCondition = { kind: 'PROPERTY', name: 'modality', comparison: { op: 'EQ', value: 'MR' } };
  for (const condition of [word, modality]) {
    const page = await after.graph.searchAssets(
      condition,
      { by: 'LABEL', descending: false },
      { first: 5, after: null },
    );
    expect(page.items.map((item) => item.asset.id)).toEqual([made.series.id]);
  }
  const known = await new PostgresPropertyNames(database.sql).known([made.subject.projectId], ['modality']);
  expect([...known]).toEqual(['modality']);
  await after.close();
});
