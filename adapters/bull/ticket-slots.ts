import type Bull from 'bull';
import type { BullInternals } from './bull-internals.ts';
import type { Ticket } from './hand-over.ts';
import { Later } from './later.ts';

const retryMs = 500;
const closeMs = 3_000;
/** Tickets asked for at first when one came, beyond it; doubled while all of them come. */
const firstMore = 4;

/**
 * Takes bull's tickets and serves `concurrency` at a time. Bull's `process` would do; but it renews a lock, keeps timers and
 * emits events for each job, which the ledger's claims make needless, and at its close it may reject where nobody listens.
 */
export class TicketSlots {
  readonly #queue: Bull.Queue<Ticket> & BullInternals;
  readonly #concurrency: number;
  readonly #serve: (ticket: Bull.Job<Ticket>) => Promise<void>;
  readonly #onError: (caught: unknown) => void;
  #busy = 0;
  #freed: (() => void) | null = null;
  #closing = false;
  readonly #fetching: Promise<void>;

  /** @param serve uses a ticket up, or throws Later to see it again */
  constructor(
    queue: Bull.Queue<Ticket>,
    concurrency: number,
    serve: (ticket: Bull.Job<Ticket>) => Promise<void>,
    onError: (caught: unknown) => void,
  ) {
    this.#queue = queue as Bull.Queue<Ticket> & BullInternals;
    this.#concurrency = concurrency;
    this.#serve = serve;
    this.#onError = onError;
    this.#fetching = this.#fetch();
  }

  /** Resolves when all tickets are used up or given back; soon, without that, when Redis is away. */
  async close(unblock: () => Promise<void>): Promise<void> {
    this.#closing = true;
    this.#freed?.();
    await unblock().catch(this.#onError);
    const idle = this.#fetching.then(() => this.#idle());
    await Promise.race([idle, new Promise((resolve) => setTimeout(resolve, closeMs).unref())]);
    // Bull's own close would wait for the connection that we have just let go.
    this.#queue.closing = Promise.resolve();
    await this.#queue._clearTimers();
  }

  /** Fills the free slots; a slot whose ticket has ended takes the next by itself, until there is none. */
  async #fetch(): Promise<void> {
    this.#guard(this.#queue._initProcess());
    this.#guard(this.#queue.moveUnlockedJobsToWait());
    this.#queue.startMoveUnlockedJobsToWait();
    let more = firstMore;
    while (!this.#closing) {
      try {
        // Together, so that they share their claim: the first waits one round trip for the others.
        const tickets = await this.#draw(Math.min(this.#concurrency - this.#busy, more));
        more = tickets.length >= more ? 2 * more : firstMore;
        for (const ticket of tickets) void this.#keepServing(ticket);
      } catch (caught) {
        this.#onError(caught);
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
      while (this.#busy >= this.#concurrency && !this.#isClosing()) {
        await new Promise<void>((resolve) => (this.#freed = resolve));
      }
    }
  }

  /** Up to `limit` tickets, having waited for a first. */
  async #draw(limit: number): Promise<readonly Bull.Job<Ticket>[]> {
    const first = await this.#queue.getNextJob();
    if (!first) return [];
    if (this.#closing) return [first];
    // That of one is not lost with the failure of another.
    const others = await Promise.allSettled(Array.from({ length: limit - 1 }, () => this.#queue.moveToActive()));
    return [first, ...others.map((other) => (other.status === 'fulfilled' ? other.value : null))].filter(
      (ticket) => ticket !== null,
    );
  }

  async #keepServing(first: Bull.Job<Ticket>): Promise<void> {
    this.#busy++;
    for (let ticket: Bull.Job<Ticket> | null = first; ticket;) ticket = await this.#one(ticket);
    this.#busy--;
    this.#freed?.();
  }

  /** The next ticket, null when there is none now. */
  async #one(ticket: Bull.Job<Ticket>): Promise<Bull.Job<Ticket> | null> {
    try {
      try {
        await this.#serve(ticket);
      } catch (caught) {
        if (!(caught instanceof Later)) this.#onError(caught);
        await ticket.moveToFailed(caught instanceof Later ? caught : new Later(retryMs));
        return null;
      }
      const next = await ticket.moveToCompleted('', false, this.#closing);
      return next ? this.#queue.nextJobFromJobData(...(next as [unknown, string])) : null;
    } catch (caught) {
      // Redis was flushed, or took the ticket for stalled: whoever has it now asks the ledger.
      if (!/^(Missing|Lock mismatch)|is not in the/.test((caught as Error).message)) this.#onError(caught);
      return null;
    }
  }

  #isClosing(): boolean {
    return this.#closing;
  }

  async #idle(): Promise<void> {
    while (this.#busy > 0) await new Promise<void>((resolve) => (this.#freed = resolve));
  }

  #guard(work: Promise<unknown>): void {
    work.catch(this.#onError);
  }
}
