import type { Role } from '../policy/policy.ts';
import { advance } from './advance.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { roundId } from './round.ts';
import type { Reused, Run, StepRun } from './run.ts';

/** Who decides whether an existing result serves: whoever may complete tasks. */
const deciders: readonly Role[] = ['OWNER', 'MANAGER', 'CURATOR', 'REVIEWER'];

/** Ends an attempt that can't go on before a person has decided. */
export interface ReuseQuestion {
  readonly method: string;
  readonly methodVersion: string;
  readonly existing: Reused;
}

/** Lets the step wait for a person's task; nothing when the attempt has lost its hold on the step. */
export async function askForReuse(
  ports: WorkflowPorts,
  run: Run,
  stepRun: StepRun,
  label: string | null,
  { method, methodVersion, existing }: ReuseQuestion,
): Promise<void> {
  await ports.transactor.transact(async () => {
    await ports.store.lockRun(run.id);
    if (!(await ports.store.holdStep(stepRun.id, stepRun.fence))) return;
    const id = roundId('reuse-task', stepRun);
    // Not whose and where from: who may complete the task may be none who may see that. The step's `reused` tells those who may.
    const title = `Use the existing result of ${method} for ${stepRun.step}${label === null ? '' : `, series ${label}`}?`;
    await ports.store.createTask({
      id,
      runId: run.id,
      stepRunId: stepRun.id,
      projectId: run.projectId,
      title: title.slice(0, 200),
      instructions: `${method} ${methodVersion} gave a result for equal inputs on ${existing.at.toISOString().slice(0, 10)}. Approve to use it, reject to compute it again.`,
      roles: deciders,
    });
    const message = stepMessage(stepRun.step, 'waits for a person (an existing result could serve)', label);
    await publishChange(ports.feed, run, { message, step: stepRun.step, state: 'WAITING', runState: null });
    await ports.queue.enqueue([{ queue: 'notify', key: `task:${id}`, payload: { taskId: id } }]);
    await advance(ports, run.id);
  });
}

/** Sets the step going again after the decision, which its next attempt finds in the task. Call it in the decision's transaction. */
export async function resumeAfterDecision(
  ports: WorkflowPorts,
  run: Run,
  stepRun: StepRun,
  decision: string,
): Promise<void> {
  await ports.store.resumeStep(stepRun.id);
  const message = stepMessage(stepRun.step, decision, null);
  await publishChange(ports.feed, run, { message, step: stepRun.step, state: 'PENDING', runState: null });
  await advance(ports, run.id);
}
