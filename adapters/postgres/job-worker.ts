import { asError } from '../../core/errors.ts';
import { attempt, type AttemptRules } from '../../core/jobs/attempt.ts';
import { HeldJobs } from '../../core/jobs/held-jobs.ts';
import type { Claim, JobLedger } from '../../core/ports/job-ledger.ts';
import type { JobHandler, QueueName } from '../../core/ports/job-queue.ts';

export interface JobWorkerOptions extends AttemptRules {
  readonly lockMs: number;
  readonly pollMs: number;
  readonly onError: (error: Error, job: Claim | null) => void;
}

/** Takes the jobs of one queue and runs them, `concurrency` at a time. */
export class JobWorker {
  readonly #ledger: JobLedger;
  readonly #queue: QueueName;
  readonly #concurrency: number;
  readonly #handler: JobHandler;
  readonly #options: JobWorkerOptions;
  readonly #held: HeldJobs;
  /** The one round of claiming that goes on, so that two never run at a time. */
  #round: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    ledger: JobLedger,
    queue: QueueName,
    concurrency: number,
    handler: JobHandler,
    options: JobWorkerOptions,
  ) {
    this.#ledger = ledger;
    this.#queue = queue;
    this.#concurrency = concurrency;
    this.#handler = handler;
    this.#options = options;
    this.#held = new HeldJobs(ledger, options.lockMs, (caught) => this.#fault(caught));
  }

  /** Looks for jobs now (again, when it is looking already). */
  wake(): void {
    if (this.#held.closing) return;
    this.#again = true;
    this.#round ??= this.#guarded(() => this.#claimAll()).finally(() => {
      this.#round = null;
      // A wake between the last look and here would be lost.
      if (this.#again) this.wake();
    });
  }

  async close(graceMs: number): Promise<void> {
    this.#held.stop();
    clearTimeout(this.#timer);
    await this.#round;
    await this.#held.close(graceMs);
  }

  async #claimAll(): Promise<void> {
    let untilNext: number | null = null;
    while (this.#again && !this.#held.closing) {
      this.#again = false;
      const free = this.#concurrency - this.#held.size;
      // A job that ends wakes us.
      if (free === 0) break;
      await this.#held.renewIfLate();
      const jobs = await this.#ledger.claimDue(this.#queue, free, this.#options.lockMs);
      for (const job of jobs) this.#start(job);
      if (jobs.length < free) untilNext = await this.#ledger.untilNext(this.#queue);
      else this.#again = true;
    }
    this.#wakeIn(Math.min(Math.max(Math.ceil(untilNext ?? Infinity), 1), this.#options.pollMs));
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#held.closing) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, ms);
    this.#timer.unref();
  }

  #start(job: Claim): void {
    const run = (signal: AbortSignal) =>
      this.#guarded(async () => {
        await this.#ledger.end([await attempt(job, this.#handler, signal, this.#options, this.#held)]);
      });
    void this.#held.hold(job, run).finally(() => {
      this.wake();
    });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (caught) {
      this.#fault(caught);
    }
  }

  /** A fault of the database is heard, and the next look (at the latest after `pollMs`) tries again. */
  #fault(caught: unknown): void {
    this.#options.onError(asError(caught), null);
    this.#wakeIn(this.#options.pollMs);
  }
}
