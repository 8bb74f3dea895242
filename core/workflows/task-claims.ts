import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { may, requirePerson, type Actor } from '../policy/policy.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange } from './run-events.ts';
import { tellTasks } from './task-events.ts';
import type { Task } from './run.ts';
import { requireFree, requireTask } from './task-access.ts';
import { decisionsOf, refuseMakers, refuseWhoDecided } from './task-eyes.ts';

const maxMinutes = 7 * 24 * 60;

export interface ClaimTaskInput {
  readonly taskId: string;
  /** For so long others can't do it. */
  readonly minutes: number;
}

/**
 * The task, which the person now has for so long; their own again is prolonged. Of several who ask at once, one gets it.
 * @throws NOT_FOUND, FORBIDDEN (also who may not decide it, since they made what is looked at), CONFLICT (somebody else has it, it is
 *   decided, or the person has decided already), BAD_USER_INPUT
 */
export async function claimTask(ports: WorkflowPorts, actor: Actor, input: ClaimTaskInput): Promise<Task> {
  const { task: found, person } = await requireTask(ports, actor, input.taskId);
  const { minutes } = input;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > maxMinutes)
    throw badInput('input.minutes', `1 to ${String(maxMinutes)}`, minutes);
  return ports.transactor.transact(async () => {
    // The run first, as everywhere: two that lock run and task in different order would block each other.
    await ports.store.lockRun(found.runId);
    const task = await ports.store.lockTask(found.id);
    if (!task) throw notFound('task');
    if (task.state !== 'OPEN') throw new HubError('CONFLICT', `the task is ${task.state} already`);
    requireFree(task, person.id);
    refuseWhoDecided(await decisionsOf(ports, task), person);
    await refuseMakers(ports, task, person);
    if (!(await ports.store.holdTask(task.id, person, minutes * 60_000)))
      throw new HubError('CONFLICT', 'somebody else has this task');
    const claimed = await reread(ports, task);
    if (task.hold === null) await tell(ports, task, `taken by ${person.username}`);
    await ports.audit.append({
      actor: person.username,
      action: 'task.claimed',
      target: `task:${task.id}`,
      projectId: task.projectId,
      reason: null,
      oldValue: null,
      newValue: { until: claimed.hold?.until.toISOString() ?? null, runId: task.runId },
    });
    return claimed;
  });
}

/**
 * The task, which nobody has any more. Who has it gives it back; owners and managers of the project may take it from them. One that nobody
 * has stays as it is.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function releaseTask(ports: WorkflowPorts, actor: Actor, taskId: string): Promise<Task> {
  requirePerson(actor);
  const found = (await ports.store.getTasks([taskId].filter(isId))).get(taskId);
  if (!found || !may(actor, 'workflow.read', found.projectId)) throw notFound('task');
  return ports.transactor.transact(async () => {
    await ports.store.lockRun(found.runId);
    const task = await ports.store.lockTask(found.id);
    if (!task) throw notFound('task');
    const { hold } = task;
    if (hold === null || task.state !== 'OPEN') return task;
    if (hold.personId !== actor.id && !may(actor, 'project.manage', task.projectId))
      throw new HubError(
        'FORBIDDEN',
        `${hold.username} has this task: only they, an owner or a manager can release it`,
      );
    await ports.store.releaseTask(task.id);
    await tell(ports, task, `given back by ${actor.username}`);
    await ports.audit.append({
      actor: actor.username,
      action: 'task.released',
      target: `task:${task.id}`,
      projectId: task.projectId,
      reason: null,
      oldValue: { heldBy: hold.username },
      newValue: { runId: task.runId },
    });
    return reread(ports, task);
  });
}

async function reread({ store }: WorkflowPorts, task: Task): Promise<Task> {
  return (await store.getTasks([task.id])).get(task.id) ?? task;
}

async function tell(ports: WorkflowPorts, task: Task, what: string): Promise<void> {
  const run = { id: task.runId, projectId: task.projectId };
  const step = (await ports.store.getStepRuns([task.stepRunId])).get(task.stepRunId);
  const message = `${step?.step ?? 'task'}: ${what} (${task.title})`;
  await publishChange(ports.feed, run, {
    message,
    step: step?.step ?? null,
    stepRunId: task.stepRunId,
    state: 'WAITING',
    runState: null,
  });
  await tellTasks(ports.feed, [task], 'CHANGED');
}
