import { afterAll, beforeAll } from 'vitest';
import { assetGraphContract } from '../../tests/contract/asset-graph.contract.ts';
import { engine } from '../../tests/support/postgres.ts';
import { PostgresAssetGraph } from './asset-graph.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

assetGraphContract(engine, async () => {
  await database.empty('asset', 'part_of', 'tag', 'prov_agent', 'prov_activity', 'prov_edge');
  return { graph: new PostgresAssetGraph(database.sql), transact: (work) => database.sql.transact(work) };
});
