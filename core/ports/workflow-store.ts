import type {
  Notification,
  Reused,
  Run,
  RunState,
  StepOutputRef,
  StepRound,
  StepRun,
  StepState,
  Task,
  Workflow,
} from '../workflows/run.ts';
import type { StepSkip } from '../workflows/schedule.ts';
import type { Page, PageRequest } from './asset-graph.ts';
import type { ProjectScope } from './project-scope.ts';

export type { ProjectScope };

export interface RunFilter {
  readonly projectIds: ProjectScope;
  readonly examId?: string;
  readonly state?: RunState;
}

export type NewStepRun = Pick<StepRun, 'id' | 'step' | 'uses' | 'itemId'>;

/** How a step ended. */
export interface StepEnd {
  readonly state: Extract<StepState, 'COMPLETED' | 'SKIPPED' | 'FAILED'>;
  readonly reason: string | null;
  readonly log: string | null;
  readonly outputs: readonly StepOutputRef[];
  readonly reused: Reused | null;
}

/**
 * The truth of workflows. Every call joins the ambient transaction; writes of a run's state happen after `lockRun` in the
 * same one, so two workers never decide about a run at the same time. Writes are idempotent by id.
 */
export interface WorkflowStore {
  /**
   * Keeps the document as the next version of its name, or answers the newest version when that has the same document
   * (compared as canonical JSON).
   */
  putWorkflow(workflow: Omit<Workflow, 'id' | 'version' | 'createdAt'>): Promise<Workflow>;
  getWorkflows(ids: readonly string[]): Promise<ReadonlyMap<string, Workflow>>;
  /** The newest version of each workflow, in order of project and name. */
  newestWorkflows(projectIds: ProjectScope): Promise<readonly Workflow[]>;
  /** Null when there is no such version. */
  workflowVersion(projectId: string, name: string, version: number): Promise<Workflow | null>;

  /** False when a run of that id is there already; then nothing changes. */
  createRun(
    run: Omit<Run, 'state' | 'percent' | 'startedAt' | 'endedAt' | 'error' | 'reopened'>,
    steps: readonly NewStepRun[],
  ): Promise<boolean>;
  /** The run, locked until the ambient transaction ends; null when there is none. */
  lockRun(id: string): Promise<Run | null>;
  getRuns(ids: readonly string[]): Promise<ReadonlyMap<string, Run>>;
  /** Newest first. Cursors are those of `runCursor`. */
  findRuns(filter: RunFilter, page: PageRequest): Promise<Page<Run>>;
  /** Runs on each exam, newest first; every id has a (perhaps empty) list. */
  runsOfExams(examIds: readonly string[], projectIds: ProjectScope): Promise<ReadonlyMap<string, readonly Run[]>>;
  /** Counts that the run goes on after an end. */
  reopenRun(id: string): Promise<void>;
  updateRun(id: string, change: Pick<Run, 'state' | 'percent' | 'error'>): Promise<void>;

  /** Steps of each run, in order of definition and item; every id has a list. */
  stepRunsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, readonly StepRun[]>>;
  getStepRuns(ids: readonly string[]): Promise<ReadonlyMap<string, StepRun>>;
  /** Notes that these have jobs. */
  markQueued(ids: readonly string[]): Promise<void>;
  /** PENDING becomes WAITING. */
  markWaiting(id: string): Promise<void>;
  /** RUNNING becomes WAITING, without a job, if that attempt still holds the step; false when it does not. */
  holdStep(id: string, fence: number): Promise<boolean>;
  /** WAITING becomes PENDING, without a job; the next one is of another turn. */
  resumeStep(id: string): Promise<void>;
  /** Ends steps that never began; also takes the hold from attempts in progress. Steps that have ended stay as they are. */
  skipSteps(skips: readonly StepSkip[]): Promise<void>;
  /** Of the run's steps that have a job and have not begun: takes the job away. */
  unqueueSteps(runId: string): Promise<void>;
  /** Keeps what the steps had come to, takes the hold from attempts in progress, and begins a new round: PENDING, without a job. */
  redoSteps(ids: readonly string[], why: string): Promise<void>;
  /** What each step had come to before it was set back, first round first; every id has a list. */
  roundsOf(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, readonly StepRound[]>>;
  /** Gives the step to a new attempt, which takes it from an earlier one; null when it has ended, waits for a person, or is at another turn. */
  beginStep(id: string, turn: number): Promise<StepRun | null>;
  /** Keeps why an attempt failed that will be tried again. */
  noteTrouble(id: string, fence: number, reason: string): Promise<void>;
  /** Ends the step if that attempt (null: a person) still holds it; false when it does not. */
  endStep(id: string, fence: number | null, end: StepEnd): Promise<boolean>;

  /** Of the step's present round. */
  createTask(
    task: Pick<Task, 'id' | 'runId' | 'stepRunId' | 'projectId' | 'title' | 'instructions' | 'roles'>,
  ): Promise<void>;
  getTasks(ids: readonly string[]): Promise<ReadonlyMap<string, Task>>;
  /** The task of each step's present round. */
  tasksOfSteps(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, Task>>;
  /** Oldest first. */
  findTasks(projectIds: ProjectScope, state: Task['state'] | null): Promise<readonly Task[]>;
  completeTask(
    id: string,
    end: { state: Exclude<Task['state'], 'OPEN'>; completedBy: string; comment: string | null },
  ): Promise<void>;
  /** Open tasks of the run become REJECTED by nobody: their run has ended. */
  closeTasks(runId: string, comment: string): Promise<void>;
  /** Open tasks of these steps become REJECTED by nobody: the steps are done again. */
  closeTasksOfSteps(stepRunIds: readonly string[], comment: string): Promise<void>;

  /** Those of them that were not there before. */
  putNotifications(notifications: readonly Omit<Notification, 'at' | 'readAt'>[]): Promise<readonly Notification[]>;
  getNotifications(ids: readonly string[]): Promise<ReadonlyMap<string, Notification>>;
  /** The person's newest first. */
  notificationsOf(userId: string, first: number): Promise<readonly Notification[]>;
}
