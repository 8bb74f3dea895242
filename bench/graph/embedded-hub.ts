import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresGraphTransfer } from '../../adapters/postgres/graph-transfer.ts';
import { openDataFolder } from '../../adapters/postgres/open-data-folder.ts';
import type { SqlClient } from '../../adapters/postgres/sql-client.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import { startHub, temporaryFolder } from '../../tests/support/pesscara-process.ts';
import { createProject } from '../served/start-served.ts';
import { hubData } from './hub-data.ts';
import type { Question } from './hub-questions.ts';
import { openDoor } from './in-turn.ts';
import type { MeasuredHub } from './measured-hub.ts';

type Statement = readonly [sql: string, parameters: readonly unknown[]];

/** An embedded hub with `hubData`: PGlite in this process until the door is opened, then the hub on the same folder. */
export async function embeddedHub(size: number): Promise<MeasuredHub> {
  const stack = new AsyncDisposableStack();
  const home = stack.use(await temporaryFolder());
  const projects = await (async () => {
    await using hub = await startHub(home.path);
    return [await createProject(hub.operator, 'LARGE'), await createProject(hub.operator, 'SMALL')] as const;
  })();
  const data = await openDataFolder(home.path);
  const began = performance.now();
  const transfer = new PostgresGraphTransfer(data.sql);
  for (const { assets, tags, activities } of hubData(size, projects)) {
    await transfer.restore({ kind: 'ASSETS', assets });
    await transfer.restore({ kind: 'TAGS', tags });
    await putActivities(data.sql, activities);
  }
  await data.sql.script('VACUUM ANALYZE');
  console.log(`filled ${String(size)} assets in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const statements = new Map<string, readonly Statement[]>();
  return {
    projects,
    bareAlone: true,
    bare: async (question: Question, turn: number) => {
      const key = `${question.what} ${JSON.stringify(question.variables(turn))}`;
      const known = statements.get(key);
      if (known) for (const [sql, parameters] of known) await data.sql.query(sql, parameters);
      else statements.set(key, await recorded(data.sql, question, turn));
    },
    bareWrite: async (writes) => {
      await data.sql.transact(async () => {
        for (const write of writes) await transfer.restore(write);
      });
    },
    openDoor: async () => {
      await data.close();
      return openDoor(stack.use(await startHub(home.path)).operator);
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function recorded(sql: SqlClient, question: Question, turn: number): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const recording: SqlClient = {
    query: (text, parameters = []) => {
      statements.push([text, parameters]);
      return sql.query(text, parameters);
    },
    script: (text) => sql.script(text),
    transact: (work) => sql.transact(work),
    whileHolding: (name, work) => sql.whileHolding(name, work),
    afterCommit: (effect) => {
      sql.afterCommit(effect);
    },
    close: () => Promise.resolve(),
  };
  await question.work(new PostgresAssetGraph(recording), turn);
  return statements;
}

/** As `recordActivity` does one by one, a statement for each table. */
async function putActivities(sql: SqlClient, activities: readonly ProvActivity[]): Promise<void> {
  const agents = new Map(activities.flatMap((each) => each.agents.map(({ agent }) => [agent.id, agent])));
  await sql.query(
    `INSERT INTO prov_agent (id, kind, name, version) SELECT id, kind, name, version
     FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, kind text, name text, version text) ON CONFLICT DO NOTHING`,
    [JSON.stringify([...agents.values()])],
  );
  await sql.query(
    `INSERT INTO prov_activity (id, project_id, method, method_version, parameters, environment, started_at, ended_at, recorded_by, recorded_at)
     SELECT id, "projectId", method, "methodVersion", parameters, environment, "startedAt", "endedAt", "recordedBy", "recordedAt"
     FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, "projectId" uuid, method text, "methodVersion" text, parameters jsonb,
       environment jsonb, "startedAt" timestamptz, "endedAt" timestamptz, "recordedBy" text, "recordedAt" timestamptz)`,
    [JSON.stringify(activities)],
  );
  const edges = activities.flatMap(({ id, used, generated, agents: of }) => [
    ...generated.map(({ assetId, role }, position) => ({
      from: assetId,
      relation: 'WAS_GENERATED_BY',
      to: id,
      role,
      position,
    })),
    ...of.map(({ agent, role }, position) => ({
      from: id,
      relation: 'WAS_ASSOCIATED_WITH',
      to: agent.id,
      role,
      position,
    })),
    ...used.map(({ assetId, role }, position) => ({ from: id, relation: 'USED', to: assetId, role, position })),
  ]);
  await sql.query(
    `INSERT INTO prov_edge (from_id, relation, to_id, role, position) SELECT "from", relation, "to", role, position
     FROM jsonb_to_recordset($1::jsonb) AS row("from" uuid, relation text, "to" uuid, role text, position int)`,
    [JSON.stringify(edges)],
  );
}
