import type { NewAsset } from '../assets/asset.ts';
import { permittedProjects } from '../policy/policy.ts';
import type { ProjectScope } from '../ports/project-scope.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import { stepAgents } from './agents.ts';
import type { WorkflowPorts } from './ports.ts';
import { tagsOn } from './result-tags.ts';
import { roundId } from './round.ts';
import type { Reused, Run } from './run.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import type { StepWork } from './step-work.ts';

const method = 'pesscara/reuse';
const methodVersion = '1';

/** An existing result, ready to end the step with. */
export interface ExistingResult extends StepResult {
  readonly reused: Reused;
}

/**
 * The earliest result with that key, of the run's project first, then of all projects that who started the run may read now, with the token that
 * they used; null when there is none, it has nothing that could serve, or something of it is gone. The tags that it came with are set again. A
 * result that belongs to the step's own item serves as it is. One of another item is made the item's by new assets that point to the same bytes,
 * and an activity that says where they came from.
 */
export async function existingResult(
  ports: WorkflowPorts,
  work: StepWork,
  key: string,
): Promise<ExistingResult | null> {
  const { graph, objects } = ports;
  const earlier =
    (await graph.findReusable(key, [work.run.projectId])) ??
    (await graph.findReusable(key, await readableBy(ports, work.run)));
  if (!earlier) return null;
  const ids = earlier.generated.map((one) => one.assetId);
  // What came without a result (a tag, a script that found nothing) is done again.
  if (ids.length === 0) return null;
  const [assets, parents] = await Promise.all([graph.getAssets(ids), graph.parentsOf(ids)]);
  const originals: Omit<NewAsset, 'parentIds'>[] = [];
  for (const id of ids) {
    const asset = assets.get(id);
    if (!asset) return null;
    if (asset.content && (await objects.size(asset.content.sha256)) === null) return null;
    originals.push(asset);
  }
  const reused = reusedOf(earlier);
  const tags = tagsOn(work.item, await ports.store.resultTags(earlier.id));
  if (ids.every((id) => parents.get(id)?.some((parent) => parent.id === work.item.id))) {
    const outputs = earlier.generated.map(({ assetId, role }) => ({
      assetId,
      role,
      kind: assets.get(assetId)?.kind ?? '',
    }));
    // What is as it was set needs no further entry in its history.
    const held = (await graph.tagsOf([work.item.id])).get(work.item.id) ?? [];
    const missing = tags.filter((tag) => !held.some(({ name, value }) => name === tag.name && value === tag.value));
    return { ...emptyResult, outputs, tags: missing, reused };
  }
  return { ...copied(work, earlier, originals, key, reused), tags, reused };
}

async function readableBy(ports: WorkflowPorts, run: Run): Promise<ProjectScope> {
  if (run.startedById === null) return [run.projectId];
  const starter = await ports.refreshActor({
    kind: 'user',
    id: run.startedById,
    username: run.startedBy,
    isAdministrator: false,
    memberships: new Map(),
  });
  // The account is gone: nobody's rights are left.
  if (starter.kind === 'anonymous') return [run.projectId];
  if (run.startedWithin === null || starter.kind !== 'user') return permittedProjects(starter, 'asset.read');
  const token = { id: '', name: '', readOnly: true, projectIds: new Set(run.startedWithin) };
  return permittedProjects({ ...starter, token }, 'asset.read');
}

/** Whose result it is: of one that came by reuse, who computed it first. */
function reusedOf(earlier: ProvActivity): Reused {
  const { by, at, activityId, projectId, runId } = earlier.parameters;
  if (
    earlier.method === method &&
    typeof by === 'string' &&
    typeof at === 'string' &&
    typeof activityId === 'string' &&
    typeof projectId === 'string'
  ) {
    return { activityId, projectId, by, at: new Date(at), runId: typeof runId === 'string' ? runId : null };
  }
  const person = earlier.agents.find(({ agent }) => agent.kind === 'PERSON') ?? earlier.agents[0];
  return {
    activityId: earlier.id,
    projectId: earlier.projectId,
    runId: earlier.runId,
    by: person?.agent.name ?? 'unknown',
    at: earlier.endedAt,
  };
}

function copied(
  { run, stepRun, item, inputs }: StepWork,
  earlier: ProvActivity,
  originals: readonly Omit<NewAsset, 'parentIds'>[],
  key: string,
  reused: Reused,
): StepResult {
  const now = new Date();
  const assets = originals.map(({ kind, label, properties, content }, index): NewAsset => ({
    id: roundId('step-output', stepRun, earlier.generated[index]?.role ?? '', String(index)),
    projectId: run.projectId,
    level: 'DERIVED',
    kind: kind ?? 'copy',
    label,
    properties,
    content,
    createdBy: run.startedBy,
    parentIds: [item.id],
  }));
  const outputs = assets.map(({ id, kind }, index) => ({
    assetId: id,
    kind: kind ?? '',
    role: earlier.generated[index]?.role ?? '',
  }));
  const activity: ProvActivity = {
    id: roundId('step-activity', stepRun),
    projectId: run.projectId,
    method,
    methodVersion,
    // The result's own method goes with it: the reuse is no computation of its own.
    parameters: {
      method: earlier.method,
      methodVersion: earlier.methodVersion,
      activityId: reused.activityId,
      projectId: reused.projectId,
      runId: reused.runId,
      by: reused.by,
      at: reused.at.toISOString(),
    },
    reuseKey: key,
    startedAt: now,
    endedAt: now,
    runId: run.id,
    // The item's own inputs too, so that its lineage leads to its own pixels, also for those who can't see the other project.
    used: [
      ...inputs.map(({ role, asset }) => ({ assetId: asset.id, role })),
      ...originals.map(({ id }) => ({ assetId: id, role: 'reused' })),
    ],
    generated: outputs.map(({ assetId, role }) => ({ assetId, role })),
    agents: stepAgents({ name: method, version: methodVersion }, run),
    ...recordedByHub('workflow'),
    derivations: outputs.flatMap(({ assetId }, index) => [
      ...inputs.map(({ asset }) => ({ generatedId: assetId, usedId: asset.id })),
      ...(originals[index] ? [{ generatedId: assetId, usedId: originals[index].id }] : []),
    ]),
  };
  return { ...emptyResult, assets, activities: [activity], outputs };
}
