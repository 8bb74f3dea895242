import { randomUUID } from 'node:crypto';
import type { JobLedger } from '../../core/ports/job-ledger.ts';
import type { Connections } from './connections.ts';
import type { HandOver } from './hand-over.ts';
import { inTime } from './in-time.ts';

const batch = 5_000;
const closeMs = 2_000;

/**
 * Hands over what Redis does not know: jobs whose process died between the commit and the hand-over, all jobs after
 * Redis was flushed, restarted or replaced, and those whose worker let its claim end. The processes take turns.
 */
export class Sweep {
  readonly #ledger: JobLedger;
  readonly #handOver: HandOver;
  readonly #connections: Connections;
  readonly #prefix: string;
  readonly #everyMs: number;
  readonly #onError: (caught: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(
    ledger: JobLedger,
    handOver: HandOver,
    connections: Connections,
    options: { readonly prefix: string; readonly everyMs: number; readonly onError: (caught: unknown) => void },
  ) {
    this.#ledger = ledger;
    this.#handOver = handOver;
    this.#connections = connections;
    this.#prefix = options.prefix;
    this.#everyMs = options.everyMs;
    this.#onError = options.onError;
    this.#timer = setInterval(() => void this.run(this.#everyMs), this.#everyMs);
    this.#timer.unref();
    connections.whenReady(() => void this.run(0));
  }

  /** Sweeps once, unless another process has just done so; `graceMs` is left to those who have just queued a job. */
  run(graceMs: number): Promise<void> {
    // One that leaves a grace to nobody must not be replaced by one under way that does.
    if (this.#running && graceMs > 0) return this.#running;
    const run = (this.#running ?? Promise.resolve())
      .then(() => this.#sweep(graceMs))
      .catch((caught: unknown) => {
        if (!this.#closed) this.#onError(caught);
      })
      .finally(() => {
        if (this.#running === run) this.#running = null;
      });
    this.#running = run;
    return run;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    // With Redis away it would wait for it to come back.
    if (this.#connections.ready) await inTime(this.#running, closeMs);
  }

  async #sweep(graceMs: number): Promise<void> {
    if (this.#closed || !this.#connections.ready) return;
    const redis = this.#connections.commands;
    const turn = await redis.set(`${this.#prefix}:sweep`, '1', 'PX', Math.ceil(this.#everyMs / 2), 'NX');
    if (turn === null && graceMs > 0) return;
    const broker = await this.#broker();
    await this.#ledger.releaseExpired();
    await this.#look(broker, graceMs);
    for (;;) {
      const jobs = await this.#ledger.unhanded(broker, graceMs, batch);
      if (jobs.length === 0) return;
      await this.#handOver.now(jobs);
      await this.#ledger.noteHanded(jobs, broker);
      if (jobs.length < batch || this.#isClosed()) return;
    }
  }

  #isClosed(): boolean {
    return this.#closed;
  }

  /** Takes notes back where Redis has fewer tickets than it should: somebody deleted some by hand. */
  async #look(broker: string, graceMs: number): Promise<void> {
    const known = new Map<string, number>();
    // First Redis, then the ledger: what runs meanwhile makes the second smaller, never the first.
    for (const queue of this.#handOver.all) {
      const { waiting, active, delayed } = await queue.getJobCounts();
      known.set(queue.name, waiting + active + delayed);
    }
    for (const [queue, count] of await this.#ledger.countHanded(broker, graceMs)) {
      if (count > (known.get(queue) ?? 0)) await this.#ledger.forgetHanded(queue);
    }
  }

  /** Names this life of this Redis: another after a restart (its last second may be lost), a flush, or a failover. */
  async #broker(): Promise<string> {
    const redis = this.#connections.commands;
    const key = `${this.#prefix}:life`;
    await redis.set(key, randomUUID(), 'NX');
    const [life, info] = await Promise.all([redis.get(key), redis.info('server')]);
    const run = /^run_id:(\w+)/m.exec(info)?.[1] ?? '';
    return `${life ?? ''} ${run}`;
  }
}
