import type { JsonObject } from '../json.ts';
import type { Task, TaskDecision, TaskState } from '../workflows/run.ts';
import type { TaskOutcome } from '../workflows/task-spec.ts';
import type { TaskPlace } from '../workflows/task-cursor.ts';
import type { ProjectScope } from './project-scope.ts';

export interface NewTask extends Pick<
  Task,
  'id' | 'runId' | 'stepRunId' | 'projectId' | 'title' | 'instructions' | 'roles'
> {
  /** As the definition's step says it. @default nothing more is said */
  readonly spec?: JsonObject;
  /** @default never */
  readonly dueAt?: Date | null;
  /** @default none */
  readonly note?: string | null;
}

export interface TaskFilter {
  readonly projectIds: ProjectScope;
  /** Null: in whatever state. */
  readonly state: TaskState | null;
  /** Only those that are due before this. */
  readonly dueBefore?: Date;
  /** Only those that this person has. */
  readonly heldById?: string;
}

/** People's tasks: part of `WorkflowStore`. Every call joins the ambient transaction. */
export interface TaskStore {
  /** Of the step's present round. */
  createTask(task: NewTask): Promise<void>;
  getTasks(ids: readonly string[]): Promise<ReadonlyMap<string, Task>>;
  /** The task, locked until the ambient transaction ends (after its run, where that is locked too); null when there is none. */
  lockTask(id: string): Promise<Task | null>;
  /** The task of each step's present round. */
  tasksOfSteps(stepRunIds: readonly string[]): Promise<ReadonlyMap<string, Task>>;
  /** Oldest first. */
  findTasks(projectIds: ProjectScope, state: TaskState | null): Promise<readonly Task[]>;
  /** In order of urgency: priority, then what is due first, then the oldest; those after that place. */
  queueTasks(filter: TaskFilter, after: TaskPlace | null, limit: number): Promise<readonly Task[]>;
  /** How often the step has been sent back from. */
  countSentBack(stepRunId: string): Promise<number>;

  /** Gives the open task to the person for so long, unless somebody else has it: false. */
  holdTask(id: string, person: { readonly id: string; readonly username: string }, ms: number): Promise<boolean>;
  /** Nobody has it any more. */
  releaseTask(id: string): Promise<void>;
  /** False when it was escalated before, or is not open. */
  escalateTask(id: string): Promise<boolean>;

  completeTask(
    id: string,
    end: {
      readonly state: TaskOutcome;
      readonly completedBy: string;
      readonly comment: string | null;
      readonly answers: JsonObject | null;
    },
  ): Promise<void>;
  /** Open tasks of the run become REJECTED by nobody: their run has ended. Answers these. */
  closeTasks(runId: string, comment: string): Promise<readonly Task[]>;

  /** Open tasks of these steps become REJECTED by nobody: the steps are done again. Answers these. */
  closeTasksOfSteps(stepRunIds: readonly string[], comment: string): Promise<readonly Task[]>;

  putDecision(decision: TaskDecision): Promise<void>;
  /** Of each task, in their order; every id has a list. */
  decisionsOf(taskIds: readonly string[]): Promise<ReadonlyMap<string, readonly TaskDecision[]>>;
}
