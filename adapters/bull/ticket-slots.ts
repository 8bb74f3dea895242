import type Bull from 'bull';
import type { InnerQueue } from './bull-internals.ts';
import { inTime } from './in-time.ts';
import { Later } from './later.ts';
import { exchangeTickets, type HeldTicket, type Ticket } from './ticket-commands.ts';

const retryMs = 500;
const closeMs = 2_000;

/** Bull's lock guards a ticket while the ledger is asked for its job, whose claim counts from then on. */
export const ticketLockMs = 5_000;

/** What becomes of a ticket: it is seen again, or is used up, its slot being busy until the promise (if any) resolves. */
export type Served = Later | Promise<void> | null;

/**
 * Takes bull's tickets and serves `concurrency` at a time. Bull's `process` would do; but it takes two commands, a renewed lock,
 * timers and events for each job, which the ledger's claims make needless, and at its close it may reject where nobody listens.
 */
export class TicketSlots {
  readonly #queue: InnerQueue<Ticket>;
  readonly #concurrency: number;
  readonly #serve: (tickets: readonly HeldTicket[]) => Promise<readonly Served[]>;
  readonly #onError: (caught: unknown) => void;
  #busy = 0;
  #freed: (() => void) | null = null;
  #closing = false;
  /** Tickets that Redis is yet to hear of that they are used up. */
  #used: string[] = [];
  #flush: Promise<void> | null = null;
  readonly #fetching: Promise<void>;

  /** @param serve answers one for each ticket, in order; never rejects, nor does a promise in its answer */
  constructor(
    queue: Bull.Queue<Ticket>,
    concurrency: number,
    serve: (tickets: readonly HeldTicket[]) => Promise<readonly Served[]>,
    onError: (caught: unknown) => void,
  ) {
    this.#queue = queue as InnerQueue<Ticket>;
    this.#concurrency = concurrency;
    this.#serve = serve;
    this.#onError = onError;
    this.#fetching = this.#fetch();
  }

  /** Resolves when all tickets are used up or given back; soon, without that, when Redis is away. */
  async close(unblock: () => Promise<void>): Promise<void> {
    this.#closing = true;
    this.#freed?.();
    let isLate = false;
    const unblocked = unblock().catch((caught: unknown) => {
      if (!isLate) this.#onError(caught);
    });
    await inTime(unblocked, closeMs);
    isLate = true;
    await inTime(
      this.#fetching.then(() => this.#idle()),
      closeMs,
    );
    // Bull's own close would wait for the connection that we have just let go.
    this.#queue.closing = Promise.resolve();
    await this.#queue._clearTimers();
  }

  /** Fills the free slots, all of them by one command and one claim; those that get free meanwhile are the next round's. */
  async #fetch(): Promise<void> {
    this.#guard(this.#queue._initProcess());
    this.#guard(this.#queue.moveUnlockedJobsToWait());
    this.#queue.startMoveUnlockedJobsToWait();
    await this.#queue.isReady().catch(this.#onError);
    while (!this.#closing) {
      try {
        const tickets = await this.#draw(this.#concurrency - this.#busy);
        if (tickets.length > 0) await this.#serveAll(tickets);
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
  async #draw(limit: number): Promise<readonly HeldTicket[]> {
    const waiting = await this.#exchange(limit);
    if (waiting.length > 0 || this.#isClosing()) return waiting;
    this.#queue.drained = true;
    const first = await this.#queue.getNextJob();
    if (!first) return [];
    // What came with it shares its claim. That one is not lost with the failure of the others.
    const others = this.#isClosing() ? [] : await this.#exchange(limit - 1).catch(() => []);
    return [{ id: String(first.id), key: (first.data as Partial<Ticket>).key }, ...others];
  }

  async #serveAll(tickets: readonly HeldTicket[]): Promise<void> {
    this.#busy += tickets.length;
    const served = await this.#serve(tickets);
    for (const [n, { id }] of tickets.entries()) {
      const becomes = served[n] ?? null;
      if (becomes instanceof Later) {
        void this.#giveBack(id, becomes).then(this.#free);
      } else {
        this.#useUp(id);
        if (becomes === null) this.#free();
        else void becomes.then(this.#free);
      }
    }
  }

  readonly #free = (): void => {
    this.#busy--;
    this.#freed?.();
  };

  async #giveBack(id: string, later: Later): Promise<void> {
    try {
      await (await this.#queue.getJob(id))?.moveToFailed(later);
    } catch (caught) {
      // Redis was flushed, or took the ticket for stalled: whoever has it now asks the ledger.
      if (!/^(Missing|Lock mismatch)|is not in the/.test((caught as Error).message)) this.#onError(caught);
    }
  }

  /** Tells Redis soon: with the next tickets that are drawn, or else after this turn of the event loop. */
  #useUp(id: string): void {
    this.#used.push(id);
    this.#flush ??= new Promise<void>((resolve) => {
      setImmediate(() => {
        this.#flush = null;
        if (this.#used.length === 0) resolve();
        else
          void this.#exchange(0)
            .catch(this.#onError)
            .then(() => {
              resolve();
            });
      });
    });
  }

  /** Those that Redis did not hear of are found stalled, and drawn once more in vain. */
  #exchange(limit: number): Promise<readonly HeldTicket[]> {
    const used = this.#used;
    this.#used = [];
    return exchangeTickets(this.#queue, used, limit, ticketLockMs);
  }

  #isClosing(): boolean {
    return this.#closing;
  }

  async #idle(): Promise<void> {
    while (this.#busy > 0) await new Promise<void>((resolve) => (this.#freed = resolve));
    await this.#flush;
  }

  #guard(work: Promise<unknown>): void {
    work.catch(this.#onError);
  }
}
