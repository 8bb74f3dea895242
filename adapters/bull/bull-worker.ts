import { asError } from '../../core/errors.ts';
import { attempt, type AttemptRules } from '../../core/jobs/attempt.ts';
import { HeldJobs } from '../../core/jobs/held-jobs.ts';
import type { Claim, JobEnd, JobLedger } from '../../core/ports/job-ledger.ts';
import type { JobHandler, QueueName } from '../../core/ports/job-queue.ts';
import { Gather } from './gather.ts';
import type { HandOver, Ticket } from './hand-over.ts';
import { Later } from './later.ts';
import { TicketSlots } from './ticket-slots.ts';

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
 * Runs the jobs of one queue: bull hands out a ticket, the ledger decides whether its job is taken. Claims and ends of jobs
 * that run at the same time share statements. A slot is free again when its handler has ended: the end is written
 * while bull fetches the slot's next ticket. Should the process die in between, the claim ends and the sweep finds the job.
 */
export class BullWorker {
  readonly #queue: QueueName;
  readonly #slots: TicketSlots;
  readonly #ledger: JobLedger;
  readonly #handOver: HandOver;
  readonly #handler: JobHandler;
  readonly #options: BullWorkerOptions;
  readonly #held: HeldJobs;
  readonly #claims: Gather<string, Claim | Later | null>;
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
    this.#claims = new Gather((keys) => this.#claimAll(keys), concurrency);
    this.#mostEnding = 2 * concurrency;
    this.#ends = new Gather((ends) => this.#endAll(ends), this.#mostEnding + concurrency);
    this.#slots = new TicketSlots(
      handOver.queue(queue),
      concurrency,
      (ticket) => this.#serve(ticket.data),
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

  /** Resolves when the ticket is used up. @throws Later */
  async #serve({ key }: Partial<Ticket>): Promise<void> {
    // What is left of a ticket that was lost while it was handed out.
    if (key === undefined) return;
    if (this.#held.closing) throw new Later(0);
    let job;
    try {
      job = await this.#claims.ask(key);
    } catch (caught) {
      this.#fault(caught);
      throw new Later(faultMs);
    }
    if (job instanceof Later) throw job;
    // Done, dead, or held by another, whose end or silence makes a ticket of its own.
    if (job !== null) await this.#run(job);
  }

  /** Resolves when the handler has ended and the ledger is about to hear of it. */
  #run(job: Claim): Promise<unknown> {
    const ran = Promise.withResolvers<undefined>();
    const ended = this.#held.hold(job, async (signal) => {
      const end = await attempt(job, this.#handler, signal, this.#options, this.#held);
      // While the database is slow, the ends that it has yet to hear of are bounded.
      if (this.#ending++ < this.#mostEnding) ran.resolve(undefined);
      try {
        await this.#ends.ask(end);
      } catch (caught) {
        // The claim is renewed no more: when it ends, the job is taken again.
        this.#fault(caught);
      } finally {
        this.#ending--;
      }
    });
    return Promise.race([ran.promise, ended]);
  }

  async #claimAll(keys: readonly string[]): Promise<readonly (Claim | Later | null)[]> {
    await this.#held.renewIfLate();
    const claims = await this.#ledger.claimKeys(this.#queue, keys, this.#options.lockMs);
    const byKey = new Map<string, Claim | Later>(claims.map((claim) => [claim.key, claim]));
    if (byKey.size < keys.length) {
      const missing = keys.filter((key) => !byKey.has(key));
      for (const { key, delayMs } of await this.#ledger.queued(this.#queue, missing)) {
        byKey.set(key, new Later(Math.max(delayMs, busyMs)));
      }
    }
    return keys.map((key) => {
      const got = byKey.get(key) ?? null;
      // Two tickets of one job in one batch: one claim.
      byKey.delete(key);
      return got;
    });
  }

  async #endAll(ends: readonly JobEnd[]): Promise<readonly undefined[]> {
    this.#handOver.soon(await this.#ledger.end(ends));
    return ends.map(() => undefined);
  }

  #fault(caught: unknown): void {
    this.#options.onError(asError(caught), null);
  }
}
