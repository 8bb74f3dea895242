import { HubError } from '../errors.ts';
import type { NewJob } from '../ports/job-queue.ts';
import { admitted, callNext } from './fair-share.ts';
import type { WorkflowDefinition } from './definition.ts';
import { gathering } from './gathered-changes.ts';
import { giveToPerson } from './give-task.ts';
import { cancelChildrenJobs, childJob, parentJobs, subworkflow, takeEndedChildren } from './child-runs.ts';
import type { WorkflowPorts } from './ports.ts';
import { jobOf } from './round.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { callWaiting } from './run-room.ts';
import { withParameters } from './run-parameters.ts';
import { runEnded, type Run, type StepRun, type Workflow } from './run.ts';
import { runFacts } from './run-facts.ts';
import { isSettled, schedule, type Plan } from './schedule.ts';
import { tellTasks } from './task-events.ts';
import { storedDefinition } from './validate-definition.ts';

/** The version of the workflow that a run began with. */
export async function workflowOf(ports: Pick<WorkflowPorts, 'store'>, run: Run): Promise<Workflow> {
  const workflow = (await ports.store.getWorkflows([run.workflowId])).get(run.workflowId);
  if (!workflow) throw new HubError('INTERNAL_SERVER_ERROR', `run ${run.id} has lost its workflow`);
  return workflow;
}

/** The definition that a run began with, with its own settings. */
export async function definitionOf(ports: Pick<WorkflowPorts, 'store'>, run: Run): Promise<WorkflowDefinition> {
  return storedDefinition(withParameters((await workflowOf(ports, run)).document, run.parameters));
}

/** What the caller of `advance` knows already. */
interface Known {
  /** As it is locked in the ambient transaction. */
  readonly run: Run;
  readonly definition: WorkflowDefinition;
}

/**
 * Brings a run as far as it can go: skips what can't be done, queues what can, gives people their tasks, ends the run.
 * Changes, events and jobs commit together with whatever the ambient transaction changed; doing it again changes nothing.
 * @throws NOT_FOUND
 */
export async function advance(given: WorkflowPorts, runId: string, known: Known | null = null): Promise<void> {
  await given.transactor.transact(async () => {
    const ports = gathering(given);
    let run = known?.run ?? (await ports.store.lockRun(runId));
    if (!run) throw new HubError('NOT_FOUND', 'no such run');
    const definition = known?.definition ?? (await definitionOf(ports, run));
    while (!runEnded(run.state)) {
      const steps: readonly StepRun[] = (await ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
      if (await takeEndedChildren(ports, run, steps)) continue;
      const facts = await runFacts(ports.graph, run.examId, definition.steps, steps);
      const whole = schedule(definition.steps, steps, facts, run.state === 'PAUSED');
      const free = await admitted(
        ports,
        run,
        steps.filter(({ id }) => whole.start.includes(id)),
      );
      const plan = { ...whole, start: whole.start.filter((id) => free.has(id)) };
      if (isSettled(plan, run.state)) {
        if (plan.run.percent !== run.percent) await ports.store.updateRun(run.id, plan.run);
        break;
      }
      await apply(ports, run, definition, steps, plan, (id) => (id === null ? null : (facts.get(id)?.label ?? null)));
      run = { ...run, ...plan.run };
      if (isWholePlan(definition, whole, plan)) break;
    }
    await ports.feed.tell();
    await callNext(ports, run.projectId, run.id);
  });
}

/** True when nothing more follows from what was done: only tasks, child runs, and steps that were left out or wait for room bring more. */
function isWholePlan({ steps }: WorkflowDefinition, whole: Plan, { start, skip }: Plan): boolean {
  const goesOn = steps.some(({ uses }) => uses === 'human' || uses === subworkflow);
  return !goesOn && skip.length === 0 && start.length === whole.start.length;
}

/** The job that tells of a failure: one for each time that a run fails. */
export function failureKey({ id, reopened }: Pick<Run, 'id' | 'reopened'>): string {
  return reopened === 0 ? `failed:${id}` : `failed:${id}:${String(reopened)}`;
}

async function apply(
  ports: ReturnType<typeof gathering<WorkflowPorts>>,
  run: Run,
  definition: WorkflowDefinition,
  steps: readonly StepRun[],
  plan: Plan,
  labelOf: (itemId: string | null) => string | null,
): Promise<void> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  if (plan.skip.length > 0) await ports.store.skipSteps(plan.skip);
  for (const { id, reason } of plan.skip) {
    const step = byId.get(id);
    if (!step) continue;
    const message = stepMessage(step.step, `skipped (${reason})`, labelOf(step.itemId));
    await publishChange(ports.feed, run, { message, step: step.step, stepRunId: id, state: 'SKIPPED', runState: null });
  }
  const jobs: NewJob[] = [];
  for (const id of plan.start) {
    const step = byId.get(id);
    const written = definition.steps.find((one) => one.id === step?.step);
    if (!step || !written) continue;
    if (written.uses === 'human') await giveToPerson(ports, run, step, written, jobs);
    else if (written.uses === subworkflow) {
      await ports.store.markWaiting(step.id);
      jobs.push(childJob(step));
    } else jobs.push(jobOf(step));
  }
  await ports.store.markQueued(plan.start.filter((id) => byId.get(id)?.uses !== 'human'));
  if (plan.run.state !== run.state || plan.run.percent !== run.percent) await ports.store.updateRun(run.id, plan.run);
  if (runEnded(plan.run.state)) {
    const closed = await ports.store.closeTasks(run.id, 'its run has ended');
    const failed = plan.run.state === 'FAILED';
    const message = `run: ${failed ? 'failed' : 'completed'}${plan.run.error === null ? '' : ` (${plan.run.error})`}`;
    await publishChange(ports.feed, run, { message, step: null, state: null, runState: plan.run.state });
    await tellTasks(ports.feed, closed, 'CHANGED');
    if (failed && run.startedById !== null) {
      jobs.push({ queue: 'notify', key: failureKey(run), payload: { runId: run.id } });
    }
  }
  await ports.feed.tell();
  if (runEnded(plan.run.state)) {
    jobs.push(...(await parentJobs(ports, run)), ...cancelChildrenJobs(steps));
    await callWaiting(ports, run.projectId);
  }
  if (jobs.length > 0) await ports.queue.enqueue(jobs);
}
