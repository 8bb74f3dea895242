import { advance } from './advance.ts';
import type { WorkflowPorts } from './ports.ts';
import { redoFrom } from './redo-steps.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { endFailed, writeResult } from './run-step.ts';
import type { Task } from './run.ts';
import type { TaskContext } from './task-context.ts';
import { taskResult, type TaskEnd } from './task-result.ts';

/** Ends a human step as its task was decided; call it in the transaction that holds the run's lock. */
export async function endHumanStep(
  ports: WorkflowPorts,
  task: Task,
  context: TaskContext,
  end: TaskEnd,
): Promise<void> {
  const { run, stepRun } = context;
  const result = taskResult(task, context, end);
  const audited = await writeResult(ports, stepRun.id, result);
  const people = end.decisions.map(({ username }) => username).join(' and ');
  if (end.outcome === 'REJECTED') {
    const by = end.decisions.at(-1)?.username ?? '';
    const reason = `rejected by ${by}: ${end.comment ?? ''}`;
    await endFailed(ports, run, stepRun.id, null, stepRun.step, null, reason);
  } else {
    await ports.store.endStep(stepRun.id, null, {
      state: 'COMPLETED',
      reason: null,
      log: null,
      outputs: result.outputs,
      reused: null,
    });
    if (end.sentBackTo === null) {
      const message = stepMessage(stepRun.step, `approved by ${people}`, null);
      await publishChange(ports.feed, run, {
        message,
        step: stepRun.step,
        stepRunId: stepRun.id,
        state: 'COMPLETED',
        runState: null,
      });
      await advance(ports, run.id);
    } else {
      // Ended first, so that the round that is over keeps the decision among what it came to.
      const by = end.decisions.at(-1)?.username ?? '';
      await redoFrom(ports, run, end.sentBackTo, null, `sent back by ${by}: ${end.comment ?? ''}`);
    }
  }
  if (audited) await ports.audit.append(audited);
}
