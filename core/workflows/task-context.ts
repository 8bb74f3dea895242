import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import type { StepInput } from '../ports/step-executor.ts';
import { definitionOf } from './advance.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Run, StepRun, Task } from './run.ts';
import { inputsOf } from './step-inputs.ts';

/** What a person's task is about. */
export interface TaskContext {
  readonly run: Run;
  readonly stepRun: StepRun;
  /** Null for a question for reuse. */
  readonly step: StepDefinition | null;
  readonly exam: Asset;
  /** What the steps before it gave: what the person looks at. Empty for a question for reuse. */
  readonly seen: readonly StepInput[];
}

/** @throws INTERNAL_SERVER_ERROR when something of it is gone */
export async function lookedAt(ports: WorkflowPorts, task: Task): Promise<TaskContext> {
  const run = (await ports.store.getRuns([task.runId])).get(task.runId);
  const runSteps = (await ports.store.stepRunsOf([task.runId])).get(task.runId) ?? [];
  const stepRun = runSteps.find(({ id }) => id === task.stepRunId);
  const exam = run && (await ports.graph.getAssets([run.examId])).get(run.examId);
  if (!run || !stepRun || !exam)
    throw new HubError('INTERNAL_SERVER_ERROR', `task ${task.id} has lost its run, step or exam`);
  if (stepRun.uses !== 'human') return { run, stepRun, step: null, exam, seen: [] };
  const definition = await definitionOf(ports, run);
  const step = definition.steps.find(({ id }) => id === stepRun.step);
  if (!step) throw new HubError('INTERNAL_SERVER_ERROR', `task ${task.id} has lost its step`);
  const seen = await inputsOf(ports, definition, step, stepRun, runSteps, exam);
  return { run, stepRun, step, exam, seen };
}
