import { asError, HubError, notFound } from '../../core/errors.ts';
import { countJobs, jobAges } from '../../core/jobs/count-jobs.ts';
import type { Claim, JobLedger, QueuedJob } from '../../core/ports/job-ledger.ts';
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
import { BullWorker, type BullWorkerOptions } from './bull-worker.ts';
import { checkRedis } from './check-redis.ts';
import { Connections } from './connections.ts';
import { HandOver } from './hand-over.ts';
import { Sweep } from './sweep.ts';

export interface BullQueueOptions {
  /** redis://[user][:password@]host:port[/db], or rediss:// */
  readonly url: string;
  readonly ledger: JobLedger;
  /** Runs `effect` once the ambient transaction of the ledger's database has committed; at once outside of one. */
  readonly afterCommit: (effect: () => void) => void;
  /** Of all keys in Redis. @default pesscara */
  readonly prefix?: string;
  /** A job whose process is silent for so long is taken over. @default 30 000 */
  readonly lockMs?: number;
  /** How often Redis is compared with the ledger: after a flush, jobs run again within so long. @default 2 000 */
  readonly sweepMs?: number;
  /** Delay before try n+1: random up to `backoffMs * 2^(n-1)`, at most `maxBackoffMs`. @default 500 and 60 000 */
  readonly backoffMs?: number;
  readonly maxBackoffMs?: number;
  /** About the time between two tries while a store is away. @default 2 000 */
  readonly outageMs?: number;
  /** A job during which a process has died so often is buried: it may be what kills it. @default 50 */
  readonly maxInterruptions?: number;
  /** For the first answer of Redis. @default 5 000 */
  readonly connectMs?: number;
  /** Hears each failed attempt (with its job), and each outage and fault of the queue itself (without one). @default a process warning */
  readonly onError?: (error: Error, job: Claim | null) => void;
}

/**
 * A queue whose Redis was checked.
 * @throws UNAVAILABLE when Redis does not answer; UNSUPPORTED when it is too old, or set so that it could lose jobs
 */
export async function openBullQueue(options: BullQueueOptions): Promise<BullJobQueue> {
  const onError = options.onError ?? ((error: Error) => process.emitWarning(error));
  await checkRedis(options.url, (warning) => onError(warning, null), options.connectMs ?? 5_000);
  const queue = new BullJobQueue({ ...options, onError });
  await queue.opened();
  return queue;
}

/**
 * The job queue on bull: Redis tells workers, on any number of machines, that there is a job; the ledger is the truth.
 * Redis holds only what can be rebuilt: a ticket with the key of each waiting job. Without Redis jobs are still queued
 * (in the ledger), and run when it is back.
 */
export class BullJobQueue implements JobQueue {
  readonly #ledger: JobLedger;
  readonly #afterCommit: BullQueueOptions['afterCommit'];
  readonly #options: BullWorkerOptions;
  readonly #connections: Connections;
  readonly #handOver: HandOver;
  readonly #sweep: Sweep;
  readonly #workers = new Map<QueueName, BullWorker>();
  #closing: Promise<void> | null = null;

  constructor(options: BullQueueOptions & Required<Pick<BullQueueOptions, 'onError'>>) {
    const { ledger, onError, prefix = 'pesscara', lockMs = 30_000, sweepMs = 2_000 } = options;
    this.#ledger = ledger;
    this.#afterCommit = options.afterCommit;
    this.#options = {
      lockMs,
      backoffMs: options.backoffMs ?? 500,
      maxBackoffMs: options.maxBackoffMs ?? 60_000,
      outageMs: options.outageMs ?? 2_000,
      maxInterruptions: options.maxInterruptions ?? 50,
      onError,
    };
    this.#connections = new Connections(options.url, (error) =>
      onError(new Error(`Redis is away: ${error.message}`, { cause: error }), null),
    );
    this.#handOver = new HandOver(this.#connections, prefix, (error) => onError(error, null));
    this.#sweep = new Sweep(ledger, this.#handOver, this.#connections, {
      prefix,
      everyMs: sweepMs,
      onError: (caught) => this.#handOver.fault(asError(caught)),
    });
  }

  /** Resolves when Redis has answered. */
  opened(): Promise<void> {
    return this.#connections.opened();
  }

  /** Resolves when Redis answers. @throws UNAVAILABLE, at once, while it is away, or after a second */
  async ping(): Promise<void> {
    await this.#connections.ping(1_000);
  }

  async enqueue(jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length > 0) this.#hand(await this.#ledger.insert(jobs));
  }

  work(queue: QueueName, concurrency: number, handler: JobHandler): void {
    if (this.#closing) throw new HubError('UNAVAILABLE', 'the job queue is closing');
    if (this.#workers.has(queue)) throw new Error(`queue ${queue} has a worker in this process already`);
    this.#workers.set(queue, new BullWorker(this.#ledger, this.#handOver, queue, concurrency, handler, this.#options));
    // Whoever queued before us may have died: outside of the ambient transaction, whose connection is not ours.
    this.#afterCommit(() => void this.#sweep.run(0));
  }

  counts(): Promise<QueueCounts> {
    return countJobs(this.#ledger);
  }

  ages(): Promise<QueueAges> {
    return jobAges(this.#ledger);
  }

  deadLetters(queue: QueueName, query: DeadLetterQuery = {}): Promise<readonly DeadLetter[]> {
    return this.#ledger.dead(queue, query);
  }

  async requeue(queue: QueueName, key: string): Promise<void> {
    const queued = await this.#ledger.requeue(queue, key);
    if (!queued) throw notFound('dead job of that queue and key');
    this.#hand([queued]);
  }

  close(graceMs: number): Promise<void> {
    this.#closing ??= this.#close(graceMs);
    return this.#closing;
  }

  async #close(graceMs: number): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.close(graceMs)));
    await this.#sweep.close();
    await this.#handOver.close();
    this.#connections.close();
  }

  #hand(jobs: readonly QueuedJob[]): void {
    if (jobs.length === 0) return;
    this.#afterCommit(() => this.#handOver.soon(jobs));
  }
}
