import { asError, HubError } from '../../core/errors.ts';
import type { JobHandler, QueueName } from '../../core/ports/job-queue.ts';
import { claimName, type Claim, type JobTable } from './job-table.ts';

export interface JobWorkerOptions {
  readonly lockMs: number;
  readonly pollMs: number;
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  readonly maxInterruptions: number;
  readonly onError: (error: Error, job: Claim | null) => void;
}

interface Running {
  readonly job: Claim;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Takes the jobs of one queue and runs them, `concurrency` at a time. */
export class JobWorker {
  readonly #table: JobTable;
  readonly #queue: QueueName;
  readonly #concurrency: number;
  readonly #handler: JobHandler;
  readonly #options: JobWorkerOptions;
  readonly #running = new Map<string, Running>();
  /** The one round of claiming that goes on, so that two never run at a time. */
  #round: Promise<void> | null = null;
  #again = false;
  #closing = false;
  #aborted = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #renewal: NodeJS.Timeout;
  #renewedAt = Date.now();

  constructor(table: JobTable, queue: QueueName, concurrency: number, handler: JobHandler, options: JobWorkerOptions) {
    this.#table = table;
    this.#queue = queue;
    this.#concurrency = concurrency;
    this.#handler = handler;
    this.#options = options;
    this.#renewal = setInterval(() => void this.#guarded(() => this.#renew()), options.lockMs / 3);
    this.#renewal.unref();
  }

  /** Looks for jobs now (again, when it is looking already). */
  wake(): void {
    if (this.#closing) return;
    this.#again = true;
    this.#round ??= this.#guarded(() => this.#claimAll()).finally(() => {
      this.#round = null;
      // A wake between the last look and here would be lost.
      if (this.#again) this.wake();
    });
  }

  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    await this.#round;
    const grace = setTimeout(() => {
      this.#aborted = true;
      for (const { abort } of this.#running.values()) abort.abort(new HubError('UNAVAILABLE', 'the hub is stopping'));
    }, graceMs);
    await Promise.all([...this.#running.values()].map((running) => running.done));
    clearTimeout(grace);
    clearInterval(this.#renewal);
  }

  async #claimAll(): Promise<void> {
    let untilNext: number | null = null;
    while (this.#again && !this.#closing) {
      this.#again = false;
      const free = this.#concurrency - this.#running.size;
      // A job that ends wakes us.
      if (free === 0) break;
      // Our own claims must not look stalled because something blocked this process.
      if (Date.now() - this.#renewedAt > this.#options.lockMs / 2) await this.#renew();
      const jobs = await this.#table.claim(this.#queue, free, this.#options.lockMs);
      for (const job of jobs) this.#start(job);
      if (jobs.length < free) untilNext = await this.#table.untilNext(this.#queue);
      else this.#again = true;
    }
    this.#wakeIn(Math.min(Math.max(Math.ceil(untilNext ?? Infinity), 1), this.#options.pollMs));
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closing) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, ms);
    this.#timer.unref();
  }

  #start(job: Claim): void {
    const abort = new AbortController();
    const name = claimName(job);
    const done = this.#guarded(() => this.#run(job, abort.signal)).finally(() => {
      this.#running.delete(name);
      this.wake();
    });
    this.#running.set(name, { job, abort, done });
  }

  async #run(job: Claim, signal: AbortSignal): Promise<void> {
    if (job.interruptions > this.#options.maxInterruptions) {
      await this.#table.bury(
        job,
        `INTERNAL_SERVER_ERROR: the process ended ${String(job.interruptions)} times while this job ran`,
      );
      return;
    }
    // Closed while the claim was under way: handlers must not begin any more.
    if (this.#closing) return this.#table.release(job);
    try {
      await this.#handler(job, signal);
    } catch (caught) {
      const error = asError(caught);
      if (this.#aborted) return this.#table.release(job);
      this.#options.onError(error, job);
      const shown = describe(error);
      const lost = error instanceof HubError && !error.retryable;
      if (lost || job.attempt >= job.attempts) return this.#table.bury(job, shown);
      const { backoffMs, maxBackoffMs } = this.#options;
      return this.#table.retry(job, Math.random() * Math.min(maxBackoffMs, backoffMs * 2 ** (job.attempt - 1)), shown);
    }
    await this.#table.finish(job);
  }

  async #renew(): Promise<void> {
    this.#renewedAt = Date.now();
    const running = [...this.#running.values()];
    if (running.length === 0) return;
    const held = await this.#table.renew(
      running.map(({ job }) => job),
      this.#options.lockMs,
    );
    for (const { job, abort } of running) {
      // Gone from #running means that it ended while we asked.
      if (!held.has(claimName(job)) && this.#running.has(claimName(job))) {
        abort.abort(new HubError('CONFLICT', 'another process has taken over this job'));
      }
    }
  }

  /** A fault of the database is heard, and the next look (at the latest after `pollMs`) tries again. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (caught) {
      this.#options.onError(asError(caught), null);
      this.#wakeIn(this.#options.pollMs);
    }
  }
}

function describe(error: Error): string {
  const code = error instanceof HubError ? error.code : 'INTERNAL_SERVER_ERROR';
  return `${code}: ${error.message}`.slice(0, 2000);
}
