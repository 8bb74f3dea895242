import { asError } from '../../core/errors.ts';
import { attempt, type AttemptRules } from '../../core/jobs/attempt.ts';
import { HeldJobs } from '../../core/jobs/held-jobs.ts';
import type { Claim, JobEnd, JobLedger } from '../../core/ports/job-ledger.ts';
import type { JobHandler, QueueName } from '../../core/ports/job-queue.ts';
import { Gather } from './gather.ts';
import type { HandOver } from './hand-over.ts';
import { Later } from './later.ts';
import type { HeldTicket } from './ticket-commands.ts';
import { TicketSlots, type Served } from './ticket-slots.ts';

export interface BullWorkerOptions extends AttemptRules {
  readonly lockMs: number;
  /** Hears each failed attempt (with its job) and each fault of the queue itself (without one). */
  readonly onError: (error: Error, job: Claim | null) => void;
}

/** After this time a ticket is shown again when the ledger could not be asked. */
const faultMs = 1_000;
/** A job's row is locked by another statement for less than this, as a rule. */
const busyMs = 20;

/**
 * Runs the jobs of one queue: bull hands out tickets, the ledger decides which of their jobs are taken; with that, a ticket is
 * used up. Claims and ends of jobs that run at the same time share statements. A slot is free again when its handler has ended:
 * the end is written while the next tickets come. Should the process die, its claims end and the sweep finds the jobs.
 */
export class BullWorker {
  readonly #queue: QueueName;
  readonly #slots: TicketSlots;
  readonly #ledger: JobLedger;
  readonly #handOver: HandOver;
  readonly #handler: JobHandler;
  readonly #options: BullWorkerOptions;
  readonly #held: HeldJobs;
  readonly #ends: Gather<JobEnd, undefined>;
  readonly #mostEnding: number;
  #ending = 0;

  constructor(
    ledger: JobLedger,
    handOver: HandOver,
    queue: QueueName,
    concurrency: number,
    handler: JobHandler,
    options: BullWorkerOptions,
  ) {
    this.#queue = queue;
    this.#ledger = ledger;
    this.#handOver = handOver;
    this.#handler = handler;
    this.#options = options;
    this.#held = new HeldJobs(ledger, options.lockMs, (caught) => this.#fault(caught));
    this.#mostEnding = 2 * concurrency;
    this.#ends = new Gather((ends) => this.#endAll(ends), this.#mostEnding + concurrency);
    this.#slots = new TicketSlots(
      handOver.queue(queue),
      concurrency,
      (tickets) => this.#serve(tickets),
      (caught) => handOver.fault(asError(caught)),
    );
  }

  /** Takes no more tickets; waits for the jobs that run, whose signals are aborted after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.#held.stop();
    const idle = this.#slots.close(() => this.#handOver.unblock(this.#queue));
    await this.#held.close(graceMs);
    await idle;
  }

  /** What becomes of the tickets, whose jobs are claimed by one statement. */
  async #serve(tickets: readonly HeldTicket[]): Promise<readonly Served[]> {
    if (this.#held.closing) return tickets.map(() => new Later(0));
    let found: ReadonlyMap<string, Claim | Later>;
    try {
      found = await this.#claim(tickets.map(({ key }) => key).filter((key) => key !== undefined));
    } catch (caught) {
      this.#fault(caught);
      return tickets.map(() => new Later(faultMs));
    }
    const left = new Map(found);
    return tickets.map(({ key = '' }) => {
      const got = left.get(key);
      // Two tickets of one job: one claim.
      left.delete(key);
      // None: it is done, dead, or held by another, whose end or silence makes a ticket of its own.
      return got === undefined || got instanceof Later ? (got ?? null) : this.#run(got);
    });
  }

  /** Resolves when the handler has ended and the ledger is about to hear of it. */
  #run(job: Claim): Promise<void> {
    return new Promise((freeSlot) => {
      void this.#held.hold(job, async (signal) => {
        const end = await attempt(job, this.#handler, signal, this.#options, this.#held);
        // While the database is slow, the ends that it has yet to hear of are bounded.
        if (this.#ending++ < this.#mostEnding) freeSlot();
        try {
          await this.#ends.ask(end);
        } catch (caught) {
          // The claim is renewed no more: when it ends, the job is taken again.
          this.#fault(caught);
        } finally {
          this.#ending--;
          freeSlot();
        }
      });
    });
  }

  /** Those of the jobs that are ours now, and those that are queued but can't be had yet. */
  async #claim(keys: readonly string[]): Promise<ReadonlyMap<string, Claim | Later>> {
    await this.#held.renewIfLate();
    const claims = await this.#ledger.claimKeys(this.#queue, keys, this.#options.lockMs);
    const found = new Map<string, Claim | Later>(claims.map((claim) => [claim.key, claim]));
    if (found.size < keys.length) {
      const missing = keys.filter((key) => !found.has(key));
      for (const { key, delayMs } of await this.#ledger.queued(this.#queue, missing)) {
        found.set(key, new Later(Math.max(delayMs, busyMs)));
      }
    }
    return found;
  }

  async #endAll(ends: readonly JobEnd[]): Promise<readonly undefined[]> {
    this.#handOver.soon(await this.#ledger.end(ends));
    return ends.map(() => undefined);
  }

  #fault(caught: unknown): void {
    this.#options.onError(asError(caught), null);
  }
}
