import { HubError } from '../../core/errors.ts';
import type { RunMessage } from '../../core/ports/run-messages.ts';
import type { Notification, Run, StepRound, StepRun, Task, Workflow } from '../../core/workflows/run.ts';
import type { TimeLeft } from '../../core/workflows/time-left.ts';
import type { ShownDecision } from '../../core/workflows/task-queue.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import type { ExamStub } from './models.ts';

const workflowKey = Symbol('workflows');
const whyPausedKey = Symbol('why triggers of workflows are paused');
const runKey = Symbol('runs');
const examKey = Symbol('exams');
const examRunsKey = Symbol('runs of exams');
const stepsKey = Symbol('steps of runs');
const stepTaskKey = Symbol('tasks of steps');
const stepRoundsKey = Symbol('earlier rounds of steps');
const stepMessagesKey = Symbol('messages of steps');
const timeLeftKey = Symbol('time left of runs');
const taskDecisionsKey = Symbol('decisions of tasks');
const taskKey = Symbol('tasks');
const notificationKey = Symbol('notifications');

/** Batching loaders: one use case per type and request. What the caller may not see is null. */
export function createLoaders(useCases: WorkflowUseCases) {
  return {
    workflow: (context: HubContext) =>
      loaderOf<Workflow>(context, workflowKey, (ids) => useCases.getWorkflows(context.actor, ids)),
    whyPaused: (context: HubContext) =>
      loaderOf<string>(context, whyPausedKey, (ids) => useCases.whyPaused(context.actor, ids)),
    run: (context: HubContext) => loaderOf<Run>(context, runKey, (ids) => useCases.getRuns(context.actor, ids)),
    exam: (context: HubContext) =>
      loaderOf<ExamStub>(context, examKey, (ids) => useCases.visibleExams(context.actor, ids)),
    runsOfExam: (context: HubContext) =>
      loaderOf<readonly Run[]>(context, examRunsKey, (ids) => useCases.runsOfExams(context.actor, ids)),
    steps: (context: HubContext) =>
      loaderOf<readonly StepRun[]>(context, stepsKey, (ids) => useCases.stepsOfRuns(context.actor, ids)),
    taskOfStep: (context: HubContext) =>
      loaderOf<Task>(context, stepTaskKey, (ids) => useCases.tasksOfSteps(context.actor, ids)),
    roundsOfStep: (context: HubContext) =>
      loaderOf<readonly StepRound[]>(context, stepRoundsKey, (ids) => useCases.roundsOfSteps(context.actor, ids)),
    messagesOfStep: (context: HubContext) =>
      loaderOf<readonly RunMessage[]>(context, stepMessagesKey, (ids) => useCases.messagesOfSteps(context.actor, ids)),
    timeLeft: (context: HubContext) =>
      loaderOf<TimeLeft>(context, timeLeftKey, (ids) => useCases.timeLeftOf(context.actor, ids)),
    decisionsOfTask: (context: HubContext) =>
      loaderOf<readonly ShownDecision[]>(context, taskDecisionsKey, (ids) =>
        useCases.decisionsOfTasks(context.actor, ids),
      ),
    task: (context: HubContext) => loaderOf<Task>(context, taskKey, (ids) => useCases.getTasks(context.actor, ids)),
    notification: (context: HubContext) =>
      loaderOf<Notification>(context, notificationKey, (ids) => useCases.getNotifications(context.actor, ids)),
  };
}

/** The loaded object, for a field that can't be null: its parent was visible, so it must be. */
export async function present<T>(loaded: Promise<T | null>, what: string): Promise<T> {
  const found = await loaded;
  if (found === null) throw new HubError('NOT_FOUND', `no ${what} that you may see`);
  return found;
}
