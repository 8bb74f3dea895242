import type { Asset } from '../assets/asset.ts';
import { notFound } from '../errors.ts';
import { pageOf } from '../page.ts';
import { may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph, Page } from '../ports/asset-graph.ts';
import type { AssetCount } from '../ports/provenance-graph.ts';
import type { RunRecords } from '../ports/run-records.ts';

/** What would be touched if an asset were withdrawn: what is part of it, what came of it, and so on from there. Nothing is changed. */
export interface WithdrawalImpact {
  readonly asset: Asset;
  /** Of projects that the actor may read, in order of project, level and kind. */
  readonly groups: readonly AssetCount[];
  readonly totalCount: number;
  /** How many more lie in projects that the actor may not see. */
  readonly hiddenCount: number;
  /** Runs that have not ended, that the actor may see, and that work on something of it. */
  readonly runIds: readonly string[];
}

type Ports = { readonly graph: AssetGraph; readonly runs: RunRecords };

/** The impact of an asset that the actor may read. */
export async function withdrawalImpactOf(ports: Ports, actor: Actor, asset: Asset): Promise<WithdrawalImpact> {
  const [counts, runIds] = await Promise.all([ports.graph.countDependents(asset.id), runsTouched(ports, actor, asset)]);
  const isVisible = ({ projectId }: AssetCount) => may(actor, 'asset.read', projectId);
  const groups = counts.filter(isVisible);
  return { asset, groups, totalCount: sum(groups), hiddenCount: sum(counts) - sum(groups), runIds };
}

/** A page of what would be touched, of projects that the actor may read. @throws NOT_FOUND, BAD_USER_INPUT */
export async function touchedAssets(
  { graph }: Ports,
  actor: Actor,
  asset: Pick<Asset, 'id' | 'projectId'>,
  first: number,
  after: string | null,
): Promise<Page<Asset>> {
  requireSignedIn(actor);
  if (!may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
  return graph.dependentsOf(asset.id, permittedProjects(actor, 'asset.read'), pageOf(first, after));
}

/** A run works on its exam's series and images, whichever of them is withdrawn, and on what it has made or taken so far. */
async function runsTouched({ graph, runs }: Ports, actor: Actor, asset: Asset): Promise<readonly string[]> {
  const inFlight = (await runs.inFlight()).filter(({ projectId }) => may(actor, 'workflow.read', projectId));
  if (inFlight.length === 0) return [];
  const [dependent, exams] = await Promise.all([
    graph.dependentsAmong(asset.id, [...new Set(inFlight.flatMap(({ assetIds }) => assetIds))]),
    examsAbove(graph, asset),
  ]);
  return inFlight
    .filter(({ examId, assetIds }) => exams.has(examId) || assetIds.some((id) => dependent.has(id)))
    .map(({ runId }) => runId);
}

/** Exams that a series or image is part of, and none for anything else: what was derived of an exam is no input of its runs. */
export async function examsAbove(
  graph: AssetGraph,
  { id, level }: Pick<Asset, 'id' | 'level'>,
): Promise<ReadonlySet<string>> {
  if (level !== 'SERIES' && level !== 'IMAGE') return new Set();
  const parents = [...((await graph.parentsOf([id])).get(id) ?? [])];
  const above = [...(await graph.parentsOf(parents.map((one) => one.id))).values()].flat();
  return new Set([...parents, ...above].filter((one) => one.level === 'EXAM').map((one) => one.id));
}

function sum(counts: readonly AssetCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
