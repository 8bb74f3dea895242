import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/json.ts';
import { claimName, type Claim, type JobEnd, type JobLedger, type QueuedJob } from '../../core/ports/job-ledger.ts';
import type { DeadLetter, DeadLetterQuery, NewJob, QueueName } from '../../core/ports/job-queue.ts';
import type { SqlClient } from './sql-client.ts';

interface JobRow {
  readonly queue: QueueName;
  readonly key: string;
  readonly payload: JsonObject;
  readonly attempt: number;
  readonly attempts: number;
  readonly interruptions: number;
}

const take = `state = 'ACTIVE', claim = $3::uuid, due_at = now() + $4::float8 * interval '1 ms',
  attempt = attempt + (state = 'QUEUED')::int, interruptions = interruptions + (state = 'ACTIVE')::int`;
const taken = 'job.queue, job.key, payload, attempt, attempts, interruptions, trace';
const giveBack = `SET state = 'QUEUED', claim = NULL, due_at = now(), attempt = attempt - 1,
  interruptions = interruptions + 1, generation = generation + 1, handed = NULL`;
const queuedColumns = `job.queue, job.key, generation,
  greatest(0, extract(epoch FROM due_at - now()) * 1000)::float8 AS "delayMs"`;
const stateOf = { done: 'DONE', dead: 'DEAD', retry: 'QUEUED', postponed: 'QUEUED', released: 'QUEUED' } as const;

/** The statements on the `job` table. */
export class JobTable implements JobLedger {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async insert(jobs: readonly NewJob[]): Promise<readonly QueuedJob[]> {
    const rows = jobs.map((job) => ({
      queue: job.queue,
      key: job.key,
      payload: job.payload,
      attempts: job.attempts ?? 5,
      due_at: job.runAfter?.toISOString() ?? null,
      trace: job.trace ?? null,
    }));
    return this.#sql.query(
      `INSERT INTO job (queue, key, payload, attempts, due_at, trace)
       SELECT queue, key, payload, attempts, coalesce(due_at, now()), trace
       FROM jsonb_to_recordset($1::jsonb)
         AS new(queue text, key text, payload jsonb, attempts int, due_at timestamptz, trace text)
       ON CONFLICT (queue, key) DO NOTHING RETURNING ${queuedColumns}`,
      [JSON.stringify(rows)],
    );
  }

  async claimDue(queue: QueueName, limit: number, lockMs: number): Promise<readonly Claim[]> {
    return this.#claim(
      `WITH due AS MATERIALIZED (
         SELECT queue, key FROM job WHERE queue = $1 AND state IN ('QUEUED', 'ACTIVE') AND due_at <= now()
         ORDER BY due_at, id LIMIT $2::int FOR UPDATE SKIP LOCKED)
       UPDATE job SET ${take} FROM due WHERE job.queue = due.queue AND job.key = due.key RETURNING ${taken}`,
      [queue, limit],
      lockMs,
    );
  }

  async claimKeys(queue: QueueName, keys: readonly string[], lockMs: number): Promise<readonly Claim[]> {
    // One scan of the primary key, in its order. The state is written so that no plan goes through the index of all due
    // jobs instead, which looks small to a planner without statistics (a table that has just grown).
    return this.#claim(
      `UPDATE job SET ${take} WHERE queue = $1 AND key = ANY($2::text[])
       AND state || '' IN ('QUEUED', 'ACTIVE') AND due_at <= now() RETURNING ${taken}`,
      [queue, keys],
      lockMs,
    );
  }

  async #claim(statement: string, which: readonly [unknown, unknown], lockMs: number): Promise<readonly Claim[]> {
    const claim = randomUUID();
    const rows = await this.#sql.query<JobRow & { trace: string | null }>(statement, [...which, claim, lockMs]);
    return rows.map((row) => ({ ...row, claim }));
  }

  async queued(queue: QueueName, keys: readonly string[]): Promise<readonly QueuedJob[]> {
    return this.#sql.query(
      `SELECT ${queuedColumns} FROM job WHERE queue = $1 AND key = ANY($2::text[]) AND state = 'QUEUED'`,
      [queue, keys],
    );
  }

  async untilNext(queue: QueueName): Promise<number | null> {
    const [row] = await this.#sql.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM min(due_at) - now()) * 1000)::float8 AS ms FROM job
       WHERE queue = $1 AND state IN ('QUEUED', 'ACTIVE')`,
      [queue],
    );
    return row?.ms ?? null;
  }

  async renew(claims: readonly Claim[], lockMs: number): Promise<ReadonlySet<string>> {
    const rows = await this.#sql.query<{ claim: string; queue: string; key: string }>(
      `WITH held AS MATERIALIZED (
         SELECT job.queue, job.key FROM job JOIN unnest($1::uuid[], $2::text[], $3::text[]) AS held(claim, queue, key)
         ON job.queue = held.queue AND job.key = held.key AND job.claim = held.claim
         WHERE state = 'ACTIVE' FOR UPDATE OF job SKIP LOCKED)
       UPDATE job SET due_at = now() + $4::float8 * interval '1 ms'
       FROM held WHERE job.queue = held.queue AND job.key = held.key
       RETURNING job.claim, job.queue, job.key`,
      [claims.map((job) => job.claim), claims.map((job) => job.queue), claims.map((job) => job.key), lockMs],
    );
    return new Set(rows.map((row) => claimName(row)));
  }

  async end(ends: readonly JobEnd[]): Promise<readonly QueuedJob[]> {
    const done = ends.filter((end) => end.as === 'done');
    for (const queue of new Set(done.map(({ job }) => job.queue))) {
      await this.#finish(
        queue,
        done.map(({ job }) => job).filter((job) => job.queue === queue),
      );
    }
    return done.length === ends.length ? [] : this.#endOtherwise(ends.filter((end) => end.as !== 'done'));
  }

  async #finish(queue: QueueName, jobs: readonly Claim[]): Promise<void> {
    await this.#sql.query(
      `UPDATE job SET state = 'DONE', claim = NULL, ended_at = now(), error = NULL
       WHERE queue = $1 AND key = ANY($2::text[]) AND state || '' = 'ACTIVE' AND key || ' ' || claim = ANY($3::text[])`,
      [queue, jobs.map((job) => job.key), jobs.map((job) => `${job.key} ${job.claim}`)],
    );
  }

  async #endOtherwise(ends: readonly JobEnd[]): Promise<readonly QueuedJob[]> {
    const rows = await this.#sql.query<QueuedJob & { state: string }>(
      `UPDATE job SET state = ended.state, claim = NULL,
         ended_at = CASE WHEN ended.state = 'QUEUED' THEN NULL ELSE now() END,
         due_at = CASE WHEN ended.state = 'QUEUED' THEN now() + delay_ms * interval '1 ms' ELSE due_at END,
         attempt = attempt - uncounted::int,
         error = coalesce(ended.error, job.error),
         generation = generation + (ended.state = 'QUEUED')::int, handed = NULL
       FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::float8[], $6::bool[], $7::text[])
         AS ended(queue, key, claim, state, delay_ms, uncounted, error)
       WHERE job.queue = ended.queue AND job.key = ended.key AND job.claim = ended.claim AND job.state = 'ACTIVE'
       RETURNING job.state, ${queuedColumns}`,
      [
        ends.map(({ job }) => job.queue),
        ends.map(({ job }) => job.key),
        ends.map(({ job }) => job.claim),
        ends.map((end) => stateOf[end.as]),
        ends.map((end) => ('delayMs' in end ? end.delayMs : 0)),
        ends.map((end) => end.as === 'released' || end.as === 'postponed'),
        ends.map((end) => ('error' in end ? end.error : null)),
      ],
    );
    return rows.filter((row) => row.state === 'QUEUED');
  }

  async releaseAll(): Promise<number> {
    return (await this.#sql.query(`UPDATE job ${giveBack} WHERE state = 'ACTIVE' RETURNING key`)).length;
  }

  async releaseExpired(): Promise<number> {
    const rows = await this.#sql.query(
      `WITH expired AS MATERIALIZED (
         SELECT queue, key FROM job WHERE state = 'ACTIVE' AND due_at <= now() FOR UPDATE SKIP LOCKED)
       UPDATE job ${giveBack} FROM expired WHERE job.queue = expired.queue AND job.key = expired.key RETURNING job.key`,
    );
    return rows.length;
  }

  async requeue(queue: QueueName, key: string): Promise<QueuedJob | null> {
    const [row] = await this.#sql.query<QueuedJob>(
      `UPDATE job SET state = 'QUEUED', due_at = now(), attempt = 0, interruptions = 0, error = NULL, ended_at = NULL,
         generation = generation + 1, handed = NULL
       WHERE queue = $1 AND key = $2 AND state = 'DEAD' RETURNING ${queuedColumns}`,
      [queue, key],
    );
    return row ?? null;
  }

  async dead(queue: QueueName, { first, order, key }: DeadLetterQuery): Promise<readonly DeadLetter[]> {
    const direction = order === 'newest' ? 'DESC' : 'ASC';
    return this.#sql.query(
      `SELECT queue, key, payload, attempt, attempts, interruptions, trace, error, ended_at AS "failedAt" FROM job
       WHERE queue = $1 AND state = 'DEAD' AND ($2::text IS NULL OR key = $2)
       ORDER BY ended_at ${direction}, id ${direction} LIMIT $3::int`,
      [queue, key ?? null, first ?? null],
    );
  }

  async countByState(): Promise<readonly { queue: QueueName; state: 'QUEUED' | 'ACTIVE' | 'DEAD'; count: number }[]> {
    return this.#sql.query(
      `SELECT queue, state, count(*)::int AS count FROM job WHERE state IN ('QUEUED', 'ACTIVE', 'DEAD') GROUP BY queue, state`,
    );
  }

  async ages(): Promise<readonly { queue: QueueName; waitMs: number }[]> {
    return this.#sql.query(
      `SELECT queue, (extract(epoch FROM now() - min(due_at)) * 1000)::float8 AS "waitMs" FROM job
       WHERE state = 'QUEUED' AND due_at <= now() GROUP BY queue`,
    );
  }

  async unhanded(broker: string, graceMs: number, limit: number): Promise<readonly QueuedJob[]> {
    return this.#sql.query(
      `SELECT ${queuedColumns} FROM job WHERE state = 'QUEUED' AND handed IS DISTINCT FROM $1
       AND (handed IS NOT NULL OR due_at > now() OR due_at <= now() - $2::float8 * interval '1 ms')
       ORDER BY due_at, id LIMIT $3::int`,
      [broker, graceMs, limit],
    );
  }

  async noteHanded(jobs: readonly QueuedJob[], broker: string): Promise<void> {
    await this.#sql.query(
      `UPDATE job SET handed = $4 FROM unnest($1::text[], $2::text[], $3::int[]) AS given(queue, key, generation)
       WHERE job.queue = given.queue AND job.key = given.key AND job.generation = given.generation AND state = 'QUEUED'`,
      [jobs.map((job) => job.queue), jobs.map((job) => job.key), jobs.map((job) => job.generation), broker],
    );
  }

  async countHanded(broker: string, graceMs: number): Promise<ReadonlyMap<QueueName, number>> {
    const rows = await this.#sql.query<{ queue: QueueName; count: number }>(
      `SELECT queue, count(*)::int AS count FROM job WHERE state = 'QUEUED' AND handed = $1
       AND due_at <= now() - $2::float8 * interval '1 ms' GROUP BY queue`,
      [broker, graceMs],
    );
    return new Map(rows.map(({ queue, count }) => [queue, count]));
  }

  async forgetHanded(queue: QueueName): Promise<void> {
    await this.#sql.query(`UPDATE job SET handed = NULL WHERE queue = $1 AND state = 'QUEUED' AND handed IS NOT NULL`, [
      queue,
    ]);
  }
}
