import { setTimeout } from 'node:timers/promises';
import { Neo4jError } from 'neo4j-driver';
import { parseGraphWrite } from '../../core/assets/graph-write.ts';
import { asError, HubError } from '../../core/errors.ts';
import type { GraphOutbox, OutboxView, WaitingWrite } from '../../core/ports/graph-outbox.ts';
import { applyWrites, type NumberedWrite } from './apply.ts';
import type { Neo4jConnection } from './connection.ts';

interface Refusal {
  readonly seq: number;
  readonly reason: string;
}

export interface RelayOptions {
  /** How often the outbox is looked at for what a process left that died. @default 2000 */
  readonly pollMs?: number;
  /** How long a read waits for the writes before it. @default 10000 */
  readonly barrierMs?: number;
}

/**
 * Brings acknowledged writes from the outbox into Neo4j: soon after their commit, by and by for other processes' ones, and before
 * any read that came after them. Nobody holds a lock meanwhile, since applying a write twice is applying it once: a
 * process that is frozen or dies in the middle keeps no other from going on.
 */
export class Relay {
  readonly #connection: Neo4jConnection;
  readonly #outbox: GraphOutbox;
  readonly #onError: (error: Error) => void;
  readonly #pollMs: number;
  readonly #barrierMs: number;
  /** Writes that this process has applied, or seen refused, and not settled yet. */
  readonly #handled = new Map<number, Refusal | null>();
  /** The work that goes on: one at a time, so that readers of one moment share it. */
  #last: Promise<unknown> = Promise.resolve();
  /** The bookmarks of the last look of a read, if nothing waited; null if something did. */
  #quietAt: readonly string[] | null = null;
  readonly #closing = new AbortController();
  #draining: Promise<void> | null = null;
  #kicks = 0;
  #polling: Promise<void> | null = null;

  constructor(
    connection: Neo4jConnection,
    outbox: GraphOutbox,
    onError: (error: Error) => void,
    { pollMs = 2000, barrierMs = 10_000 }: RelayOptions,
  ) {
    this.#connection = connection;
    this.#outbox = outbox;
    this.#onError = onError;
    this.#pollMs = pollMs;
    this.#barrierMs = barrierMs;
  }

  start(): void {
    this.#polling ??= this.#poll();
  }

  async #poll(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#drained();
      // A wait that ends early because of `close` is no failure.
      await setTimeout(this.#pollMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Writes that were just committed go on their way; nobody waits. */
  kick(): void {
    if (this.#closing.signal.aborted) return;
    this.#kicks++;
    void this.#drained();
  }

  /** The same once the ambient transaction has committed. */
  kickAfterCommit(): void {
    this.#outbox.afterCommit(() => {
      this.kick();
    });
  }

  /** Resolves when a drain that began after the call has ended, well or (told to `onError`) not. */
  #drained(): Promise<void> {
    this.#draining ??= (async () => {
      try {
        for (let seen = -1; seen !== this.#kicks && !this.#closing.signal.aborted;) {
          seen = this.#kicks;
          await this.#drain();
        }
      } catch (caught) {
        // Said once a poll while it lasts; the writes stay where they are.
        this.#onError(asError(caught));
      } finally {
        this.#draining = null;
      }
    })();
    return this.#draining;
  }

  async #drain(): Promise<void> {
    for (let after = 0; !this.#closing.signal.aborted;) {
      const view = await this.#outbox.look(after);
      if (view.waiting.length === 0) {
        // What other processes have settled.
        if (after === 0) this.#handled.clear();
        return;
      }
      await this.#land(view);
      await this.#settle(view);
      if (!view.hasMore) return;
      after = view.waiting.at(-1)?.seq ?? after;
    }
  }

  /**
   * Resolves when all that is committed has been applied. Not inside a transaction.
   * @throws UNAVAILABLE, CONFLICT when a write was refused and is set aside
   */
  async drainAll(): Promise<void> {
    await this.#drain();
    const dead = await this.#outbox.dead();
    if (dead > 0) throw new HubError('CONFLICT', `${String(dead)} writes are set aside that the graph refuses`);
  }

  /**
   * What a read needs to know: its transaction's own writes, and bookmarks, after all that was committed before has been applied.
   * The outbox is left as it is, since an ambient transaction may be rolled back or hold the only connection: settling comes after.
   * @throws UNAVAILABLE when that takes too long
   */
  async barrier(): Promise<OutboxView> {
    return this.#caughtUp(await this.#outbox.look());
  }

  /**
   * What `work` reads after all that was committed before the call, with the transaction's own writes. Where the last look found nothing
   * waiting, work starts with the bookmarks of that look while the outbox is asked. That answer is right when nothing waits and no
   * bookmark is new: then each write committed before the call had been applied before those bookmarks were given. Else it is
   * thrown away, and work runs again behind the barrier.
   */
  async read<T>(
    work: (bookmarks: readonly string[]) => Promise<T>,
  ): Promise<{ readonly own: OutboxView['own']; readonly found: T }> {
    const looking = this.#outbox.look();
    const known = this.#quietAt;
    const early = known === null ? null : work(known);
    // Its failure counts only where its answer would.
    early?.catch(() => undefined);
    const view = await looking;
    const isQuiet = view.waiting.length === 0;
    this.#quietAt = isQuiet ? view.bookmarks : null;
    if (early && isQuiet && view.bookmarks.every((bookmark) => known?.includes(bookmark)))
      return { own: view.own, found: await early };
    const { own, bookmarks } = await this.#caughtUp(view);
    return { own, found: await work(bookmarks) };
  }

  async #caughtUp(first: OutboxView): Promise<OutboxView> {
    if (first.waiting.length === 0) return first;
    const waited = AbortSignal.timeout(this.#barrierMs);
    const late = new Promise<never>((_, reject) => {
      waited.addEventListener('abort', () => {
        reject(new HubError('UNAVAILABLE', 'the graph database has not caught up with the latest changes yet'));
      });
    });
    const applied = async () => {
      for (let view = first; ; view = await this.#outbox.look(view.waiting.at(-1)?.seq)) {
        await this.#land(view);
        if (!view.hasMore || waited.aborted) return;
      }
    };
    await Promise.race([applied(), late]);
    this.kickAfterCommit();
    return first;
  }

  /** Resolves when the view's writes are in Neo4j, or known to be refused. */
  #land(view: OutboxView): Promise<void> {
    const next = this.#last.then(async () => {
      const waiting = view.waiting.filter((each) => !this.#handled.has(each.seq));
      if (waiting.length > 0) await this.#apply(waiting, view.bookmarks);
    });
    // The next in line goes on after a failure too; this caller hears of its own.
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #apply(waiting: readonly WaitingWrite[], bookmarks: readonly string[]): Promise<void> {
    const parsed: NumberedWrite[] = [];
    for (const { seq, text } of waiting) {
      try {
        parsed.push({ seq, write: parseGraphWrite(text) });
      } catch (caught) {
        this.#handled.set(seq, { seq, reason: asError(caught).message });
      }
    }
    if (parsed.length === 0) return;
    try {
      await this.#connection.write(bookmarks, (run) => applyWrites(run, parsed));
      for (const { seq } of parsed) this.#handled.set(seq, null);
    } catch (caught) {
      if (caught instanceof HubError) throw caught;
      // One of them is refused, which must not keep the others.
      for (const each of parsed) await this.#applyAlone(each, bookmarks);
    }
  }

  async #applyAlone(write: NumberedWrite, bookmarks: readonly string[]): Promise<void> {
    try {
      await this.#connection.write(bookmarks, (run) => applyWrites(run, [write]));
      this.#handled.set(write.seq, null);
    } catch (caught) {
      if (caught instanceof HubError) throw caught;
      this.#handled.set(write.seq, { seq: write.seq, reason: reasonOf(caught) });
    }
  }

  async #settle(view: OutboxView): Promise<void> {
    const applied: number[] = [];
    const refused: Refusal[] = [];
    for (const { seq } of view.waiting) {
      const refusal = this.#handled.get(seq);
      if (refusal === null) applied.push(seq);
      else if (refusal) refused.push(refusal);
    }
    if (applied.length > 0) await this.#outbox.settle(applied, await this.#connection.bookmarks(), view.bookmarks);
    for (const { seq, reason } of refused) {
      await this.#outbox.bury(seq, reason);
      if (this.#handled.delete(seq))
        this.#onError(new Error(`the graph refuses write ${String(seq)}, which is set aside: ${reason}`));
    }
    for (const seq of applied) this.#handled.delete(seq);
  }

  /** Resolves when nothing of it runs any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#polling;
    await this.#draining;
  }
}

/** The server's code, which says what is wrong and quotes nothing, then its message. */
function reasonOf(caught: unknown): string {
  const { message } = asError(caught);
  return caught instanceof Neo4jError ? `${caught.code}: ${message}` : message;
}
