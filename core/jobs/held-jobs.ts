import { HubError } from '../errors.ts';
import { claimName, type Claim, type JobLedger } from '../ports/job-ledger.ts';
import type { WorkerState } from './attempt.ts';

interface Held {
  readonly job: Claim;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** The jobs that a worker holds: renews their claims while they run, and tells a handler whose claim was lost. */
export class HeldJobs implements WorkerState {
  readonly #ledger: Pick<JobLedger, 'renew'>;
  readonly #lockMs: number;
  readonly #held = new Map<string, Held>();
  readonly #renewal: NodeJS.Timeout;
  #renewedAt = Date.now();
  #closing = false;
  #aborted = false;

  /** @param onError hears a renewal that failed; the next comes after a third of `lockMs` */
  constructor(ledger: Pick<JobLedger, 'renew'>, lockMs: number, onError: (caught: unknown) => void) {
    this.#ledger = ledger;
    this.#lockMs = lockMs;
    this.#renewal = setInterval(() => void this.#renew().catch(onError), lockMs / 3);
    this.#renewal.unref();
  }

  get size(): number {
    return this.#held.size;
  }

  get closing(): boolean {
    return this.#closing;
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  /** Resolves when `work` has; it must not reject. The job is held (and renewed) until then. */
  hold(job: Claim, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    const name = claimName(job);
    const done = work(abort.signal).finally(() => this.#held.delete(name));
    this.#held.set(name, { job, abort, done });
    return done;
  }

  /** Renews when the last time is long ago: our own claims must not look stalled because something blocked this process. */
  async renewIfLate(): Promise<void> {
    if (Date.now() - this.#renewedAt > this.#lockMs / 2) await this.#renew();
  }

  /** From now on no handler begins. */
  stop(): void {
    this.#closing = true;
  }

  /** Waits for the jobs, whose signals are aborted after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.stop();
    const grace = setTimeout(() => {
      this.#aborted = true;
      for (const { abort } of this.#held.values()) abort.abort(new HubError('UNAVAILABLE', 'the hub is stopping'));
    }, graceMs);
    await Promise.all([...this.#held.values()].map((held) => held.done));
    clearTimeout(grace);
    clearInterval(this.#renewal);
  }

  async #renew(): Promise<void> {
    this.#renewedAt = Date.now();
    const all = [...this.#held.values()];
    if (all.length === 0) return;
    const still = await this.#ledger.renew(
      all.map(({ job }) => job),
      this.#lockMs,
    );
    for (const { job, abort } of all) {
      // Gone from #held means that it ended while we asked.
      if (!still.has(claimName(job)) && this.#held.has(claimName(job))) {
        abort.abort(new HubError('CONFLICT', 'another process has taken over this job'));
      }
    }
  }
}
