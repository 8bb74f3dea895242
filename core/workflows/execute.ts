import type { Asset, NewAsset } from '../assets/asset.ts';
import { nameId } from '../ids.ts';
import { sha256 } from '../json.ts';
import type { StepExecutor, StepInput, StepMethod, StepOutcome, StepProgress } from '../ports/step-executor.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { reuseKey } from '../provenance/reuse-key.ts';
import { stepAgents } from './agents.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Run, StepRun } from './run.ts';
import { inputHash } from './step-inputs.ts';
import { emptyResult, type StepResult } from './step-result.ts';

export interface StepWork {
  readonly run: Run;
  readonly stepRun: StepRun;
  readonly step: StepDefinition;
  readonly item: Asset;
  readonly inputs: readonly StepInput[];
}

/** Who sets the tags of steps. */
const taggingService = 'service:workflow';

/** The step's result: an existing one of the same method, version, parameters and inputs where the run permits, else a new one. */
export async function execute(
  ports: WorkflowPorts,
  executor: StepExecutor,
  work: StepWork,
  signal: AbortSignal,
  progress: StepProgress,
): Promise<StepResult> {
  const { run, step, stepRun, item, inputs } = work;
  const method = await executor.describe(step.with);
  const key = reuseKey({
    method: method.method,
    methodVersion: method.methodVersion,
    parameters: step.with,
    // The item too: two series may have equal content, but a result belongs to one of them.
    inputs: [
      { role: 'item', sha256: sha256(item.id) },
      ...inputs.map(({ role, asset }) => ({ role, sha256: inputHash(asset) })),
    ],
  });
  if (run.reuse === 'ALWAYS') {
    const earlier = await ports.graph.findReusable(key, [run.projectId]);
    const reused = earlier && (await reuse(ports, earlier));
    if (reused) return reused;
  }
  const startedAt = new Date();
  const task = { runId: run.id, step: step.id, parameters: step.with, item, inputs };
  const outcome = await executor.execute(task, signal, progress);
  signal.throwIfAborted();
  return newResult(ports, work, method, key, startedAt, outcome, stepRun.id);
}

/** The earlier result, unless something of it is gone. */
async function reuse(ports: WorkflowPorts, earlier: ProvActivity): Promise<StepResult | null> {
  const assets = await ports.graph.getAssets(earlier.generated.map((one) => one.assetId));
  const outputs = [];
  for (const { assetId, role } of earlier.generated) {
    const asset = assets.get(assetId);
    if (!asset) return null;
    if (asset.content && (await ports.objects.size(asset.content.sha256)) === null) return null;
    outputs.push({ assetId, role, kind: asset.kind ?? '' });
  }
  const person = earlier.agents.find(({ agent }) => agent.kind === 'PERSON') ?? earlier.agents[0];
  const reused = {
    activityId: earlier.id,
    runId: earlier.runId,
    by: person?.agent.name ?? 'unknown',
    at: earlier.endedAt,
  };
  return { ...emptyResult, outputs, reused };
}

async function newResult(
  ports: WorkflowPorts,
  { run, step, item, inputs }: StepWork,
  method: StepMethod,
  key: string,
  startedAt: Date,
  outcome: StepOutcome,
  stepRunId: string,
): Promise<StepResult> {
  const assets: NewAsset[] = [];
  for (const [index, output] of outcome.outputs.entries()) {
    // Content-addressed, so an attempt that dies after this leaves nothing that the next one would double.
    const stored = output.bytes && (await ports.objects.put(output.bytes));
    assets.push({
      id: nameId('step-output', stepRunId, output.role, String(index)),
      projectId: run.projectId,
      level: 'DERIVED',
      kind: output.kind,
      label: output.label,
      properties: output.properties,
      content: stored && { ...stored, mediaType: output.mediaType },
      createdBy: run.startedBy,
      parentIds: [item.id],
    });
  }
  const outputs = outcome.outputs.map((output, index) => ({
    assetId: assets[index]?.id ?? '',
    kind: output.kind,
    role: output.role,
  }));
  const activity: ProvActivity = {
    id: nameId('step-activity', stepRunId),
    projectId: run.projectId,
    method: method.method,
    methodVersion: method.methodVersion,
    parameters: step.with,
    reuseKey: key,
    startedAt,
    endedAt: new Date(),
    runId: run.id,
    used: inputs.map(({ role, asset }) => ({ assetId: asset.id, role })),
    generated: outputs.map(({ assetId, role }) => ({ assetId, role })),
    agents: stepAgents(method.software, run),
  };
  const setAt = new Date();
  const tags = (outcome.tags ?? []).map((tag) => ({ ...tag, assetId: item.id, setBy: taggingService, setAt }));
  return { ...emptyResult, assets, activities: [activity], tags, outputs, log: outcome.log };
}
