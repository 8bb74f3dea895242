import type Bull from 'bull';

/** What bull's own `process` does around the jobs that it runs. Not among its types; bull 4 changes no more. */
export interface BullInternals {
  /** Set: no timer is set again. */
  closing: Promise<void>;
  /** Moves delayed jobs on when they are due. */
  _initProcess(): Promise<void>;
  _clearTimers(): Promise<void>;
  /** Moves jobs on whose lock has ended, now and then. */
  moveUnlockedJobsToWait(): Promise<void>;
  startMoveUnlockedJobsToWait(): void;
  /** The next waiting job, without waiting for one. */
  moveToActive(): Promise<Bull.Job | null>;
  nextJobFromJobData(data: unknown, id: string): Bull.Job | null;
}
