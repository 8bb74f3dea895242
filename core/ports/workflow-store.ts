import type {
  Notification,
  Reused,
  Run,
  RunState,
  StepOutputRef,
  StepRound,
  StepRun,
  StepState,
  Workflow,
} from '../workflows/run.ts';
import type { StepSkip } from '../workflows/schedule.ts';
import type { Page, PageRequest } from './asset-graph.ts';
import type { ProjectScope } from './project-scope.ts';
import type { ResultTagStore } from './result-tag-store.ts';
import type { SeriesCaseStore } from './series-case-store.ts';
import type { TaskStore } from './task-store.ts';

export type { ProjectScope };

export interface RunFilter {
  readonly projectIds: ProjectScope;
  readonly examId?: string;
  readonly state?: RunState;
}

export type NewRun = Pick<Run, 'id' | 'workflowId' | 'projectId' | 'examId' | 'reuse' | 'startedBy' | 'startedById'> &
  Partial<Pick<Run, 'rerunOf' | 'parameters' | 'priority' | 'startedWithin'>>;
export type NewStepRun = Pick<StepRun, 'id' | 'step' | 'uses' | 'itemId'>;

/** Steps of a project that wait until it has room for them. */
export interface Line {
  /** The project's own limit, or the one that was asked with; null: none. */
  readonly limit: number | null;
  readonly isOwnLimit: boolean;
  /** How many steps have a job and have not ended; one that waits to be tried again has none. */
  readonly active: number;
  readonly waiting: number;
  /** By the database's clock, which tells when jobs are due. */
  readonly now: Date;
}

/** How a step ended. */
export interface StepEnd {
  readonly state: Extract<StepState, 'COMPLETED' | 'SKIPPED' | 'FAILED'>;
  readonly reason: string | null;
  /** Null: what the attempt told so far stays. */
  readonly log: string | null;
  readonly outputs: readonly StepOutputRef[];
  readonly reused: Reused | null;
}

/**
 * The truth of workflows. Every call joins the ambient transaction; writes of a run's state happen after `lockRun` in the
 * same one, so two workers never decide about a run at the same time. Writes are idempotent by id.
 */
export interface WorkflowStore extends TaskStore, SeriesCaseStore, ResultTagStore {
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
  createRun(run: NewRun, steps: readonly NewStepRun[]): Promise<boolean>;
  /** The run, locked until the ambient transaction ends; null when there is none. */
  lockRun(id: string): Promise<Run | null>;
  /** The same by one of its steps. */
  lockRunOfStep(stepRunId: string): Promise<Run | null>;
  /** Locks all of them until the ambient transaction ends, those that began first before the others: the one order in which several are. */
  lockRuns(ids: readonly string[]): Promise<void>;
  getRuns(ids: readonly string[]): Promise<ReadonlyMap<string, Run>>;
  /** Newest first. Cursors are those of `runCursor`. */
  findRuns(filter: RunFilter, page: PageRequest): Promise<Page<Run>>;
  /** Runs on each exam, newest first; every id has a (perhaps empty) list. */
  runsOfExams(examIds: readonly string[], projectIds: ProjectScope): Promise<ReadonlyMap<string, readonly Run[]>>;
  /** Counts that the run goes on after an end. */
  reopenRun(id: string): Promise<void>;
  updateRun(id: string, change: Pick<Run, 'state' | 'percent' | 'error'>): Promise<void>;

  /** Also that of its steps in line. */
  setPriority(runId: string, priority: Run['priority']): Promise<void>;
  /** The project's own limit of steps that are given out at a time; null takes it away. */
  setMaxActiveSteps(projectId: string, max: number | null, by: string): Promise<void>;
  /** Those that stand in line already keep their place. A step leaves the line when it gets a job, is skipped or set back, and when its run pauses. */
  standInLine(run: Run, stepRunIds: readonly string[]): Promise<void>;
  /** @param counts 'IF_WAITING': `active` is counted only where somebody stands in line, else it is 0. @default ALWAYS */
  lineOf(projectId: string, usualLimit: number | null, counts?: 'ALWAYS' | 'IF_WAITING'): Promise<Line>;
  /** The first in line, in order. */
  nextInLine(
    projectId: string,
    count: number,
  ): Promise<readonly { readonly stepRunId: string; readonly runId: string }[]>;

  /** Steps of each run, in order of definition and item; every id has a list. */
  stepRunsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, readonly StepRun[]>>;
  getStepRuns(ids: readonly string[]): Promise<ReadonlyMap<string, StepRun>>;
  /**
   * For each of the runs, how many seconds its steps took before: by step id, the median of the completed ones (not of results that served again)
   * in the last 20 runs of the same workflow in the project.
   */
  typicalSeconds(runIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /** Notes that these have jobs. */
  markQueued(ids: readonly string[]): Promise<void>;
  /** PENDING becomes WAITING. */
  markWaiting(id: string): Promise<void>;
  /** RUNNING becomes WAITING, without a job, if that attempt still holds the step; false when it does not. */
  holdStep(id: string, fence: number): Promise<boolean>;
  /** WAITING becomes PENDING, without a job; the next one is of another turn. */
  resumeStep(id: string): Promise<void>;
  /** Counts a try that failed, of those that the step's definition permits. */
  countFailedTry(id: string): Promise<void>;
  /** A PENDING step that is given out at the time that is answered, by the database's clock, and not before. */
  waitForRetry(id: string, delayS: number): Promise<Date>;
  /** Its time has come, at that turn: it may be given out; false when it does not wait for that any more. */
  endRetryWait(id: string, turn: number): Promise<boolean>;
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
  /** Keeps what an attempt tells of itself; false when it has lost its hold. */
  noteProgress(
    id: string,
    fence: number,
    told: { readonly fraction: number | null; readonly text: string | null; readonly log: string | null },
  ): Promise<boolean>;
  /** Keeps why an attempt failed that will be tried again. */
  noteTrouble(id: string, fence: number, reason: string): Promise<void>;
  /** Ends the step if that attempt (null: a person) still holds it; false when it does not. */
  endStep(id: string, fence: number | null, end: StepEnd): Promise<boolean>;

  /** Those of them that were not there before. */
  putNotifications(notifications: readonly Omit<Notification, 'at' | 'readAt'>[]): Promise<readonly Notification[]>;
  getNotifications(ids: readonly string[]): Promise<ReadonlyMap<string, Notification>>;
  /** The person's newest first, of all projects and of none; with `projectIds` those of runs of these alone. */
  notificationsOf(userId: string, first: number, projectIds?: readonly string[]): Promise<readonly Notification[]>;
}
