import { afterAll, beforeAll } from 'vitest';
import { assetSearchContract } from '../../tests/contract/asset-search.contract.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { PostgresGraphOutbox } from '../postgres/graph-outbox.ts';
import { testDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { openNeo4jGraph, type OpenGraph } from './open-graph.ts';
import { emptyGraph } from './test-graph.ts';

const url = serviceUrl('neo4j');
const errors: Error[] = [];
let database: TestDatabase;
let open: OpenGraph;
beforeAll(async () => {
  database = await testDatabase();
  open = await openNeo4jGraph({
    url,
    outbox: new PostgresGraphOutbox(database.sql),
    onError: (error) => errors.push(error),
  });
});
afterAll(async () => {
  await open.close();
  await database.end();
  if (errors[0]) throw errors[0];
});

assetSearchContract('Neo4j', async () => {
  await database.empty('graph_outbox', 'graph_asset');
  await emptyGraph(url);
  const { graph, relations, transfer } = open;
  return { graph, relations, graphs: 10, restore: (write) => transfer.restore(write) };
});
