import type { JsonObject } from '../json.ts';

/** The queues of the hub, one worker module each (`workers/<name>`). */
export const queueNames = [
  'deidentify',
  'register',
  'archive',
  'advance',
  'step',
  'uploads',
  'rules',
  'purge',
  'mapping',
  'protocol',
  'mail',
  'notify',
] as const;
export type QueueName = (typeof queueNames)[number];

export interface NewJob {
  readonly queue: QueueName;
  /** Names the effect: a second job with the same key is ignored, also long after the first ended. */
  readonly key: string;
  readonly payload: JsonObject;
  /** Total tries before the job goes to the dead letters. @default 5 */
  readonly attempts?: number;
  /** Not before this time. @default at once */
  readonly runAfter?: Date;
  /** The trace of who asks for it, as a W3C `traceparent`: the job is part of it. @default none */
  readonly trace?: string;
}

export interface Job {
  readonly queue: QueueName;
  readonly key: string;
  readonly payload: JsonObject;
  /** 1 on the first try. */
  readonly attempt: number;
  readonly attempts: number;
  /** How often a process died (or was silent for too long) while it ran: that counts as no attempt. */
  readonly interruptions: number;
  /** As it was enqueued with; absent or null without one. */
  readonly trace?: string | null;
}

export interface DeadLetter extends Job {
  readonly error: string;
  readonly failedAt: Date;
}

/** Which of a queue's dead letters. */
export interface DeadLetterQuery {
  /** At most so many. @default all of them */
  readonly first?: number;
  /** By the time they failed. @default oldest first */
  readonly order?: 'oldest' | 'newest';
  /** Only the one of this key. @default any */
  readonly key?: string;
}

/**
 * At least once: a handler may run again after a crash, so it must be idempotent by `job.key`. A handler that throws a
 * HubError whose code is not retryable sends the job to the dead letters at once; UNAVAILABLE (a store is away) puts it off
 * without counting; any other error is tried again with exponential backoff and jitter.
 */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<void>;

/** Jobs per queue that are waiting, running and dead. */
export type QueueCounts = ReadonlyMap<
  QueueName,
  { readonly queued: number; readonly active: number; readonly dead: number }
>;

/** Milliseconds that the oldest due job of each queue waits for a worker; null when none does. */
export type QueueAges = ReadonlyMap<QueueName, number | null>;

export interface JobQueue {
  /** Joins the ambient transaction: the jobs exist exactly when it commits. */
  enqueue(jobs: readonly NewJob[]): Promise<void>;
  /** Starts taking jobs. `concurrency` handlers at a time. */
  work(queue: QueueName, concurrency: number, handler: JobHandler): void;
  counts(): Promise<QueueCounts>;
  ages(): Promise<QueueAges>;
  deadLetters(queue: QueueName, query?: DeadLetterQuery): Promise<readonly DeadLetter[]>;
  /** Gives a dead job a fresh set of attempts; joins the ambient transaction. @throws NOT_FOUND */
  requeue(queue: QueueName, key: string): Promise<void>;
  /** Takes no more jobs, aborts handlers' signals after `graceMs`, waits for them; unfinished jobs return to the queue. */
  close(graceMs: number): Promise<void>;
}
