import type { Asset } from '../assets/asset.ts';
import { assetChanges, changed, created } from '../assets/asset-changes.ts';
import { tagNewAssets } from '../assets/change-tags.ts';
import { putAssets } from '../assets/put-assets.ts';
import { setStepTags } from '../assets/step-tags.ts';
import { asError, HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { isOutage } from '../jobs/attempt.ts';
import type { AuditEntry } from '../ports/audit-trail.ts';
import type { StepExecutors } from '../ports/step-executor.ts';
import { advance } from './advance.ts';
import { askForReuse, type ReuseQuestion } from './ask-reuse.ts';
import { biomarkersOf } from './biomarkers.ts';
import type { StepDefinition, WorkflowDefinition } from './definition.ts';
import { execute } from './execute.ts';
import { gathering } from './gathered-changes.ts';
import { seriesLabel } from './item-facts.ts';
import { sendStepMessage } from './notify.ts';
import type { WorkflowPorts } from './ports.ts';
import { turnOf } from './round.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { keepTags } from './result-tags.ts';
import { retryLater } from './retry-later.ts';
import { runEnded, type Run, type StepRun } from './run.ts';
import { keptDefinition } from './kept-definitions.ts';
import { inputsOf } from './step-inputs.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import { bounded } from './step-log.ts';
import { progressOf, type ToldProgress } from './step-progress.ts';
import type { StepWork } from './step-work.ts';
import { attend } from './stop-attempts.ts';

const maxReason = 2000;

/** Which try of the job this is: the last one ends the step when it fails. */
export interface Attempt {
  readonly attempt: number;
  readonly attempts: number;
  /** What the job says of itself. @default a job of the step's first turn */
  readonly payload?: JsonObject;
}

interface Held {
  readonly run: Run;
  readonly stepRun: StepRun;
  readonly step: StepDefinition;
  readonly definition: WorkflowDefinition;
  readonly label: string | null;
  /** Null: a message of the whole run needs none. */
  readonly item: Asset | null;
}

/**
 * Does one step of a run, or nothing when it has ended. The attempt takes the step's fence first, and only its holder
 * writes the end: of two attempts at once, the later one's result counts. Results, provenance, event and what follows in the
 * run commit together.
 * @throws what failed, when the job is to be tried again; a step that can't succeed is FAILED, which is no error of the job
 */
export async function runStep(
  ports: WorkflowPorts,
  executors: StepExecutors,
  stepRunId: string,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<void> {
  const held = await take(ports, stepRunId, turnOf(attempt.payload ?? {}));
  if (!held) return;
  using attendance = attend(ports, held.stepRun, signal);
  using progress = progressOf(ports, held.run, held.stepRun, held.label);
  try {
    const result = await resultOf(ports, executors, held, attendance.signal, progress);
    if ('existing' in result) await askForReuse(ports, held.run, held.stepRun, held.label, result);
    else await end(ports, held, result);
  } catch (caught) {
    // Cancelled, or done again by another attempt: there is nothing to say of this one any more.
    if (attendance.isLost()) return;
    const error = asError(caught);
    // Stopped from outside: that says nothing about the step, which the queue will give out again.
    if (signal.aborted) throw error;
    const reason = error instanceof HubError ? error.message : `${held.step.uses} met an unexpected error`;
    const hopeless = error instanceof HubError && !error.retryable;
    // An outage of a store is not the step's failure, however many tries it lasts.
    const retry = isOutage(error) || (!hopeless && attempt.attempt < attempt.attempts);
    if (retry) {
      await ports.store.noteTrouble(held.stepRun.id, held.stepRun.fence, reason.slice(0, maxReason));
      throw error;
    }
    if (await retryLater(ports, held.step, held.stepRun, reason.slice(0, maxReason))) return;
    await fail(ports, held, reason, progress.log());
    // A fault of ours still shows in the queue's dead letters, beside the failed step.
    if (!(error instanceof HubError)) throw error;
  }
}

/** Takes the step; null when there is nothing to do any more. */
async function take(ports: WorkflowPorts, stepRunId: string, turn: number): Promise<Held | null> {
  return ports.transactor.transact(async () => {
    const run = await ports.store.lockRunOfStep(stepRunId);
    if (!run) throw new HubError('NOT_FOUND', 'no such step of a run');
    if (runEnded(run.state)) return null;
    const stepRun = await ports.store.beginStep(stepRunId, turn);
    if (!stepRun) return null;
    const definition = await keptDefinition(ports, run);
    const step = definition.steps.find((one) => one.id === stepRun.step);
    const itemId = stepRun.itemId ?? run.examId;
    const needsItem = stepRun.uses !== 'notify';
    const item = needsItem ? ((await ports.graph.getAssets([itemId])).get(itemId) ?? null) : null;
    if (!step || (needsItem && !item))
      throw new HubError('INTERNAL_SERVER_ERROR', `step ${stepRunId} has lost its definition or its asset`);
    const label = stepRun.itemId === null || !item ? null : seriesLabel(item);
    const message = stepMessage(
      step.id,
      stepRun.attempts > 1 ? `started (attempt ${String(stepRun.attempts)})` : 'started',
      label,
    );
    await publishChange(ports.feed, run, { message, step: step.id, stepRunId, state: 'RUNNING', runState: null });
    return { run, stepRun, step, definition, label, item };
  });
}

async function resultOf(
  ports: WorkflowPorts,
  executors: StepExecutors,
  held: Held,
  signal: AbortSignal,
  progress: ToldProgress,
): Promise<StepResult | ReuseQuestion> {
  const { run, stepRun, step, definition, item } = held;
  if (step.uses === 'notify')
    return { ...emptyResult, alsoWrite: (within) => sendStepMessage(within, run, step, stepRun) };
  if (!item) throw new HubError('INTERNAL_SERVER_ERROR', `step ${stepRun.id} has lost its asset`);
  const runSteps = (await ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
  const inputs = await inputsOf(ports, definition, step, stepRun, runSteps, item);
  const work: StepWork = { run, stepRun, step, item, inputs };
  if (step.uses === 'biomarkers') return biomarkersOf(ports, work);
  const executor = executors.get(step.uses);
  if (!executor) throw new HubError('STEP_FAILED', `this hub has no executor for ${step.uses}`);
  const result = await execute(ports, executor, work, signal, progress.tell);
  return 'existing' in result || result.log !== '' ? result : { ...result, log: progress.log() };
}

async function end(
  given: WorkflowPorts,
  { run, stepRun, step, label, definition }: Held,
  result: StepResult,
): Promise<void> {
  await given.transactor.transact(async () => {
    const ports = gathering(given);
    await ports.withdrawals.holdOff();
    // The run first, as everywhere: two that lock run and step in different order would block each other.
    const locked = await ports.store.lockRun(run.id);
    const held = await ports.store.endStep(stepRun.id, stepRun.fence, {
      state: 'COMPLETED',
      reason: null,
      log: result.log === null || result.log === '' ? null : bounded(result.log),
      outputs: result.outputs,
      reused: result.reused,
    });
    if (!held) return;
    const audited = await writeResult(ports, stepRun.id, result);
    const message = stepMessage(step.id, result.reused ? 'completed (reused)' : 'completed', label);
    await publishChange(ports.feed, run, {
      message,
      step: step.id,
      stepRunId: stepRun.id,
      state: 'COMPLETED',
      runState: null,
    });
    await advance(ports, run.id, locked && { run: locked, definition });
    if (audited) await ports.audit.append(audited);
  });
}

/**
 * Writes assets, provenance and tags; call it in the transaction that ends the step. Answers what is to be audited, which its caller does
 * last, since whoever appends next waits for the end of that transaction; null for nothing.
 */
export async function writeResult(
  ports: WorkflowPorts,
  stepRunId: string,
  result: StepResult,
): Promise<AuditEntry | null> {
  if (result.assets.length > 0) {
    await putAssets(ports.graph, result.assets);
    await tagNewAssets(ports, result.assets);
  }
  for (const activity of result.activities) await ports.graph.recordActivity(activity);
  await keepTags(ports, result);
  const audited = await setStepTags(ports, stepRunId, result.tags);
  // A result that serves again leaves tags as they are, but where they were changed since.
  await tellChanges(ports, result.reused && !audited ? { ...result, tags: [] } : result);
  await result.alsoWrite?.(ports);
  return audited;
}

/** Tells those who watch the project's assets. */
async function tellChanges({ graph, feed }: WorkflowPorts, { assets, tags, activities }: StepResult): Promise<void> {
  const [first] = assets;
  const runId = activities[0]?.runId ?? null;
  if (first) await assetChanges.append(feed, first.projectId, first.createdBy, created(assets), runId);
  if (tags.length === 0) return;
  const tagged = await graph.getAssets(tags.map((tag) => tag.assetId));
  for (const asset of tagged.values()) {
    const by = tags.find((tag) => tag.assetId === asset.id)?.setBy ?? '';
    await assetChanges.append(feed, asset.projectId, by, [changed(asset, 'TAGGED')], runId);
  }
}

async function fail(ports: WorkflowPorts, { run, stepRun, step, label }: Held, reason: string, log: string) {
  await endFailed(ports, run, stepRun.id, stepRun.fence, step.id, label, reason, log === '' ? null : log);
}

/** PostgreSQL's text holds no NUL, and a program may say anything. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '');
}

/** Ends a step as FAILED if that attempt still holds it. `log` null: what it told so far stays. */
export async function endFailed(
  given: WorkflowPorts,
  run: Run,
  stepRunId: string,
  fence: number | null,
  step: string,
  label: string | null,
  reason: string,
  log: string | null = null,
): Promise<void> {
  await given.transactor.transact(async () => {
    const ports = gathering(given);
    await ports.store.lockRun(run.id);
    const text = clean(reason).slice(0, maxReason);
    const held = await ports.store.endStep(stepRunId, fence, {
      state: 'FAILED',
      reason: text,
      log,
      outputs: [],
      reused: null,
    });
    if (!held) return;
    const message = stepMessage(step, `failed (${text})`, label);
    await publishChange(ports.feed, run, { message, step, stepRunId, state: 'FAILED', runState: null });
    await advance(ports, run.id);
  });
}
