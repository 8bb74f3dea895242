import { asError, HubError, notFound } from '../../core/errors.ts';
import { countJobs, jobAges } from '../../core/jobs/count-jobs.ts';
import type { Claim, JobLedger } from '../../core/ports/job-ledger.ts';
import type {
  DeadLetter,
  DeadLetterQuery,
  JobHandler,
  JobQueue,
  NewJob,
  QueueAges,
  QueueCounts,
  QueueName,
} from '../../core/ports/job-queue.ts';
import { JobTable } from './job-table.ts';
import { JobWorker, type JobWorkerOptions } from './job-worker.ts';
import type { SqlClient } from './sql-client.ts';

export interface JobQueueOptions {
  /** A job whose process is silent for so long is taken over. @default 30 000 */
  readonly lockMs?: number;
  /** Longest time without a look at the table; jobs that this process enqueues start at once. @default 5 000 */
  readonly pollMs?: number;
  /** Delay before try n+1: random up to `backoffMs * 2^(n-1)`, at most `maxBackoffMs`. @default 500 and 60 000 */
  readonly backoffMs?: number;
  readonly maxBackoffMs?: number;
  /** About the time between two tries while a store is away. @default 2 000 */
  readonly outageMs?: number;
  /** A job during which the process has died so often is buried: it may be what kills it. @default 50 */
  readonly maxInterruptions?: number;
  /** Hears each failed attempt (with its job) and each fault of the queue itself (without one). @default a process warning */
  readonly onError?: (error: Error, job: Claim | null) => void;
}

/** The job queue on our own table, in PGlite or PostgreSQL. What counts as an attempt is core's rule (core/jobs/attempt.ts). */
export class PostgresJobQueue implements JobQueue {
  readonly #sql: SqlClient;
  readonly #table: JobLedger;
  readonly #options: JobWorkerOptions;
  readonly #workers = new Map<QueueName, JobWorker>();
  #closing: Promise<void> | null = null;

  constructor(sql: SqlClient, options: JobQueueOptions = {}) {
    this.#sql = sql;
    this.#table = new JobTable(sql);
    this.#options = {
      lockMs: options.lockMs ?? 30_000,
      pollMs: options.pollMs ?? 5_000,
      backoffMs: options.backoffMs ?? 500,
      maxBackoffMs: options.maxBackoffMs ?? 60_000,
      outageMs: options.outageMs ?? 2_000,
      maxInterruptions: options.maxInterruptions ?? 50,
      onError:
        options.onError ??
        ((error) => {
          process.emitWarning(error);
        }),
    };
  }

  async enqueue(jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const queued = await this.#table.insert(jobs);
    this.#nudge([...new Set(queued.map((job) => job.queue))]);
  }

  work(queue: QueueName, concurrency: number, handler: JobHandler): void {
    if (this.#closing) throw new HubError('UNAVAILABLE', 'the job queue is closing');
    if (this.#workers.has(queue)) throw new Error(`queue ${queue} has a worker in this process already`);
    this.#workers.set(queue, new JobWorker(this.#table, queue, concurrency, handler, this.#options));
    this.#nudge([queue]);
  }

  counts(): Promise<QueueCounts> {
    return countJobs(this.#table);
  }

  ages(): Promise<QueueAges> {
    return jobAges(this.#table);
  }

  deadLetters(queue: QueueName, query: DeadLetterQuery = {}): Promise<readonly DeadLetter[]> {
    return this.#table.dead(queue, query);
  }

  async requeue(queue: QueueName, key: string): Promise<void> {
    if (!(await this.#table.requeue(queue, key))) throw notFound('dead job of that queue and key');
    this.#nudge([queue]);
  }

  /**
   * Queues all jobs that were running when the process before this one died, and answers how many. Only for a process
   * that has the database to itself, before its first `work`; with several, stalled jobs are taken over after `lockMs`.
   */
  async recoverOrphans(): Promise<number> {
    return this.#table.releaseAll();
  }

  close(graceMs: number): Promise<void> {
    this.#closing ??= Promise.all([...this.#workers.values()].map((worker) => worker.close(graceMs))).then(
      () => undefined,
      (error: unknown) => {
        throw asError(error);
      },
    );
    return this.#closing;
  }

  /** After the commit and outside of its context, so that a handler never runs in the transaction that enqueued it. */
  #nudge(queues: readonly QueueName[]): void {
    if (queues.length === 0) return;
    this.#sql.afterCommit(() => {
      for (const queue of queues) this.#workers.get(queue)?.wake();
    });
  }
}
