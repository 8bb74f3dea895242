import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';
import type { DeadLetter, Job, NewJob, QueueName } from '../../core/ports/job-queue.ts';
import type { SqlClient } from './sql-client.ts';

/** A job that this process holds. */
export interface Claim extends Job {
  readonly claim: string;
  /** How often a process died while it ran. */
  readonly interruptions: number;
}

interface JobRow {
  readonly queue: QueueName;
  readonly key: string;
  readonly payload: JsonObject;
  readonly attempt: number;
  readonly attempts: number;
}

/** The statements on the `job` table; each is one round trip and atomic by itself. */
export class JobTable {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  /** Queues that got a job which was not there before. */
  async insert(jobs: readonly NewJob[]): Promise<readonly QueueName[]> {
    const rows = jobs.map((job) => ({
      queue: job.queue,
      key: job.key,
      payload: job.payload,
      attempts: job.attempts ?? 5,
      due_at: job.runAfter?.toISOString() ?? null,
      trace: job.trace ?? null,
    }));
    const inserted = await this.#sql.query<{ queue: QueueName }>(
      `INSERT INTO job (queue, key, payload, attempts, due_at, trace)
       SELECT queue, key, payload, attempts, coalesce(due_at, now()), trace
       FROM jsonb_to_recordset($1::jsonb) AS new(queue text, key text, payload jsonb, attempts int, due_at timestamptz, trace text)
       ON CONFLICT (queue, key) DO NOTHING RETURNING queue`,
      [JSON.stringify(rows)],
    );
    return [...new Set(inserted.map((row) => row.queue))];
  }

  /**
   * Takes up to `limit` jobs that are due, first due first: queued ones, and those whose holder has let its claim end
   * (a stalled or dead process), which keep their attempt's number.
   */
  async claim(queue: QueueName, limit: number, lockMs: number): Promise<readonly Claim[]> {
    const claim = randomUUID();
    const rows = await this.#sql.query<JobRow & { interruptions: number; trace: string | null }>(
      `WITH due AS (
         SELECT queue, key FROM job WHERE queue = $1 AND state IN ('QUEUED', 'ACTIVE') AND due_at <= now()
         ORDER BY due_at, id LIMIT $2::int FOR UPDATE SKIP LOCKED)
       UPDATE job SET state = 'ACTIVE', claim = $3::uuid, due_at = now() + $4::float8 * interval '1 ms',
         attempt = attempt + (state = 'QUEUED')::int, interruptions = interruptions + (state = 'ACTIVE')::int
       FROM due WHERE job.queue = due.queue AND job.key = due.key
       RETURNING job.queue, job.key, payload, attempt, attempts, interruptions, trace`,
      [queue, limit, claim, lockMs],
    );
    return rows.map((row) => ({ ...row, claim }));
  }

  /** Milliseconds until the next job of the queue is due, null when none is left. */
  async untilNext(queue: QueueName): Promise<number | null> {
    const [row] = await this.#sql.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM min(due_at) - now()) * 1000)::float8 AS ms FROM job
       WHERE queue = $1 AND state IN ('QUEUED', 'ACTIVE')`,
      [queue],
    );
    return row?.ms ?? null;
  }

  /** Renews claims; answers those that are still held, as `claim queue key`. */
  async renew(claims: readonly Claim[], lockMs: number): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.query<{ claim: string; queue: string; key: string }>(
      `UPDATE job SET due_at = now() + $4::float8 * interval '1 ms'
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS held(claim, queue, key)
       WHERE job.queue = held.queue AND job.key = held.key AND job.claim = held.claim AND state = 'ACTIVE'
       RETURNING job.claim, job.queue, job.key`,
      [claims.map((job) => job.claim), claims.map((job) => job.queue), claims.map((job) => job.key), lockMs],
    );
    return new Set(rows.map((row) => claimName(row)));
  }

  /** Ends jobs well. A claim that was lost changes nothing, here and below. */
  async finish(job: Claim): Promise<void> {
    await this.#end(job, `state = 'DONE', ended_at = now(), claim = NULL, error = NULL`);
  }

  /** Queues the job again, after a delay; its attempt counts. */
  async retry(job: Claim, delayMs: number, error: string): Promise<void> {
    await this.#end(
      job,
      `state = 'QUEUED', claim = NULL, due_at = now() + $4::float8 * interval '1 ms', error = $5`,
      delayMs,
      error,
    );
  }

  /** Queues the job again at once, as if this attempt had not begun. */
  async release(job: Claim): Promise<void> {
    await this.#end(job, `state = 'QUEUED', claim = NULL, due_at = now(), attempt = attempt - 1`);
  }

  async bury(job: Claim, error: string): Promise<void> {
    await this.#end(job, `state = 'DEAD', ended_at = now(), claim = NULL, error = $4`, error);
  }

  async #end(job: Claim, assignments: string, ...parameters: readonly unknown[]): Promise<void> {
    await this.#sql.query(
      `UPDATE job SET ${assignments} WHERE queue = $1 AND key = $2 AND claim = $3::uuid AND state = 'ACTIVE'`,
      [job.queue, job.key, job.claim, ...parameters],
    );
  }

  /** Queues every job that is held by anyone, as interrupted; answers how many. */
  async releaseAll(): Promise<number> {
    const rows = await this.#sql.query(
      `UPDATE job SET state = 'QUEUED', claim = NULL, due_at = now(), attempt = attempt - 1, interruptions = interruptions + 1
       WHERE state = 'ACTIVE' RETURNING key`,
    );
    return rows.length;
  }

  async requeue(queue: QueueName, key: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE job SET state = 'QUEUED', due_at = now(), attempt = 0, interruptions = 0, error = NULL, ended_at = NULL
       WHERE queue = $1 AND key = $2 AND state = 'DEAD' RETURNING key`,
      [queue, key],
    );
    return rows.length > 0;
  }

  async dead(queue: QueueName): Promise<readonly DeadLetter[]> {
    const rows = await this.#sql.query<JobRow & { error: string; failedAt: Date }>(
      `SELECT queue, key, payload, attempt, attempts, error, ended_at AS "failedAt" FROM job
       WHERE queue = $1 AND state = 'DEAD' ORDER BY ended_at, id`,
      [queue],
    );
    return rows;
  }

  async countByState(): Promise<readonly { queue: QueueName; state: 'QUEUED' | 'ACTIVE' | 'DEAD'; count: number }[]> {
    return this.#sql.query(
      `SELECT queue, state, count(*)::int AS count FROM job WHERE state IN ('QUEUED', 'ACTIVE', 'DEAD') GROUP BY queue, state`,
    );
  }
}

/** Names one holding of one job. */
export function claimName(job: { readonly claim: string; readonly queue: string; readonly key: string }): string {
  return `${job.claim} ${job.queue} ${job.key}`;
}
