import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import { may, permittedProjects, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { RunRecord, RunRecords } from '../ports/run-records.ts';
import type { LineageEdge, LineageNode, ProvActivity, ProvAgent } from './activity.ts';
import { contentsOf } from './node-contents.ts';
import { walkPage } from './walk.ts';

/** Everything that an asset came from, as far as the actor may read: what an export tells of. */
export interface ProvenanceRecord {
  readonly root: Asset;
  readonly assets: readonly Asset[];
  /** With edges to what is in the record alone. */
  readonly activities: readonly ProvActivity[];
  readonly agents: readonly ProvAgent[];
  /** The workflow runs that activities belong to, by id, of projects whose workflows the actor may see. */
  readonly runs: ReadonlyMap<string, RunRecord>;
}

const maxNodes = 20_000;

/** @throws LIMIT_EXCEEDED when it is more than one file should hold */
export async function gatherProvenance(
  { graph, runs }: { readonly graph: AssetGraph; readonly runs: RunRecords },
  actor: Actor,
  root: Asset,
): Promise<ProvenanceRecord> {
  const { nodes, edges, hasMore } = await walkPage(
    graph,
    {
      rootId: root.id,
      direction: 'ANCESTORS',
      maxDepth: Infinity,
      scope: { projectIds: permittedProjects(actor, 'asset.read'), asOf: null },
    },
    null,
    maxNodes,
  );
  if (hasMore) {
    throw new HubError(
      'LIMIT_EXCEEDED',
      `the provenance of this asset has more than ${String(maxNodes)} nodes: page through lineage`,
      {
        limit: 'nodes',
        allowed: maxNodes,
      },
    );
  }
  const contents = contentsOf(graph, nodes);
  const [assets, made, agents] = await Promise.all([contents.assets(), contents.activities(), contents.agents()]);
  const activities = cut([...made.values()], nodes, edges);
  const runIds = new Set(activities.flatMap(({ runId }) => runId ?? []));
  const records = await runs.recordsOf([...runIds]);
  const visible = [...records].filter(([, { projectId }]) => may(actor, 'workflow.read', projectId));
  return {
    root,
    assets: inOrder(nodes, assets),
    activities: activities.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1)),
    agents: inOrder(nodes, agents),
    runs: new Map(visible),
  };
}

/** The activities without what the record doesn't hold: what is invisible, and what else they made. */
function cut(
  activities: readonly ProvActivity[],
  nodes: readonly LineageNode[],
  edges: readonly LineageEdge[],
): readonly ProvActivity[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const generations = new Set(
    edges.flatMap(({ relation, fromId, toId }) => (relation === 'WAS_GENERATED_BY' ? [`${fromId} ${toId}`] : [])),
  );
  return activities.map((activity) => ({
    ...activity,
    used: activity.used.filter(({ assetId }) => ids.has(assetId)),
    generated: activity.generated.filter(({ assetId }) => generations.has(`${assetId} ${activity.id}`)),
    agents: activity.agents.filter(({ agent }) => ids.has(agent.id)),
    derivations:
      activity.derivations?.filter(({ generatedId, usedId }) => ids.has(generatedId) && ids.has(usedId)) ?? null,
  }));
}

function inOrder<T>(nodes: readonly LineageNode[], found: ReadonlyMap<string, T>): readonly T[] {
  return nodes.flatMap(({ id }) => found.get(id) ?? []);
}
