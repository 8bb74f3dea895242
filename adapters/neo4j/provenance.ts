import type { JsonObject } from '../../core/json.ts';
import type { ProvActivity, ProvAgent, ProvDerivation, ProvUsage } from '../../core/provenance/activity.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import { knownIds } from './assets.ts';
import type { Run } from './connection.ts';

type Written = 'parameters' | 'environment' | 'derivations' | 'recordedBy' | 'startedAt' | 'endedAt' | 'recordedAt';

interface ActivityRow {
  readonly activity: Omit<ProvActivity, Written | 'used' | 'generated' | 'agents'> & {
    readonly parameters: string;
    /** Null for an activity that an earlier version wrote, as those that follow it. */
    readonly environment: string | null;
    readonly derivations: string | null;
    readonly recordedBy: string | null;
    readonly startedAt: number;
    readonly endedAt: number;
    readonly recordedAt: number;
  };
  readonly used: readonly ProvUsage[];
  readonly generated: readonly ProvUsage[];
  readonly agents: readonly { readonly agent: ProvAgent; readonly role: string }[];
}

/** What of the node `p` and around it makes an ActivityRow. */
export const activityRow = `p {.id, .projectId, .method, .methodVersion, .parameters, .reuseKey, .runId,
    .environment, .derivations, .recordedBy, startedAt: p.startedAt.epochMillis, endedAt: p.endedAt.epochMillis,
    recordedAt: coalesce(p.recordedAt, p.endedAt).epochMillis} AS activity,
  COLLECT { MATCH (p)-[r:USED]->(e) RETURN {assetId: e.id, role: r.role} ORDER BY r.position } AS used,
  COLLECT { MATCH (p)<-[r:WAS_GENERATED_BY]-(e) RETURN {assetId: e.id, role: r.role} ORDER BY r.position } AS generated,
  COLLECT { MATCH (p)-[r:WAS_ASSOCIATED_WITH]->(g)
    RETURN {agent: g {.id, .kind, .name, .version}, role: r.role} ORDER BY r.position } AS agents`;

export function toActivity({ activity, ...edges }: ActivityRow): ProvActivity {
  return {
    ...activity,
    parameters: JSON.parse(activity.parameters) as JsonObject,
    startedAt: new Date(activity.startedAt),
    endedAt: new Date(activity.endedAt),
    environment: JSON.parse(activity.environment ?? '{}') as JsonObject,
    derivations: activity.derivations === null ? null : (JSON.parse(activity.derivations) as readonly ProvDerivation[]),
    recordedBy: activity.recordedBy ?? 'service:hub',
    recordedAt: new Date(activity.recordedAt),
    ...edges,
  };
}

export async function getActivities(run: Run, ids: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>> {
  const rows = await run<ActivityRow>(`UNWIND $ids AS id MATCH (p:ProvActivity {id: id}) RETURN ${activityRow}`, {
    ids: knownIds(ids),
  });
  return new Map(rows.map((row) => [row.activity.id, toActivity(row)]));
}

export async function getAgents(run: Run, ids: readonly string[]): Promise<ReadonlyMap<string, ProvAgent>> {
  const rows = await run<{ agent: ProvAgent }>(
    'UNWIND $ids AS id MATCH (g:ProvAgent {id: id}) RETURN g {.id, .kind, .name, .version} AS agent',
    { ids: knownIds(ids) },
  );
  return new Map(rows.map(({ agent }) => [agent.id, agent]));
}

/** The activity that generated each asset; the first one, when several say so. */
export async function generationOf(run: Run, assetIds: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>> {
  const rows = await run<ActivityRow & { assetId: string }>(
    `UNWIND $ids AS id MATCH (:ProvEntity {id: id})-[:WAS_GENERATED_BY]->(p)
     WITH id, p ORDER BY p.startedAt, p.id WITH id, head(collect(p)) AS p RETURN id AS assetId, ${activityRow}`,
    { ids: knownIds(assetIds) },
  );
  return new Map(rows.map(({ assetId, ...row }) => [assetId, toActivity(row)]));
}

export async function findReusable(run: Run, reuseKey: string, projectIds: ProjectScope): Promise<ProvActivity | null> {
  const [row] = await run<ActivityRow>(
    `MATCH (p:ProvActivity {reuseKey: $reuseKey}) WHERE ($projectIds IS NULL OR p.projectId IN $projectIds)
       AND NOT EXISTS { (p)<-[:WAS_GENERATED_BY]-(:Withdrawn) }
     WITH p ORDER BY p.startedAt, p.id LIMIT 1 RETURN ${activityRow}`,
    { reuseKey, projectIds: projectIds === 'ALL' ? null : knownIds(projectIds) },
  );
  return row ? toActivity(row) : null;
}
