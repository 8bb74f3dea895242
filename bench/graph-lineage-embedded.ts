/**
 * `node bench/graph-lineage-embedded.ts [--size 100000] [--questions 100]`: the lineage question of the design (ancestors to depth 50, about
 * 5,000 nodes) on an embedded hub's data folder: by our adapter in this process, then at the hub's door.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PostgresAssetGraph } from '../adapters/postgres/asset-graph.ts';
import { openDataFolder } from '../adapters/postgres/open-data-folder.ts';
import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import { startHub, temporaryFolder } from '../tests/support/pesscara-process.ts';
import { batches, type LineageRow } from './graph/lineage-data.ts';
import { hubQuestion, maxNodes, printQuestion } from './graph/questions.ts';

const { values } = parseArgs({
  options: { size: { type: 'string', default: '100000' }, questions: { type: 'string', default: '100' } },
});
const size = Number(values.size);
const questions = Number(values.questions);

/** Biomarkers of the project with what made them; a statement for each table. */
async function fill(sql: SqlClient, rows: readonly LineageRow[], projectId: string): Promise<void> {
  await sql.query(
    `INSERT INTO asset (id, project_id, level, kind, label, properties, created_by)
     SELECT asset, $2::uuid, 'DERIVED', 'biomarker', 'volume ' || n, jsonb_build_object('name', 'volume', 'value', n, 'unit', 'ml'), 'bench'
     FROM jsonb_to_recordset($1::jsonb) AS row(asset uuid, n int)`,
    [JSON.stringify(rows), projectId],
  );
  await sql.query(
    `INSERT INTO prov_activity (id, project_id, method, method_version, parameters, started_at, ended_at)
     SELECT activity, $2::uuid, 'measure', '1', '{"threshold":3}', '2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z'
     FROM jsonb_to_recordset($1::jsonb) AS row(activity uuid)`,
    [JSON.stringify(rows), projectId],
  );
  await sql.query(
    `INSERT INTO prov_agent (id, kind, name, version) SELECT DISTINCT agent, 'SOFTWARE', 'measure', '1'
     FROM jsonb_to_recordset($1::jsonb) AS row(agent uuid) ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
  const edges = rows.flatMap(({ asset, activity, agent, used }) => [
    { from: asset, relation: 'WAS_GENERATED_BY', to: activity, role: 'output', position: 0 },
    { from: activity, relation: 'WAS_ASSOCIATED_WITH', to: agent, role: 'executor', position: 0 },
    ...used.map((to, position) => ({ from: activity, relation: 'USED', to, role: 'input', position })),
  ]);
  await sql.query(
    `INSERT INTO prov_edge (from_id, relation, to_id, role, position) SELECT "from", relation, "to", role, position
     FROM jsonb_to_recordset($1::jsonb) AS row("from" uuid, relation text, "to" uuid, role text, position int)`,
    [JSON.stringify(edges)],
  );
}

await using home = await temporaryFolder();
let projectId: string;
{
  await using hub = await startHub(home.path);
  const { createProject } = await hub.operator.request(
    z.object({ createProject: z.object({ project: z.object({ id: z.string() }) }) }),
    'mutation { createProject(input: { name: "BENCH" }) { project { id } } }',
  );
  projectId = createProject.project.id;
}
const data = await openDataFolder(home.path);
const began = performance.now();
for (const rows of batches(0, size, 5000)) await fill(data.sql, rows, projectId);
await data.sql.script('VACUUM ANALYZE');
console.log(`filled ${String(size)} assets in ${((performance.now() - began) / 1000).toFixed(1)} s`);
const graph = new PostgresAssetGraph(data.sql);
await printQuestion(size, questions, {
  'our adapter': async (id, depth) => {
    const asking = performance.now();
    const { nodes } = await graph.lineage(id, 'ANCESTORS', depth, maxNodes);
    return { ms: performance.now() - asking, nodes: nodes.length };
  },
});
await data.close();

await using hub = await startHub(home.path);
const all = hubQuestion(hub.operator, 'all');
const ids = hubQuestion(hub.operator, 'ids');
await printQuestion(size, questions, { 'the hub': all, 'the hub, ids and edges': ids });
await Promise.all([all.close(), ids.close()]);
