import { afterAll, beforeAll } from 'vitest';
import { assetGraphContract } from '../../tests/contract/asset-graph.contract.ts';
import { assetMovesContract } from '../../tests/contract/asset-moves.contract.ts';
import { tombstonesContract } from '../../tests/contract/asset-tombstones.contract.ts';
import { relationGraphContract } from '../../tests/contract/relation-graph.contract.ts';
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

async function emptied() {
  await database.empty('graph_outbox', 'graph_asset');
  await emptyGraph(url);
  return {
    graph: open.graph,
    relations: open.relations,
    moves: open.moves,
    tombstones: open.tombstones,
    transact: <T>(work: () => Promise<T>) => database.sql.transact(work),
  };
}

assetGraphContract('Neo4j', emptied);
relationGraphContract('Neo4j', emptied);
assetMovesContract('Neo4j', emptied);
tombstonesContract('Neo4j', emptied);
