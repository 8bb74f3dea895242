import type { JsonObject } from '../json.ts';
import type { Role } from '../policy/policy.ts';
import type { RunParameters } from './run-parameters.ts';
import type { TaskSignature } from './signed-task.ts';
import type { TaskOutcome, TaskSpec } from './task-spec.ts';

/** One version of a definition. Versions are never changed; a run keeps the one that it began with. */
export interface Workflow {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly version: number;
  readonly title: string;
  /** What was written. */
  readonly document: JsonObject;
  /** The text that it was written as, YAML or JSON; null where it came as a document. */
  readonly source: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export const runStates = ['RUNNING', 'WAITING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type RunState = (typeof runStates)[number];
export type StepState = 'PENDING' | 'RUNNING' | 'WAITING' | 'COMPLETED' | 'SKIPPED' | 'FAILED';
/** Whether an existing result serves: without asking, never, or when a person says so. */
export const reusePolicies = ['ALWAYS', 'NEVER', 'ASK'] as const;
export type ReusePolicy = (typeof reusePolicies)[number];

/** Whose steps go first where a project's steps stand in line. */
export type RunPriority = 'LOW' | 'NORMAL' | 'HIGH';

/** True for a run that will change no more, unless it is reopened. */
export function runEnded(state: RunState): boolean {
  return state === 'COMPLETED' || state === 'FAILED' || state === 'CANCELLED';
}

/** True for a step that will change no more, unless it is done again. */
export function stepEnded(state: StepState): boolean {
  return state === 'COMPLETED' || state === 'SKIPPED' || state === 'FAILED';
}

/** One execution of a workflow on one exam. */
export interface Run {
  readonly id: string;
  readonly workflowId: string;
  readonly projectId: string;
  readonly examId: string;
  readonly state: RunState;
  readonly reuse: ReusePolicy;
  readonly priority: RunPriority;
  /** 0 to 100; 100 only when it has ended. */
  readonly percent: number;
  /** Username, or `event:EXAM_REGISTERED`. */
  readonly startedBy: string;
  /** The account, null when an event of nobody's started it. */
  readonly startedById: string | null;
  /** The projects that the access token which started it was narrowed to; null: it may what its person may. */
  readonly startedWithin: readonly string[] | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** Why it failed, or, of a completed run, what it had to leave out. */
  readonly error: string | null;
  /** How often it went on after an end. */
  readonly reopened: number;
  /** The run that this one does again, with changes; null for none. */
  readonly rerunOf: string | null;
  /** Its own settings of steps, over those of its workflow; null for none. */
  readonly parameters: RunParameters | null;
}

export interface StepOutputRef {
  readonly assetId: string;
  readonly kind: string;
  readonly role: string;
}

/** Whose result served. */
export interface Reused {
  readonly activityId: string;
  /** The project it was computed in; null where an earlier version noted it: the run's own. */
  readonly projectId: string | null;
  readonly runId: string | null;
  readonly by: string;
  readonly at: Date;
}

/** One step of a run on one item. */
export interface StepRun {
  readonly id: string;
  readonly runId: string;
  readonly step: string;
  readonly uses: string;
  /** The series; null for a step of the whole exam. */
  readonly itemId: string | null;
  readonly state: StepState;
  /** Its job exists. */
  readonly queued: boolean;
  readonly attempts: number;
  /** Of the tries that its definition permits, those that failed: what an outage or the death of a process cut short is none. */
  readonly failedTries: number;
  /** The attempt that may write the end of this step; an earlier one that still runs writes nothing. */
  readonly fence: number;
  /** How often it was set back to be done again; what it leaves has ids of its own for each. */
  readonly round: number;
  /** Which of its jobs counts: one that says another turn comes too late. */
  readonly turn: number;
  /** Skipped because the run ended, not by its condition or what it needs. */
  readonly cutShort: boolean;
  /** 0 to 1 while it works, and what it says of itself; null before it says anything. */
  readonly progress: number | null;
  readonly progressText: string | null;
  readonly reason: string | null;
  readonly log: string | null;
  readonly reused: Reused | null;
  readonly outputs: readonly StepOutputRef[];
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** When it is tried again after a failure; null: it does not wait for that. */
  readonly retryAt: Date | null;
}

export type TaskState = 'OPEN' | TaskOutcome;

/** Who has a task, until when: a lease that has not ended. */
export interface TaskHold {
  readonly personId: string;
  readonly username: string;
  readonly until: Date;
}

/** What a step had come to before it was set back. */
export interface StepRound extends Pick<
  StepRun,
  'round' | 'state' | 'attempts' | 'reason' | 'log' | 'outputs' | 'startedAt' | 'endedAt'
> {
  readonly leftAt: Date;
  /** 'sent back by ann: too coarse' */
  readonly leftBecause: string;
}

/** Work for a person: the task of a human step, or the question whether an existing result serves a step. */
export interface Task {
  readonly id: string;
  readonly runId: string;
  readonly stepRunId: string;
  /** The round of its step that it belongs to. */
  readonly round: number;
  readonly projectId: string;
  readonly title: string;
  readonly instructions: string | null;
  readonly roles: readonly Role[];
  readonly state: TaskState;
  readonly createdAt: Date;
  readonly completedBy: string | null;
  readonly completedAt: Date | null;
  readonly comment: string | null;
  /** What the definition says beside. */
  readonly spec: TaskSpec;
  /** Null: never. */
  readonly dueAt: Date | null;
  /** When more people were told, and may do it since; null: not yet, or never. */
  readonly escalatedAt: Date | null;
  /** Null: nobody has it. */
  readonly hold: TaskHold | null;
  /** Of its form, once it has ended. */
  readonly answers: JsonObject | null;
  /** Why the work is done again; null in the first round. */
  readonly note: string | null;
}

/** What one person decided of a task. */
export interface TaskDecision {
  readonly id: string;
  readonly taskId: string;
  readonly personId: string;
  readonly username: string;
  readonly outcome: TaskOutcome;
  readonly comment: string | null;
  readonly answers: JsonObject | null;
  readonly outputs: readonly StepOutputRef[];
  readonly at: Date;
  /** Where the task asks for one. */
  readonly signature: TaskSignature | null;
}

/** A message of the hub to one person. */
export interface Notification {
  readonly id: string;
  readonly userId: string;
  readonly at: Date;
  readonly text: string;
  readonly runId: string | null;
  readonly readAt: Date | null;
}
