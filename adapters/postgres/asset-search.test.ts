import { afterAll, beforeAll } from 'vitest';
import { assetSearchContract } from '../../tests/contract/asset-search.contract.ts';
import { engine } from '../../tests/support/postgres.ts';
import { PostgresAssetGraph } from './asset-graph.ts';
import { PostgresGraphTransfer } from './graph-transfer.ts';
import { PostgresRelations } from './relations.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

assetSearchContract(engine, async () => {
  await database.empty('asset', 'part_of', 'tag', 'relation', 'prov_agent', 'prov_activity', 'prov_edge');
  const transfer = new PostgresGraphTransfer(database.sql);
  return {
    graph: new PostgresAssetGraph(database.sql),
    relations: new PostgresRelations(database.sql),
    graphs: 40,
    restore: (write) => transfer.restore(write),
  };
});
