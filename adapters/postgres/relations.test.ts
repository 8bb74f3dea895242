import { afterAll, beforeAll } from 'vitest';
import { assetMovesContract } from '../../tests/contract/asset-moves.contract.ts';
import { tombstonesContract } from '../../tests/contract/asset-tombstones.contract.ts';
import { relationGraphContract } from '../../tests/contract/relation-graph.contract.ts';
import { engine } from '../../tests/support/postgres.ts';
import { PostgresAssetGraph } from './asset-graph.ts';
import { PostgresAssetMoves } from './asset-moves.ts';
import { PostgresTombstones } from './asset-tombstones.ts';
import { PostgresRelations } from './relations.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

async function emptied() {
  await database.empty('asset', 'part_of', 'relation', 'prov_agent', 'prov_activity', 'prov_edge');
  return {
    graph: new PostgresAssetGraph(database.sql),
    relations: new PostgresRelations(database.sql),
    moves: new PostgresAssetMoves(database.sql),
    tombstones: new PostgresTombstones(database.sql),
    transact: <T>(work: () => Promise<T>) => database.sql.transact(work),
  };
}

relationGraphContract(engine, emptied);
assetMovesContract(engine, emptied);
tombstonesContract(engine, emptied);
