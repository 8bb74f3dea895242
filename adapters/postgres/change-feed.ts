import { badInput } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { NextTurn } from '../../core/next-turn.ts';
import type { Change, ChangeFeed, NewChange } from '../../core/ports/change-feed.ts';
import type { Notifications, SqlClient } from './sql-client.ts';

export interface ChangeFeedOptions {
  /** Longest time without a look at the table; changes that this process publishes, or `notifications` tell, are seen at once. @default 2 000 */
  readonly pollMs?: number;
  /** Changes read at a time, which is also all that a subscription holds in memory. @default 100 */
  readonly pageSize?: number;
  /** By which other processes on the same database wake this one's subscriptions. @default none: they poll */
  readonly notifications?: Notifications | null;
}

const channel = 'pesscara_change';

/** The subscriptions that wait on a topic: what wakes each, and the timer that wakes them all. */
interface Waiting {
  readonly wakes: Set<() => void>;
  readonly timer: NodeJS.Timeout;
}

/** Lets nobody else publish on the topic until the ambient transaction ends, and waits for those who are about to. */
export async function holdTopic(sql: SqlClient, topic: string): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('change:' || $1::text, 0))`, [topic]);
}

/**
 * The change feed on our own table. A sequence hands out numbers before the commit, so a reader could see 7, move on,
 * and miss 6 that commits later. Therefore `publish` holds a lock on its topic until its transaction ends: within a topic,
 * numbers become visible in their order. Two transactions that publish to the same two topics in opposite order would wait
 * for each other: publishers take their topics in one order, and what PostgreSQL ends all the same runs again (`transact`).
 */
export class PostgresChangeFeed implements ChangeFeed {
  readonly #sql: SqlClient;
  readonly #pollMs: number;
  readonly #pageSize: number;
  readonly #notifies: boolean;
  readonly #pages = new NextTurn<readonly Change[]>();
  readonly #waiting = new Map<string, Waiting>();

  constructor(sql: SqlClient, options: ChangeFeedOptions = {}) {
    this.#sql = sql;
    this.#pollMs = options.pollMs ?? 2_000;
    this.#pageSize = options.pageSize ?? 100;
    this.#notifies = Boolean(options.notifications);
    options.notifications?.listen(channel, (topic) => {
      for (const each of topic === null ? [...this.#waiting.keys()] : [topic]) this.#wake(each);
    });
  }

  async publish(topic: string, payload: JsonObject): Promise<void> {
    await this.publishAll([{ topic, payload }]);
  }

  async publishAll(changes: readonly NewChange[]): Promise<void> {
    if (changes.length === 0) return;
    const topics = [...new Set(changes.map(({ topic }) => topic))];
    // The locks come before the first number: each row needs the count of them.
    const insert = `WITH held AS MATERIALIZED (
        SELECT pg_advisory_xact_lock(hashtextextended('change:' || topic, 0))::text AS lock
          FROM unnest($1::text[]) WITH ORDINALITY AS wanted (topic, n) ORDER BY n),
      locked AS MATERIALIZED (SELECT count(lock) AS topics FROM held), added AS (
        INSERT INTO change (topic, payload) SELECT new.change ->> 'topic', new.change -> 'payload'
          FROM locked, jsonb_array_elements($2::jsonb) WITH ORDINALITY AS new (change, n) WHERE topics >= 0 ORDER BY n
        RETURNING topic)`;
    // PostgreSQL tells of it at the commit, or never.
    const tell = this.#notifies ? `pg_notify('${channel}', topic)` : 'topic';
    await this.#sql.query(`${insert} SELECT ${tell} FROM added GROUP BY topic`, [topics, JSON.stringify(changes)]);
    this.#sql.afterCommit(() => {
      for (const topic of topics) this.#wake(topic);
    });
  }

  #wake(topic: string): void {
    for (const wake of this.#waiting.get(topic)?.wakes ?? []) wake();
  }

  /** @throws BAD_USER_INPUT for a cursor that is none of ours */
  subscribe(topic: string, after: string | null, signal: AbortSignal): AsyncIterable<Change> {
    if (after !== null && !/^\d{1,18}$/.test(after))
      throw badInput('after', 'a cursor that this subscription gave', after);
    // "From now on" means from this call on, not from the first time that the caller asks for a change.
    const start = after === null ? this.newest(topic) : Promise.resolve(after);
    // Who never iterates must not crash the process; who does gets the error from `await start`.
    start.catch(() => undefined);
    return { [Symbol.asyncIterator]: () => this.#iterate(topic, start, signal) };
  }

  /** A generator's `return()` would wait for the change that it is waiting for itself; this one ends the wait. */
  #iterate(topic: string, start: Promise<string>, signal: AbortSignal): AsyncIterator<Change> {
    const ended = new AbortController();
    const changes = this.#changes(topic, start, AbortSignal.any([signal, ended.signal]));
    return {
      next: () => changes.next(),
      return: async () => {
        ended.abort();
        await changes.return();
        return { done: true, value: undefined };
      },
    };
  }

  async *#changes(topic: string, start: Promise<string>, signal: AbortSignal): AsyncGenerator<Change, void> {
    let after = await start;
    const isOver = () => signal.aborted;
    while (!isOver()) {
      // Listens before it looks, so that nothing falls between.
      using listener = this.#listen(topic, signal);
      const page = await this.#page(topic, after);
      for (const change of page) {
        if (isOver()) return;
        after = change.cursor;
        yield change;
      }
      if (page.length < this.#pageSize) await listener.woken;
    }
  }

  /** `woken` resolves at the next publication, at the abort, and within `pollMs`, for all who wait on the topic at the same time. */
  #listen(topic: string, signal: AbortSignal): { readonly woken: Promise<void>; [Symbol.dispose](): void } {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = () => {
      resolve(undefined);
    };
    const waiting = this.#waiting.get(topic) ?? this.#beginToWait(topic);
    waiting.wakes.add(wake);
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
    return {
      woken: promise,
      [Symbol.dispose]: () => {
        signal.removeEventListener('abort', wake);
        waiting.wakes.delete(wake);
        if (waiting.wakes.size > 0 || this.#waiting.get(topic) !== waiting) return;
        clearInterval(waiting.timer);
        this.#waiting.delete(topic);
      },
    };
  }

  #beginToWait(topic: string): Waiting {
    const timer = setInterval(() => {
      this.#wake(topic);
    }, this.#pollMs);
    timer.unref();
    const waiting = { wakes: new Set<() => void>(), timer };
    this.#waiting.set(topic, waiting);
    return waiting;
  }

  async newest(topic: string): Promise<string> {
    const [row] = await this.#sql.query<{ seq: string }>(
      'SELECT coalesce(max(seq), 0)::text AS seq FROM change WHERE topic = $1',
      [topic],
    );
    return row?.seq ?? '0';
  }

  /** Subscriptions that were woken together, and are equally far, read once for all of them. */
  #page(topic: string, after: string): Promise<readonly Change[]> {
    return this.#pages.ask(`${after} ${topic}`, () =>
      this.#sql.query<Change>(
        `SELECT seq::text AS cursor, at, payload FROM change WHERE topic = $1 AND seq > $2::bigint
         ORDER BY seq LIMIT $3::int`,
        [topic, after, this.#pageSize],
      ),
    );
  }
}
