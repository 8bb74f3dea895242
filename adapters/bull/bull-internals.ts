import type Bull from 'bull';

/** What bull's own `process` does around the jobs that it runs. Not among its types; bull 4 changes no more. */
export interface BullInternals {
  /** Set: no timer is set again. */
  closing: Promise<void>;
  /** Set: the next job is waited for. */
  drained: boolean;
  /** Who holds the locks that this queue object sets. */
  readonly token: string;
  /** Moves delayed jobs on when they are due. */
  _initProcess(): Promise<void>;
  _clearTimers(): Promise<void>;
  /** Moves jobs on whose lock has ended, now and then. */
  moveUnlockedJobsToWait(): Promise<void>;
  startMoveUnlockedJobsToWait(): void;
  /** The name of a key of this queue in Redis: a list of it, or a job. */
  toKey(name: string): string;
}

export type InnerQueue<Data> = Bull.Queue<Data> & BullInternals;
