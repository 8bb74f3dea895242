import { getAssets } from '../../adapters/neo4j/assets.ts';
import { countAssets, countFacet, searchAssets } from '../../adapters/neo4j/asset-search.ts';
import type { Run } from '../../adapters/neo4j/connection.ts';
import { applyWrites } from '../../adapters/neo4j/apply.ts';
import { lineagesOf } from '../../adapters/neo4j/lineage.ts';
import { getActivities, getAgents } from '../../adapters/neo4j/provenance.ts';
import { openPostgres } from '../../adapters/postgres/open-postgres.ts';
import { PostgresPropertyNames } from '../../adapters/postgres/property-names.ts';
import { startNeo4j } from '../../tests/services/neo4j.ts';
import { createProject, startServed } from '../served/start-served.ts';
import { hubData } from './hub-data.ts';
import type { Question, Reads } from './hub-questions.ts';
import { importGraph } from './import-graph.ts';
import { openDoor } from './in-turn.ts';
import type { MeasuredHub } from './measured-hub.ts';
import { bareDriver, recorded, replay } from './recorded.ts';

export const readsOf = (run: Run): Reads => ({
  getAssets: (ids) => getAssets(run, ids),
  getActivities: (ids) => getActivities(run, ids),
  getAgents: (ids) => getAgents(run, ids),
  searchAssets: (...of) => searchAssets(run, ...of),
  countAssets: (condition) => countAssets(run, condition),
  countFacet: (...of) => countFacet(run, ...of),
  lineagesOf: (...of) => lineagesOf(run, ...of),
});

/** A served hub with `hubData`: its gateway, and the bare driver on the same Neo4j (4 GB). */
export async function servedHub(size: number): Promise<MeasuredHub> {
  const stack = new AsyncDisposableStack();
  const neo4j = await startNeo4j({ memory: '2g' });
  stack.defer(() => neo4j.stop('SIGKILL'));
  const served = stack.use(await startServed({ neo4j: neo4j.url }));
  const before = await served.startGateway();
  const projects = [
    await createProject(before.operator, 'LARGE'),
    await createProject(before.operator, 'SMALL'),
  ] as const;
  await before.process.end('SIGTERM');
  await importGraph(neo4j, size, projects);
  const began = performance.now();
  const sql = await openPostgres({
    url: served.postgresUrl,
    onError: (error) => {
      console.error(error);
    },
  });
  stack.defer(() => sql.close());
  const names = new PostgresPropertyNames(sql);
  for (const { assets } of hubData(size, projects)) {
    await names.note(assets);
    await sql.query(
      `INSERT INTO graph_asset (id, created_at) SELECT id, at FROM unnest($1::uuid[], $2::timestamptz[]) AS new(id, at)`,
      [assets.map(({ id }) => id), assets.map(({ createdAt }) => createdAt.toISOString())],
    );
  }
  const nodeOptions = process.env['GATEWAY_NODE_OPTIONS'];
  const { operator } = await served.startGateway(nodeOptions ? { NODE_OPTIONS: nodeOptions } : {});
  const driver = bareDriver(neo4j.url);
  stack.defer(() => driver.close());
  // Plans are made by counts in the indexes, which come by and by, and are kept for a while.
  await driver.executeQuery('CALL db.resampleOutdatedIndexes()');
  await driver.executeQuery('CALL db.awaitIndexes(600)');
  await driver.executeQuery('CALL db.clearQueryCaches()');
  console.log(`ready after another ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const statements = new Map<string, ReturnType<typeof recorded>>();
  return {
    projects,
    bareAlone: false,
    bare: async (question: Question, turn: number) => {
      const key = `${question.what} ${JSON.stringify(question.variables(turn))}`;
      const waves = statements.get(key) ?? recorded(driver, (run) => question.work(readsOf(run), turn));
      statements.set(key, waves);
      await replay(driver, await waves);
    },
    bareWrite: async (writes) => {
      const session = driver.session();
      await session.executeWrite((transaction) =>
        applyWrites(
          async <Row>(cypher: string, parameters: Readonly<Record<string, unknown>> = {}) =>
            (await transaction.run(cypher, parameters)).records.map((record) => record.toObject() as Row),
          writes.map((write) => ({ seq: Number.MAX_SAFE_INTEGER, write })),
        ),
      );
      await session.close();
    },
    openDoor: () => Promise.resolve(openDoor(operator)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
