import type { AgedExam, PoolReviewRule, PoolReviewStore } from '../../core/ports/pool-review-store.ts';
import type { SqlClient } from './sql-client.ts';

const ruleColumns = `require_signature AS "requireSignature", reviews_needed AS "reviewsNeeded", purge_after_days AS "purgeAfterDays", version`;

/** Undecided exams with the moment that each waits since, `w`. */
const waiting = `quarantined_exam e JOIN LATERAL (
  SELECT max(deidentified_at) AS since FROM quarantined_image i WHERE i.quarantined_exam_id = e.id) AS w ON e.state = 'QUARANTINED'`;

/** How what comes into pools is reviewed, in PostgreSQL. */
export class PostgresPoolReviews implements PoolReviewStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async rulesOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, PoolReviewRule>> {
    const rows = await this.#sql.query<PoolReviewRule & { readonly id: string }>(
      `SELECT pool_id AS id, ${ruleColumns} FROM pool_review WHERE pool_id = ANY($1::uuid[])`,
      [poolIds],
    );
    return new Map(rows.map(({ id, ...rule }) => [id, rule]));
  }

  async putRule(poolId: string, rule: Omit<PoolReviewRule, 'version'>): Promise<number> {
    const [row] = await this.#sql.query<{ version: number }>(
      `INSERT INTO pool_review (pool_id, require_signature, reviews_needed, purge_after_days, version) VALUES ($1, $2, $3, $4, 1)
       ON CONFLICT (pool_id) DO UPDATE SET require_signature = excluded.require_signature, reviews_needed = excluded.reviews_needed,
         purge_after_days = excluded.purge_after_days, version = pool_review.version + 1
       RETURNING version`,
      [poolId, rule.requireSignature, rule.reviewsNeeded, rule.purgeAfterDays],
    );
    if (!row) throw new Error('the rule was not set');
    return row.version;
  }

  async reviewersOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.#sql.query<{ pool: string; account: string }>(
      `SELECT pool_id AS pool, account_id AS account FROM pool_reviewer WHERE pool_id = ANY($1::uuid[]) ORDER BY account_id`,
      [poolIds],
    );
    const byPool = Map.groupBy(rows, ({ pool }) => pool);
    return new Map([...byPool].map(([pool, of]) => [pool, of.map(({ account }) => account)]));
  }

  async setReviewers(poolId: string, accountIds: readonly string[]): Promise<void> {
    await this.#sql.query(`DELETE FROM pool_reviewer WHERE pool_id = $1`, [poolId]);
    await this.#sql.query(`INSERT INTO pool_reviewer (pool_id, account_id) SELECT $1, unnest($2::text[])`, [
      poolId,
      accountIds,
    ]);
  }

  agedExams(poolId: string, before: Date, notedBefore: Date, limit: number): Promise<readonly AgedExam[]> {
    return this.#sql.query<AgedExam>(
      `SELECT e.id, w.since AS "waitsSince" FROM ${waiting} JOIN purge_notice n ON n.quarantined_exam_id = e.id
       WHERE e.pool_id = $1 AND w.since < $2 AND n.noted_at > w.since AND n.noted_at <= $3 ORDER BY e.sequence LIMIT $4::int`,
      [poolId, before, notedBefore, limit],
    );
  }

  agedExamsOfProject(projectId: string, before: Date, limit: number): Promise<readonly AgedExam[]> {
    return this.#sql.query<AgedExam>(
      `SELECT e.id, w.since AS "waitsSince" FROM ${waiting} WHERE e.project_id = $1 AND w.since < $2 ORDER BY e.sequence LIMIT $3::int`,
      [projectId, before, limit],
    );
  }

  unnotedExams(poolId: string, before: Date, limit: number): Promise<readonly AgedExam[]> {
    return this.#sql.query<AgedExam>(
      `SELECT e.id, w.since AS "waitsSince" FROM ${waiting} LEFT JOIN purge_notice n ON n.quarantined_exam_id = e.id
       WHERE e.pool_id = $1 AND w.since < $2 AND (n.noted_at IS NULL OR n.noted_at <= w.since) ORDER BY e.sequence LIMIT $3::int`,
      [poolId, before, limit],
    );
  }

  async noteTold(examIds: readonly string[], at: Date): Promise<void> {
    await this.#sql.query(
      `INSERT INTO purge_notice (quarantined_exam_id, noted_at) SELECT unnest($1::uuid[]), $2
       ON CONFLICT (quarantined_exam_id) DO UPDATE SET noted_at = excluded.noted_at`,
      [examIds, at],
    );
  }
}
