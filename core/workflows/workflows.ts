import { HubError } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Actor } from '../policy/policy.ts';
import type { DeadLetter } from '../ports/job-queue.ts';
import type { PageRequest } from '../ports/asset-graph.ts';
import type { StepExecutors } from '../ports/step-executor.ts';
import { advance } from './advance.ts';
import { startByAssetEvents } from './asset-triggers.ts';
import { cancelRun } from './cancel-run.ts';
import * as control from './control-run.ts';
import { callNext } from './fair-share.ts';
import { releaseEnded, releaseIfEnded } from './held-work.ts';
import { whyWithoutEffect } from './job-effect.ts';
import { putWorkflow, validateWorkflow, type PutWorkflowInput } from './manage.ts';
import { sendFailure } from './notify.ts';
import { sendOutgoing } from './outgoing.ts';
import * as configuration from './configuration.ts';
import { whyPaused } from './paused-triggers.ts';
import { planRun } from './plan-run.ts';
import { importBundle, promoteWorkflow, type ImportBundleInput, type PromoteInput } from './promote.ts';
import * as promotions from './promotions.ts';
import type { WorkflowPorts } from './ports.ts';
import * as queries from './queries.ts';
import { projectQuota, setProjectQuota, type SetQuotaInput } from './quotas.ts';
import { endFailed, runStep, type Attempt } from './run-step.ts';
import { rerun, type RerunInput } from './rerun.ts';
import { endRetryWait } from './retry-later.ts';
import { turnOf } from './round.ts';
import { runEnded, type RunPriority, type TaskState } from './run.ts';
import { projectShare, setProjectShare } from './shares.ts';
import { timeLeftOf } from './time-left.ts';
import * as watch from './watch.ts';
import {
  correctSeriesType,
  seriesTypeCases,
  seriesTypeConfusion,
  type CorrectSeriesTypeInput,
} from './series-cases.ts';
import { startBySchedule } from './schedule-triggers.ts';
import { startChild } from './start-child.ts';
import { startRuns, type StartRunsInput } from './start-runs.ts';
import { startByEvent } from './start-by-event.ts';
import { startRun, type StartRunInput } from './start-run.ts';
import { notificationsReceived, projectRuns, runProgress } from './subscriptions.ts';
import { claimTask, releaseTask, type ClaimTaskInput } from './task-claims.ts';
import { sendTaskMessage } from './task-messages.ts';
import { decisionsOfTasks, taskQueue, type TaskQuery } from './task-queue.ts';
import { completeTask, type CompleteTaskInput } from './tasks.ts';
import { startWaiting } from './waiting-starts.ts';
import { callWebhook, createWebhook, listWebhooks, revokeWebhook, type WebhookCall } from './webhooks.ts';

/** The use cases of workflows. Those that take an actor ask the policy; the others are for the hub's own workers. */
export function createWorkflows(ports: WorkflowPorts) {
  return {
    putWorkflow: (actor: Actor, input: PutWorkflowInput) => putWorkflow(ports, actor, input),
    validateWorkflow: (actor: Actor, projectId: string, source: string) =>
      validateWorkflow(ports, actor, projectId, source),
    setProjectConfiguration: (actor: Actor, input: configuration.SetConfigurationInput) =>
      configuration.setProjectConfiguration(ports, actor, input),
    configurationsOf: (actor: Actor, projectIds: readonly string[]) =>
      configuration.configurationsOf(ports, actor, projectIds),
    configurationChanges: (actor: Actor, projectId: string, first: number, after: string | null) =>
      configuration.configurationChanges(ports, actor, projectId, first, after),
    promoteWorkflow: async (actor: Actor, input: PromoteInput) =>
      promotions.shownPromotion(ports, await promoteWorkflow(ports, actor, input)),
    importBundle: async (actor: Actor, input: ImportBundleInput) =>
      promotions.shownPromotion(ports, await importBundle(ports, actor, input)),
    withdrawPromotedWorkflow: (actor: Actor, input: { readonly id: string; readonly reason: string }) =>
      promotions.withdrawPromotedWorkflow(ports, actor, input),
    promotedWorkflow: (actor: Actor, id: string) => promotions.promotedWorkflow(ports, actor, id),
    promotedWorkflows: (actor: Actor, projectId: string, first: number, after: string | null) =>
      promotions.promotedWorkflows(ports, actor, projectId, first, after),
    planRun: (actor: Actor, workflowId: string, examId: string) => planRun(ports, actor, workflowId, examId),
    startRuns: (actor: Actor, input: StartRunsInput) => startRuns(ports, actor, input),
    whyPaused: (actor: Actor, workflowIds: readonly string[]) => whyPaused(ports, actor, workflowIds),
    createWebhook: (actor: Actor, input: { readonly projectId: string; readonly workflow: string }) =>
      createWebhook(ports, actor, input),
    revokeWebhook: (actor: Actor, id: string) => revokeWebhook(ports, actor, id),
    listWebhooks: (actor: Actor, projectId: string, first: number, after: string | null) =>
      listWebhooks(ports, actor, projectId, first, after),
    callWebhook: (call: WebhookCall) => callWebhook(ports, call),
    startRun: (actor: Actor, input: StartRunInput) => startRun(ports, actor, input),
    pauseRun: (actor: Actor, input: control.ControlRunInput) => control.pauseRun(ports, actor, input),
    resumeRun: (actor: Actor, input: control.ControlRunInput) => control.resumeRun(ports, actor, input),
    cancelRunFor: (actor: Actor, input: control.ControlRunInput) => control.cancelRunFor(ports, actor, input),
    retryRun: (actor: Actor, input: control.RetryRunInput) => control.retryRun(ports, actor, input),
    setRunPriority: (actor: Actor, input: { readonly runId: string; readonly priority: RunPriority }) =>
      control.setRunPriority(ports, actor, input),
    projectShare: (actor: Actor, projectId: string) => projectShare(ports, actor, projectId),
    setProjectShare: (actor: Actor, input: { readonly projectId: string; readonly maxActiveSteps: number | null }) =>
      setProjectShare(ports, actor, input),
    projectQuota: (actor: Actor, projectId: string) => projectQuota(ports, actor, projectId),
    setProjectQuota: (actor: Actor, input: SetQuotaInput) => setProjectQuota(ports, actor, input),
    rerun: (actor: Actor, input: RerunInput) => rerun(ports, actor, input),
    completeTask: (actor: Actor, input: CompleteTaskInput) => completeTask(ports, actor, input),
    claimTask: (actor: Actor, input: ClaimTaskInput) => claimTask(ports, actor, input),
    releaseTask: (actor: Actor, taskId: string) => releaseTask(ports, actor, taskId),
    taskQueue: (actor: Actor, query: TaskQuery, page: PageRequest) => taskQueue(ports, actor, query, page),
    correctSeriesType: (actor: Actor, input: CorrectSeriesTypeInput) => correctSeriesType(ports, actor, input),
    seriesTypeCases: (actor: Actor, projectId: string, page: PageRequest) =>
      seriesTypeCases(ports, actor, projectId, page),
    seriesTypeConfusion: (actor: Actor, projectId: string) => seriesTypeConfusion(ports, actor, projectId),
    decisionsOfTasks: (actor: Actor, taskIds: readonly string[]) => decisionsOfTasks(ports, actor, taskIds),

    getWorkflows: (actor: Actor, ids: readonly string[]) => queries.getWorkflows(ports, actor, ids),
    listWorkflows: (actor: Actor, projectId: string | null) => queries.listWorkflows(ports, actor, projectId),
    getRuns: (actor: Actor, ids: readonly string[]) => queries.getRuns(ports, actor, ids),
    listRuns: (actor: Actor, query: queries.RunQuery, page: PageRequest) => queries.listRuns(ports, actor, query, page),
    visibleExams: (actor: Actor, examIds: readonly string[]) => queries.visibleExams(ports, actor, examIds),
    runsOfExams: (actor: Actor, examIds: readonly string[]) => queries.runsOfExams(ports, actor, examIds),
    stepsOfRuns: (actor: Actor, runIds: readonly string[]) => queries.stepsOfRuns(ports, actor, runIds),
    roundsOfSteps: (actor: Actor, stepRunIds: readonly string[]) => queries.roundsOfSteps(ports, actor, stepRunIds),
    messagesOfSteps: (actor: Actor, stepRunIds: readonly string[]) => queries.messagesOfSteps(ports, actor, stepRunIds),
    tasksOfSteps: (actor: Actor, stepRunIds: readonly string[]) => queries.tasksOfSteps(ports, actor, stepRunIds),
    timeLeftOf: (actor: Actor, runIds: readonly string[]) => timeLeftOf(ports, actor, runIds),
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

    runsChanged: (actor: Actor, filter: watch.WatchedRuns, after: string | null, signal: AbortSignal) =>
      watch.runsChanged(ports, actor, filter, after, signal),
    tasksChanged: (actor: Actor, projectId: string | null, after: string | null, signal: AbortSignal) =>
      watch.tasksChanged(ports, actor, projectId, after, signal),
    notificationsWatched: (actor: Actor, after: string | null, signal: AbortSignal) =>
      watch.notificationsWatched(ports, actor, after, signal),

    /** Handles a job of queue `advance`: an event that may start runs, a run to look at again, or a project's line of steps. */
    advance: async (payload: JsonObject, key: string): Promise<void> => {
      const { runId, lineOf, turn, assetEvents, schedule, childOf, cancelRun: ended, retryOf, waitingOf } = payload;
      if (typeof runId === 'string') await advance(ports, runId);
      else if (typeof lineOf === 'string')
        await ports.transactor.transact(() => callNext(ports, lineOf, null, typeof turn === 'number' ? turn : null));
      else if (typeof retryOf === 'string') await endRetryWait(ports, retryOf, turnOf(payload));
      else if (typeof waitingOf === 'string')
        await startWaiting(ports, waitingOf, typeof turn === 'number' ? turn : null);
      else if (typeof assetEvents === 'string') await startByAssetEvents(ports, assetEvents);
      else if (typeof childOf === 'string') await startChild(ports, childOf);
      else if (typeof ended === 'string')
        await ports.transactor.transact(() =>
          cancelRun(ports, ended, 'the run that it is a step of has ended, or does it again', 'CANCELLED'),
        );
      else if (schedule !== undefined) await startBySchedule(ports, schedule as JsonObject);
      else await startByEvent(ports, payload, key);
    },
    /** Handles a job of queue `step`, or a notify step's in queue `notify`. */
    runStep: (executors: StepExecutors, stepRunId: string, attempt: Attempt, signal: AbortSignal) =>
      runStep(ports, executors, stepRunId, attempt, signal).finally(() => releaseIfEnded(ports, executors, stepRunId)),
    /** See `releaseEnded`. */
    releaseEndedWork: (executors: StepExecutors) => releaseEnded(ports, executors),
    /** See `cancelRun`. */
    cancelRun: (runId: string, reason: string) => cancelRun(ports, runId, reason),
    /** See `WorkflowStore.lockRuns`. */
    lockRuns: (runIds: readonly string[]) => ports.store.lockRuns(runIds),
    sendTaskMessage: (payload: JsonObject) => sendTaskMessage(ports, payload),
    /** See `sendOutgoing`. */
    sendOutgoing: (messageId: string, isLastTry: boolean) => sendOutgoing(ports, messageId, isLastTry),
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
