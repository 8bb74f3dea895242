import type { DeadLetter, DeadLetterQuery, Job, NewJob, QueueName } from './job-queue.ts';

/** A job that this process holds: only the holder of `claim` may end it. */
export interface Claim extends Job {
  readonly claim: string;
}

/** How a held job ends; `delayMs` is the time to its next try. */
export type JobEnd =
  | { readonly job: Claim; readonly as: 'done' }
  | { readonly job: Claim; readonly as: 'dead'; readonly error: string }
  /** Queued again; the attempt counts. */
  | { readonly job: Claim; readonly as: 'retry'; readonly delayMs: number; readonly error: string }
  /** Queued again, as if the attempt had not begun. */
  | { readonly job: Claim; readonly as: 'postponed'; readonly delayMs: number; readonly error: string }
  /** Queued again at once, as if the attempt had not begun. */
  | { readonly job: Claim; readonly as: 'released' };

/** A queued job, for a broker that tells workers about it. */
export interface QueuedJob {
  readonly queue: QueueName;
  readonly key: string;
  /** Counts how often the job was queued: names this waiting of it, apart from earlier ones. */
  readonly generation: number;
  /** Milliseconds until it is due; 0 when it is. */
  readonly delayMs: number;
}

/**
 * The durable truth of jobs. `insert` and `requeue` join the ambient transaction. Each other call is atomic by itself;
 * many jobs are one round trip. A claim that was lost (its lock ended and another took the job) changes nothing any more.
 */
export interface JobLedger {
  /** Those that were not there before. */
  insert(jobs: readonly NewJob[]): Promise<readonly QueuedJob[]>;
  /**
   * Takes up to `limit` due jobs, first due first: queued ones, and those whose holder let its claim end (a stalled or
   * dead process), which keep their attempt's number.
   */
  claimDue(queue: QueueName, limit: number, lockMs: number): Promise<readonly Claim[]>;
  /** Takes those of the named jobs that are due and not held. */
  claimKeys(queue: QueueName, keys: readonly string[], lockMs: number): Promise<readonly Claim[]>;
  /** Those of the named jobs that are queued. */
  queued(queue: QueueName, keys: readonly string[]): Promise<readonly QueuedJob[]>;
  /** Milliseconds until the next job of the queue is due, null when none is left. */
  untilNext(queue: QueueName): Promise<number | null>;
  /** Renews claims; answers the names (`claimName`) of those that are still held. */
  renew(claims: readonly Claim[], lockMs: number): Promise<ReadonlySet<string>>;
  /** Ends held jobs; answers those that are queued again. */
  end(ends: readonly JobEnd[]): Promise<readonly QueuedJob[]>;
  /** Queues every job that is held by anyone, as interrupted; answers how many. */
  releaseAll(): Promise<number>;
  /** Queues the jobs whose holder let its claim end, as interrupted; answers how many. */
  releaseExpired(): Promise<number>;
  /** Gives a dead job a fresh set of attempts; null when there is none of that name. */
  requeue(queue: QueueName, key: string): Promise<QueuedJob | null>;
  dead(queue: QueueName, query: DeadLetterQuery): Promise<readonly DeadLetter[]>;
  countByState(): Promise<
    readonly { readonly queue: QueueName; readonly state: 'QUEUED' | 'ACTIVE' | 'DEAD'; readonly count: number }[]
  >;
  /** Queues with a due job, and the milliseconds for which the first of them has waited. */
  ages(): Promise<readonly { readonly queue: QueueName; readonly waitMs: number }[]>;
  /**
   * Up to `limit` queued jobs, first due first, of which it is not noted that the broker with this name holds them:
   * at once when another was noted, or they are due later; after `graceMs` when none was, since whoever queued
   * them is about to hand them over.
   */
  unhanded(broker: string, graceMs: number, limit: number): Promise<readonly QueuedJob[]>;
  /** Notes that the broker holds the jobs. */
  noteHanded(jobs: readonly QueuedJob[], broker: string): Promise<void>;
  /** Jobs per queue that have been due for `graceMs` and should be at the broker. */
  countHanded(broker: string, graceMs: number): Promise<ReadonlyMap<QueueName, number>>;
  /** Takes back all notes of a queue's queued jobs: the broker has lost some. */
  forgetHanded(queue: QueueName): Promise<void>;
}

/** Names one holding of one job. */
export function claimName(job: { readonly claim: string; readonly queue: string; readonly key: string }): string {
  return `${job.claim} ${job.queue} ${job.key}`;
}
