import { HubError } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Actor } from '../policy/policy.ts';
import type { DeadLetter } from '../ports/job-queue.ts';
import type { PageRequest } from '../ports/asset-graph.ts';
import type { StepExecutors } from '../ports/step-executor.ts';
import { advance } from './advance.ts';
import { cancelRun } from './cancel-run.ts';
import { releaseEnded, releaseIfEnded } from './held-work.ts';
import { whyWithoutEffect } from './job-effect.ts';
import { putWorkflow } from './manage.ts';
import { sendFailure, sendTaskMessage } from './notify.ts';
import type { WorkflowPorts } from './ports.ts';
import * as queries from './queries.ts';
import { endFailed, runStep, type Attempt } from './run-step.ts';
import { turnOf } from './round.ts';
import { runEnded, type TaskState } from './run.ts';
import { startByEvent, startRun, type StartRunInput } from './start-run.ts';
import { notificationsReceived, projectRuns, runProgress } from './subscriptions.ts';
import { completeTask, type CompleteTaskInput } from './tasks.ts';

/** The use cases of workflows. Those that take an actor ask the policy; the others are for the hub's own workers. */
export function createWorkflows(ports: WorkflowPorts) {
  return {
    putWorkflow: (actor: Actor, input: { readonly projectId: string; readonly document: JsonObject }) =>
      putWorkflow(ports, actor, input),
    startRun: (actor: Actor, input: StartRunInput) => startRun(ports, actor, input),
    completeTask: (actor: Actor, input: CompleteTaskInput) => completeTask(ports, actor, input),

    getWorkflows: (actor: Actor, ids: readonly string[]) => queries.getWorkflows(ports, actor, ids),
    listWorkflows: (actor: Actor, projectId: string | null) => queries.listWorkflows(ports, actor, projectId),
    getRuns: (actor: Actor, ids: readonly string[]) => queries.getRuns(ports, actor, ids),
    listRuns: (actor: Actor, query: queries.RunQuery, page: PageRequest) => queries.listRuns(ports, actor, query, page),
    visibleExams: (actor: Actor, examIds: readonly string[]) => queries.visibleExams(ports, actor, examIds),
    runsOfExams: (actor: Actor, examIds: readonly string[]) => queries.runsOfExams(ports, actor, examIds),
    stepsOfRuns: (actor: Actor, runIds: readonly string[]) => queries.stepsOfRuns(ports, actor, runIds),
    tasksOfSteps: (actor: Actor, stepRunIds: readonly string[]) => queries.tasksOfSteps(ports, actor, stepRunIds),
    getTasks: (actor: Actor, ids: readonly string[]) => queries.getTasks(ports, actor, ids),
    listTasks: (actor: Actor, projectId: string | null, state: TaskState | null, first: number) =>
      queries.listTasks(ports, actor, projectId, state, first),
    getNotifications: (actor: Actor, ids: readonly string[]) => queries.getNotifications(ports, actor, ids),
    listNotifications: (actor: Actor, first: number) => queries.listNotifications(ports, actor, first),

    runProgress: (actor: Actor, runId: string, after: string | null, signal: AbortSignal) =>
      runProgress(ports, actor, runId, after, signal),
    projectRuns: (actor: Actor, projectId: string, after: string | null, signal: AbortSignal) =>
      projectRuns(ports, actor, projectId, after, signal),
    notificationsReceived: (actor: Actor, after: string | null, signal: AbortSignal) =>
      notificationsReceived(ports, actor, after, signal),

    /** Handles a job of queue `advance`: an event that may start runs, or a run to look at again. */
    advance: (payload: JsonObject, key: string): Promise<void> =>
      typeof payload['runId'] === 'string' ? advance(ports, payload['runId']) : startByEvent(ports, payload, key),
    /** Handles a job of queue `step`, or a notify step's in queue `notify`. */
    runStep: (executors: StepExecutors, stepRunId: string, attempt: Attempt, signal: AbortSignal) =>
      runStep(ports, executors, stepRunId, attempt, signal).finally(() => releaseIfEnded(ports, executors, stepRunId)),
    /** See `releaseEnded`. */
    releaseEndedWork: (executors: StepExecutors) => releaseEnded(ports, executors),
    /** See `cancelRun`. */
    cancelRun: (runId: string, reason: string) => cancelRun(ports, runId, reason),
    sendTaskMessage: (taskId: string) => sendTaskMessage(ports, taskId),
    sendFailure: (runId: string) => sendFailure(ports, runId),
    /** Ends the step of a job that the queue has given up (its process died with it, again and again). */
    giveUpStep: (dead: DeadLetter) => giveUpStep(ports, dead),
    /** Why doing a job again would change nothing any more; null when it may. */
    whyWithoutEffect: (dead: DeadLetter) => whyWithoutEffect(ports, dead),
  };
}

export type WorkflowUseCases = ReturnType<typeof createWorkflows>;

async function giveUpStep(ports: WorkflowPorts, dead: DeadLetter): Promise<void> {
  const id = dead.payload['stepRunId'];
  if (typeof id !== 'string' || !isId(id)) throw new HubError('BAD_USER_INPUT', 'a dead job without stepRunId');
  const stepRun = (await ports.store.getStepRuns([id])).get(id);
  if (!stepRun || (stepRun.state !== 'PENDING' && stepRun.state !== 'RUNNING')) return;
  await ports.transactor.transact(async () => {
    const run = await ports.store.lockRun(stepRun.runId);
    if (!run || runEnded(run.state)) return;
    const taken = await ports.store.beginStep(id, turnOf(dead.payload));
    if (taken)
      await endFailed(
        ports,
        run,
        id,
        taken.fence,
        taken.step,
        null,
        'its job was given up: its process ended with it, again and again',
      );
  });
}
