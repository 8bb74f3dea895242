import type { NewAsset } from '../assets/asset.ts';
import { sha256, type JsonObject } from '../json.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress } from '../ports/step-executor.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import { contentHash, reuseKey } from '../provenance/reuse-key.ts';
import { stepAgents } from './agents.ts';
import type { ReuseQuestion } from './ask-reuse.ts';
import { handleToTakeOver, notingWork } from './held-work.ts';
import type { WorkflowPorts } from './ports.ts';
import { tagsOn } from './result-tags.ts';
import { existingResult } from './reuse.ts';
import { roundId } from './round.ts';
import type { Task } from './run.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import type { StepWork } from './step-work.ts';
import { withinTime } from './within-time.ts';

/**
 * The step's result: an existing one of the same method, version, parameters and inputs where the run permits, else a new one; or the
 * question whether the existing one serves, where the run asks and nobody has decided.
 */
export async function execute(
  ports: WorkflowPorts,
  executor: StepExecutor,
  work: StepWork,
  signal: AbortSignal,
  progress: StepProgress,
): Promise<StepResult | ReuseQuestion> {
  const { run, step, stepRun, item, inputs } = work;
  const method = await executor.describe(step.with, item);
  const parameters = { ...step.with, ...method.itemParameters?.(item) };
  const key = reuseKey({
    method: method.method,
    methodVersion: method.methodVersion,
    parameters,
    inputs: [
      // Two series may have equal content, and yet a result may say something of one of them.
      ...(method.itemParameters ? [] : [{ role: 'item', sha256: sha256(item.id) }]),
      ...inputs.map(({ role, asset }) => ({ role, sha256: contentHash(asset) })),
    ],
  });
  const existing = run.reuse === 'NEVER' ? null : await existingResult(ports, work, key);
  if (existing) {
    const decision = run.reuse === 'ASK' ? await decisionOn(ports, stepRun.id) : 'APPROVED';
    if (decision === null)
      return { method: method.method, methodVersion: method.methodVersion, existing: existing.reused };
    if (decision === 'APPROVED') return existing;
  }
  const startedAt = new Date();
  const { timeoutS, resources } = step;
  const handle = await handleToTakeOver(ports, executor, stepRun, key);
  const parts = {
    runId: run.id,
    stepRunId: stepRun.id,
    step: step.id,
    parameters: step.with,
    item,
    inputs,
    timeoutS,
    resources,
  };
  const task = { ...parts, ...(handle ? { handle } : {}) };
  const noting = notingWork(ports, stepRun, key, progress);
  const outcome = await withinTime(timeoutS, signal, (until) => executor.execute(task, until, noting));
  signal.throwIfAborted();
  return newResult(ports, work, method, parameters, key, startedAt, outcome);
}

/** What a person said to the question; null when nobody was asked. */
async function decisionOn(ports: WorkflowPorts, stepRunId: string): Promise<Task['state'] | null> {
  return (await ports.store.tasksOfSteps([stepRunId])).get(stepRunId)?.state ?? null;
}

async function newResult(
  ports: WorkflowPorts,
  { run, item, inputs, stepRun }: StepWork,
  method: StepMethod,
  parameters: JsonObject,
  key: string,
  startedAt: Date,
  outcome: StepOutcome,
): Promise<StepResult> {
  const assets: NewAsset[] = [];
  for (const [index, output] of outcome.outputs.entries()) {
    // Content-addressed, so an attempt that dies after this leaves nothing that the next one would double.
    const stored = output.bytes && (await ports.objects.put(output.bytes));
    assets.push({
      id: roundId('step-output', stepRun, output.role, String(index)),
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
    id: roundId('step-activity', stepRun),
    projectId: run.projectId,
    method: method.method,
    methodVersion: method.methodVersion,
    parameters,
    reuseKey: key,
    startedAt,
    endedAt: new Date(),
    runId: run.id,
    used: inputs.map(({ role, asset }) => ({ assetId: asset.id, role })),
    generated: outputs.map(({ assetId, role }) => ({ assetId, role })),
    agents: stepAgents(method.software, run),
    ...recordedByHub('workflow'),
  };
  const tags = tagsOn(item, outcome.tags ?? []);
  return { ...emptyResult, assets, activities: [activity], tags, outputs, log: outcome.log };
}
