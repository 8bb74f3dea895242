import { createHash } from 'node:crypto';
import Bull from 'bull';
import { asError } from '../../core/errors.ts';
import type { QueuedJob } from '../../core/ports/job-ledger.ts';
import { queueNames, type QueueName } from '../../core/ports/job-queue.ts';
import type { InnerQueue } from './bull-internals.ts';
import type { Connections } from './connections.ts';
import { inTime } from './in-time.ts';
import { Later } from './later.ts';
import { addTickets, type Ticket } from './ticket-commands.ts';
import { ticketLockMs } from './ticket-slots.ts';

/** So many in one command: it keeps Redis from others for a millisecond or two. */
const chunk = 250;
const closeMs = 2_000;

/** Bull's queues, and how tickets come into them. */
export class HandOver {
  readonly #queues: ReadonlyMap<QueueName, Bull.Queue<Ticket>>;
  readonly #connections: Connections;
  readonly #onError: (error: Error) => void;
  #waiting: QueuedJob[] = [];
  #flush: Promise<void> | null = null;
  #closing = false;

  constructor(connections: Connections, prefix: string, onError: (error: Error) => void) {
    this.#connections = connections;
    this.#onError = onError;
    this.#queues = new Map(
      queueNames.map((name) => {
        const queue = new Bull<Ticket>(name, {
          prefix,
          createClient: (type) => connections.forBull(type, name),
          settings: {
            lockDuration: ticketLockMs,
            stalledInterval: ticketLockMs,
            // A ticket may be lost and found as often as it likes.
            maxStalledCount: 1_000_000,
            drainDelay: 2,
            backoffStrategies: { later: Later.delay },
          },
        });
        queue.on('error', (error) => this.fault(error));
        return [name, queue];
      }),
    );
  }

  get all(): Iterable<Bull.Queue<Ticket>> {
    return this.#queues.values();
  }

  queue(name: QueueName): Bull.Queue<Ticket> {
    return this.#queues.get(name) as Bull.Queue<Ticket>;
  }

  /** Says what is wrong with Redis; while it is away, that was said once already. */
  fault(error: Error): void {
    if (this.#connections.ready && !this.#closing) this.#onError(error);
  }

  /** Hands over soon, together with others; what can't be handed over now is the sweep's. */
  soon(jobs: readonly QueuedJob[]): void {
    // While Redis is away, the ledger keeps them: no second copy is piled up here.
    if (jobs.length === 0 || !this.#connections.ready) return;
    this.#waiting = this.#waiting.length === 0 ? [...jobs] : this.#waiting.concat(jobs);
    this.#flush ??= new Promise<void>((resolve) => {
      setImmediate(() => {
        const batch = this.#waiting;
        this.#waiting = [];
        this.#flush = null;
        this.now(batch)
          .catch((caught: unknown) => this.fault(asError(caught)))
          .finally(resolve);
      });
    });
  }

  /** Hands over: twice the same waiting of a job is once. Rejects when some did not arrive. */
  async now(jobs: readonly QueuedJob[]): Promise<void> {
    for (const [name, queue] of this.#queues) {
      const of = jobs.filter((job) => job.queue === name);
      const sent = chunksOf(of.filter(({ delayMs }) => delayMs <= 0)).map((due) =>
        addTickets(
          queue as InnerQueue<Ticket>,
          due.map((job) => ({ id: ticketId(job), data: { key: job.key } })),
          ticketOptions,
        ),
      );
      // All of them are under way when the first is answered; none rejects where nobody listens.
      await Promise.all(sent);
      for (const delayed of chunksOf(of.filter(({ delayMs }) => delayMs > 0))) {
        const added = await queue.addBulk(delayed.map(delayedTicket));
        // Bull tells of a command that failed within its transaction only so.
        if (added.some((job) => typeof job.id !== 'string')) {
          throw new Error(`Redis did not take all jobs of queue ${name}`);
        }
      }
    }
  }

  /** Lets a worker's wait for the next ticket end, without losing one that comes at that moment. */
  async unblock(name: QueueName): Promise<void> {
    if (this.#connections.ready) await this.#connections.unblock(name);
  }

  /** Hands over what waits; soon, also when Redis is away. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#connections.ready) await inTime(this.#flush, closeMs);
  }
}

const ticketOptions = {
  // Until the ledger has it: a ticket ends only when its job is taken, or is no longer there to take.
  attempts: 1_000_000,
  backoff: { type: 'later' },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 1,
};

function delayedTicket(job: QueuedJob) {
  return { data: { key: job.key }, opts: { ...ticketOptions, jobId: ticketId(job), delay: Math.ceil(job.delayMs) } };
}

function chunksOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / chunk) }, (_, n) => items.slice(n * chunk, (n + 1) * chunk));
}

/** The same for the same waiting of the same job, and never a number, which bull might give to another. */
function ticketId({ queue, key, generation }: QueuedJob): string {
  return `${createHash('sha256').update(`${queue} ${key}`).digest('base64url').slice(0, 32)}.${String(generation)}`;
}
