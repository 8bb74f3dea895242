import type { ProvActivity, ProvAgent } from '../../core/provenance/activity.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** Writes an activity with its edges and agents; again is no change. */
export async function recordActivity(sql: SqlClient, activity: ProvActivity): Promise<void> {
  const edges = [
    ...activity.used.map(({ assetId, role }, position) => ({
      from: activity.id,
      relation: 'USED',
      to: assetId,
      role,
      position,
    })),
    ...activity.generated.map(({ assetId, role }, position) => ({
      from: assetId,
      relation: 'WAS_GENERATED_BY',
      to: activity.id,
      role,
      position,
    })),
    ...activity.agents.map(({ agent, role }, position) => ({
      from: activity.id,
      relation: 'WAS_ASSOCIATED_WITH',
      to: agent.id,
      role,
      position,
    })),
  ];
  await sql.transact(async () => {
    await sql.query(
      `INSERT INTO prov_agent (id, kind, name, version)
       SELECT id, kind, name, version FROM jsonb_to_recordset($1::jsonb) AS new(id uuid, kind text, name text, version text)
       ORDER BY id ON CONFLICT DO NOTHING`,
      [JSON.stringify(activity.agents.map(({ agent }) => agent))],
    );
    await sql.query(
      `INSERT INTO prov_activity (id, project_id, method, method_version, parameters, reuse_key, started_at, ended_at, run_id,
         environment, derivations, recorded_by, recorded_at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6, $7::timestamptz, $8::timestamptz, $9::uuid,
         $10::jsonb, $11::jsonb, $12, $13::timestamptz) ON CONFLICT DO NOTHING`,
      [
        activity.id,
        activity.projectId,
        activity.method,
        activity.methodVersion,
        JSON.stringify(activity.parameters),
        activity.reuseKey,
        activity.startedAt.toISOString(),
        activity.endedAt.toISOString(),
        activity.runId,
        JSON.stringify(activity.environment),
        activity.derivations && JSON.stringify(activity.derivations),
        activity.recordedBy,
        activity.recordedAt.toISOString(),
      ],
    );
    await sql.query(
      `INSERT INTO prov_edge (from_id, relation, to_id, role, position)
       SELECT "from", relation, "to", role, position FROM jsonb_to_recordset($1::jsonb)
         AS new("from" uuid, relation text, "to" uuid, role text, position int)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(edges)],
    );
  });
}

/** The columns of `prov_activity` (as `p`) with its edges, which are exactly a ProvActivity. */
const columns = `p.id, p.project_id AS "projectId", p.method, p.method_version AS "methodVersion", p.parameters,
  p.reuse_key AS "reuseKey", p.started_at AS "startedAt", p.ended_at AS "endedAt", p.run_id AS "runId", p.environment,
  p.derivations, p.recorded_by AS "recordedBy", coalesce(p.recorded_at, p.ended_at) AS "recordedAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('assetId', e.to_id, 'role', e.role) ORDER BY e.position), '[]')
   FROM prov_edge e WHERE e.from_id = p.id AND e.relation = 'USED') AS used,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('assetId', e.from_id, 'role', e.role) ORDER BY e.position), '[]')
   FROM prov_edge e WHERE e.to_id = p.id AND e.relation = 'WAS_GENERATED_BY') AS generated,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('agent', to_jsonb(g), 'role', e.role) ORDER BY e.position), '[]')
   FROM prov_edge e JOIN prov_agent g ON g.id = e.to_id
   WHERE e.from_id = p.id AND e.relation = 'WAS_ASSOCIATED_WITH') AS agents`;

export async function getActivities(
  sql: SqlClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProvActivity>> {
  const rows = await sql.query<ProvActivity>(`SELECT ${columns} FROM prov_activity p WHERE p.id = ANY($1::uuid[])`, [
    knownIds(ids),
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function getAgents(sql: SqlClient, ids: readonly string[]): Promise<ReadonlyMap<string, ProvAgent>> {
  const rows = await sql.query<ProvAgent>('SELECT id, kind, name, version FROM prov_agent WHERE id = ANY($1::uuid[])', [
    knownIds(ids),
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The activity that generated each asset; the first one, when several say so. */
export async function generationOf(
  sql: SqlClient,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, ProvActivity>> {
  const rows = await sql.query<{ assetId: string; activityId: string }>(
    `SELECT DISTINCT ON (e.from_id) e.from_id AS "assetId", e.to_id AS "activityId"
     FROM prov_edge e JOIN prov_activity p ON p.id = e.to_id
     WHERE e.from_id = ANY($1::uuid[]) AND e.relation = 'WAS_GENERATED_BY' ORDER BY e.from_id, p.started_at, p.id`,
    [knownIds(assetIds)],
  );
  const activities = await getActivities(
    sql,
    rows.map((row) => row.activityId),
  );
  const generations = new Map<string, ProvActivity>();
  for (const { assetId, activityId } of rows) {
    const activity = activities.get(activityId);
    if (activity) generations.set(assetId, activity);
  }
  return generations;
}

export async function findReusable(
  sql: SqlClient,
  reuseKey: string,
  projectIds: ProjectScope,
): Promise<ProvActivity | null> {
  const [row] = await sql.query<ProvActivity>(
    `SELECT ${columns} FROM prov_activity p
     WHERE p.reuse_key = $1 AND ($2::uuid[] IS NULL OR p.project_id = ANY($2::uuid[])) AND NOT EXISTS (
       SELECT FROM prov_edge e JOIN asset a ON a.id = e.from_id
       WHERE e.to_id = p.id AND e.relation = 'WAS_GENERATED_BY' AND a.withdrawn_at IS NOT NULL)
     ORDER BY p.started_at, p.id LIMIT 1`,
    [reuseKey, projectIds === 'ALL' ? null : knownIds(projectIds)],
  );
  return row ?? null;
}
