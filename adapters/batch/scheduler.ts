import type { JobState } from '../../core/programs/follow-folder.ts';

/** What a job asks of its cluster. */
export interface BatchJob {
  /** Names it in the cluster, and is how it is found again: unique, letters and digits. */
  readonly name: string;
  /** Absolute path of what `sh` runs. */
  readonly script: string;
  /** Where it begins. */
  readonly folder: string;
  readonly timeoutS: number;
  readonly cpus: number;
  readonly memoryMb: number;
  /** 0: none. */
  readonly gpus: number;
  /** Partition or queue; null: the cluster's own choice. */
  readonly queue: string | null;
}

export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly stdin?: string;
}

/** How jobs that ask for the same are submitted together; each is then a job of its own, found by the array's name and its place. Pure. */
export interface ArrayDialect {
  /** @param jobs two or more; the place of a job is its index */
  submit(name: string, jobs: readonly BatchJob[]): CommandLine;
  /** All jobs of the array. */
  look(name: string): CommandLine;
  /** From what `look` prints. */
  stateOf(stdout: string, index: number): JobState;
  /** From what `look` prints; null: that job is not there. */
  cancel(stdout: string, index: number): CommandLine | null;
}

/** How a job that has told its id is found by that: of submissions whose answer was lost, it is the one that began. Pure. */
export interface JobIds {
  /** What an id looks like. */
  readonly pattern: RegExp;
  /** One look at it, and at all others of its array. */
  look(id: string): CommandLine;
  /** What such looks have in common, so that one serves all. */
  shared(id: string): string;
  /** Whether the look failed because the scheduler has forgotten the job. */
  isForgotten(stderr: string): boolean;
  /** From what `look` prints. */
  stateOf(stdout: string, id: string): JobState;
  cancel(id: string): CommandLine;
}

/** How one kind of scheduler is spoken to: commands that it has, and what their answers mean. Pure. */
export interface SchedulerDialect {
  readonly name: 'slurm' | 'gridengine';
  version(): CommandLine;
  /** From what `version` prints. */
  versionOf(stdout: string): string;
  submit(job: BatchJob): CommandLine;
  look(name: string): CommandLine;
  /** From what `look` prints. @throws STEP_FAILED for what it never prints */
  stateOf(stdout: string, name: string): JobState;
  cancel(name: string): CommandLine;
  /** Null: each job is submitted by itself. */
  readonly array: ArrayDialect | null;
  /** Null: jobs do not tell their ids. */
  readonly ids: JobIds | null;
}
