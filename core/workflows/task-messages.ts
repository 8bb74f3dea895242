import { badInput } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { sendMessage } from './notify.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange, stepMessage } from './run-events.ts';
import type { Task } from './run.ts';
import { whoMay } from './task-access.ts';
import { tellTasks } from './task-events.ts';

/**
 * Tells people of a task, as a job of queue `notify` says: `{ taskId }` that it waits, with `because: 'DUE'` that it is due, with
 * `because: 'ESCALATION'` that it has waited for too long, which lets more people do it. Nothing when it is gone or done.
 */
export async function sendTaskMessage(ports: WorkflowPorts, { taskId, because }: JsonObject): Promise<void> {
  if (typeof taskId !== 'string') throw badInput('payload', 'taskId', taskId);
  if (because === 'ESCALATION') return escalate(ports, taskId);
  const task = (await ports.store.getTasks([taskId])).get(taskId);
  if (task?.state !== 'OPEN') return;
  if (because === 'DUE') {
    const people = task.hold ? [task.hold.personId] : whoMay(await ports.members(task.projectId), task);
    await sendMessage(ports, `${task.id} due`, people, `A task is due: ${task.title}`, task.runId);
    return;
  }
  const people = whoMay(await ports.members(task.projectId), task);
  const why = task.note === null ? '' : ` (${task.note})`;
  await sendMessage(ports, task.id, people, `A task waits for you: ${task.title}${why}`, task.runId);
}

async function escalate(ports: WorkflowPorts, taskId: string): Promise<void> {
  await ports.transactor.transact(async () => {
    const known = (await ports.store.getTasks([taskId])).get(taskId);
    if (known) await ports.store.lockRun(known.runId);
    const before = await ports.store.lockTask(taskId);
    if (before?.state !== 'OPEN' || !(await ports.store.escalateTask(taskId))) return;
    const task: Task = (await ports.store.getTasks([taskId])).get(taskId) ?? before;
    const people = whoMay(await ports.members(task.projectId), task);
    const text = `A task has waited for too long: ${task.title}`;
    await sendMessage(ports, `${task.id} escalated`, people, text, task.runId);
    const step = (await ports.store.getStepRuns([task.stepRunId])).get(task.stepRunId)?.step ?? null;
    const message = stepMessage(step ?? 'task', `has waited for too long, more people may do it (${task.title})`, null);
    const run = { id: task.runId, projectId: task.projectId };
    await publishChange(ports.feed, run, { message, step, state: 'WAITING', runState: null });
    await tellTasks(ports.feed, [task], 'CHANGED');
    await ports.audit.append({
      actor: 'service:workflow',
      action: 'task.escalated',
      target: `task:${task.id}`,
      projectId: task.projectId,
      reason: null,
      oldValue: null,
      newValue: { to: task.spec.escalate?.to ?? [], runId: task.runId },
    });
  });
}
