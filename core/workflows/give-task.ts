import type { NewJob } from '../ports/job-queue.ts';
import type { Role } from '../policy/policy.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { roundId } from './round.ts';
import { publishChange, stepMessage } from './run-events.ts';
import type { Run, StepRun } from './run.ts';
import { tellTasks } from './task-events.ts';
import { taskSpecOf } from './task-spec.ts';

const hourMs = 3_600_000;

/** Makes the task of a human step, and `jobs` that tell of it: now, when it is due, and when it waits for too long. */
export async function giveToPerson(
  ports: WorkflowPorts,
  run: Run,
  step: StepRun,
  written: StepDefinition,
  jobs: NewJob[],
): Promise<void> {
  const { instructions, roles } = written.with;
  // Checked when the definition was put.
  const title = written.with['title'] as string;
  const id = roundId('task', step);
  const spec = taskSpecOf(written.with);
  const now = Date.now();
  const dueAt = spec.dueInHours === null ? null : new Date(now + spec.dueInHours * hourMs);
  await ports.store.createTask({
    id,
    runId: run.id,
    stepRunId: step.id,
    projectId: run.projectId,
    title,
    instructions: typeof instructions === 'string' ? instructions : null,
    roles: roles as readonly Role[],
    spec: written.with,
    dueAt,
    note: await whyAgain(ports, step),
  });
  await ports.store.markWaiting(step.id);
  const message = stepMessage(step.step, `waits for a person (${title})`, null);
  await publishChange(ports.feed, run, {
    message,
    step: step.step,
    stepRunId: step.id,
    state: 'WAITING',
    runState: null,
  });
  await tellTasks(ports.feed, [{ id, projectId: run.projectId }], 'CREATED');
  jobs.push({ queue: 'notify', key: `task:${id}`, payload: { taskId: id } });
  if (dueAt)
    jobs.push({ queue: 'notify', key: `task:${id}:due`, payload: { taskId: id, because: 'DUE' }, runAfter: dueAt });
  if (spec.escalate) {
    const runAfter = new Date(now + spec.escalate.afterHours * hourMs);
    jobs.push({
      queue: 'notify',
      key: `task:${id}:escalate`,
      payload: { taskId: id, because: 'ESCALATION' },
      runAfter,
    });
  }
}

/** Why the step is done again; null in its first round. */
async function whyAgain({ store }: WorkflowPorts, { id, round }: StepRun): Promise<string | null> {
  return round === 0 ? null : ((await store.roundsOf([id])).get(id)?.at(-1)?.leftBecause ?? null);
}
