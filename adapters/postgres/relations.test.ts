import { afterAll, beforeAll } from 'vitest';
import { relationGraphContract } from '../../tests/contract/relation-graph.contract.ts';
import { engine } from '../../tests/support/postgres.ts';
import { PostgresAssetGraph } from './asset-graph.ts';
import { PostgresRelations } from './relations.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

relationGraphContract(engine, async () => {
  await database.empty('asset', 'part_of', 'relation');
  return {
    graph: new PostgresAssetGraph(database.sql),
    relations: new PostgresRelations(database.sql),
    transact: (work) => database.sql.transact(work),
  };
});
