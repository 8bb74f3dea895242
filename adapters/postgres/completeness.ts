import type { CompletenessRule, CompletenessStore, ExamArrival } from '../../core/ports/completeness-store.ts';
import type { SqlClient } from './sql-client.ts';

/** When exams in quarantine are complete, in PostgreSQL. */
export class PostgresCompleteness implements CompletenessStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putRule(poolId: string, { quietSeconds, expectedImages }: CompletenessRule): Promise<void> {
    await this.#sql.query(
      `INSERT INTO pool_completeness (pool_id, quiet_seconds, expected_images) VALUES ($1, $2, $3)
       ON CONFLICT (pool_id) DO UPDATE SET quiet_seconds = excluded.quiet_seconds, expected_images = excluded.expected_images`,
      [poolId, quietSeconds, expectedImages],
    );
  }

  async rulesOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, CompletenessRule>> {
    const rows = await this.#sql.query<CompletenessRule & { readonly id: string }>(
      `SELECT pool_id AS id, quiet_seconds AS "quietSeconds", expected_images AS "expectedImages" FROM pool_completeness
       WHERE pool_id = ANY($1::uuid[])`,
      [poolIds],
    );
    return new Map(rows.map(({ id, ...rule }) => [id, rule]));
  }

  noteArrived(
    images: readonly { readonly fileId: string; readonly saidImages: number | null }[],
  ): Promise<readonly { readonly examId: string; readonly imageCount: number; readonly saidImages: number | null }[]> {
    return this.#sql.query(
      `WITH exam AS (
         SELECT i.quarantined_exam_id AS id, max(new."saidImages") AS said
         FROM jsonb_to_recordset($1::jsonb) AS new("fileId" uuid, "saidImages" int) JOIN quarantined_image i ON i.file_id = new."fileId"
         GROUP BY 1),
       noted AS (
         INSERT INTO exam_arrival (quarantined_exam_id, expected_images) SELECT id, said FROM exam ORDER BY id
         ON CONFLICT (quarantined_exam_id) DO UPDATE SET complete_at = NULL,
           expected_images = greatest(exam_arrival.expected_images, excluded.expected_images)
         RETURNING quarantined_exam_id, expected_images)
       SELECT e.id AS "examId", e.image_count AS "imageCount", noted.expected_images AS "saidImages"
       FROM noted JOIN quarantined_exam e ON e.id = noted.quarantined_exam_id`,
      [JSON.stringify(images)],
    );
  }

  async complete(examId: string, imageCount: number): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE exam_arrival SET complete_at = now() FROM quarantined_exam e
       WHERE quarantined_exam_id = $1 AND e.id = quarantined_exam_id AND complete_at IS NULL AND e.state = 'QUARANTINED'
         AND e.image_count = $2::int
       RETURNING quarantined_exam_id`,
      [examId, imageCount],
    );
    return rows.length > 0;
  }

  async arrivalsOf(examIds: readonly string[]): Promise<ReadonlyMap<string, ExamArrival>> {
    const rows = await this.#sql.query<ExamArrival & { readonly id: string }>(
      `SELECT quarantined_exam_id AS id, expected_images AS "saidImages", complete_at AS "completeAt" FROM exam_arrival
       WHERE quarantined_exam_id = ANY($1::uuid[])`,
      [examIds],
    );
    return new Map(rows.map(({ id, ...arrival }) => [id, arrival]));
  }

  async mayGrow(examId: string, cameBefore: Date): Promise<boolean> {
    const rows = await this.#sql.query(
      `SELECT 1 FROM received_file WHERE state = 'RECEIVED' AND received_at < $2 AND ingestion_id IN (
         SELECT f.ingestion_id FROM quarantined_image i JOIN received_file f ON f.id = i.file_id WHERE i.quarantined_exam_id = $1)
       LIMIT 1`,
      [examId, cameBefore],
    );
    return rows.length > 0;
  }
}
