import { asError, HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { HeldWork } from '../ports/held-works.ts';
import type { StepExecutor, StepExecutors, StepProgress } from '../ports/step-executor.ts';
import type { WorkflowPorts } from './ports.ts';
import { stepEnded, type StepRun } from './run.ts';

/** The handle of an earlier attempt's work that does the same; other work of this step, which nobody wants any more, is ended. */
export async function handleToTakeOver(
  ports: Pick<WorkflowPorts, 'works'>,
  executor: StepExecutor,
  step: Pick<StepRun, 'id' | 'round'>,
  key: string,
): Promise<JsonObject | null> {
  const work = await ports.works.of(step.id);
  if (!work) return null;
  if (work.key === keyOf(step, key)) return work.handle;
  await release(ports, executor, work);
  return null;
}

/** Each round does its own work: what an earlier one began is being ended. */
const keyOf = ({ round }: Pick<StepRun, 'round'>, key: string): string =>
  round === 0 ? key : `${key} round ${String(round)}`;

/** Progress that notes where the attempt's work is. */
export function notingWork(
  ports: Pick<WorkflowPorts, 'works'>,
  { id, uses, fence, round }: Pick<StepRun, 'id' | 'uses' | 'fence' | 'round'>,
  key: string,
  progress: StepProgress,
): StepProgress {
  return Object.assign((fraction: number, message: string): void => progress(fraction, message), {
    ...(progress.log ? { log: progress.log } : {}),
    started: async (handle: JsonObject): Promise<void> => {
      if (await ports.works.note({ stepRunId: id, uses, key: keyOf({ round }, key), handle }, fence)) return;
      throw new HubError('CONFLICT', 'another attempt has taken this step');
    },
  });
}

/**
 * Ends the work of this step, if the step has ended: its outcome is kept, or nobody wants it. What can't be ended now is tried again
 * when workers start: that must not undo the end of the step.
 */
export async function releaseIfEnded(
  ports: Pick<WorkflowPorts, 'works' | 'store'>,
  executors: StepExecutors,
  stepRunId: string,
): Promise<void> {
  if (![...executors.values()].some((executor) => 'release' in executor)) return;
  try {
    const work = await ports.works.of(stepRunId);
    if (work && (await hasEnded(ports, stepRunId))) await tryRelease(ports, executors, work);
  } catch (error) {
    process.emitWarning(asError(error));
  }
}

async function hasEnded({ store }: Pick<WorkflowPorts, 'store'>, stepRunId: string): Promise<boolean> {
  const stepRun = (await store.getStepRuns([stepRunId])).get(stepRunId);
  return stepRun !== undefined && stepEnded(stepRun.state);
}

/** Ends the work of all steps that have ended, of the kinds that these executors do. Call it when workers start. */
export async function releaseEnded(ports: Pick<WorkflowPorts, 'works'>, executors: StepExecutors): Promise<void> {
  for (const work of await ports.works.ofEndedSteps([...executors.keys()])) await tryRelease(ports, executors, work);
}

async function tryRelease(
  ports: Pick<WorkflowPorts, 'works'>,
  executors: StepExecutors,
  work: HeldWork,
): Promise<void> {
  const executor = executors.get(work.uses);
  if (!executor) return;
  try {
    await release(ports, executor, work);
  } catch (error) {
    process.emitWarning(asError(error));
  }
}

async function release(ports: Pick<WorkflowPorts, 'works'>, executor: StepExecutor, work: HeldWork): Promise<void> {
  await executor.release?.(work.handle);
  await ports.works.forget(work);
}
