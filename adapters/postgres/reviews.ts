import type { QuarantinedExam } from '../../core/intake/intake.ts';
import type { RecordedRedaction, ReplacedImage, RequeuedFile, ReviewStore } from '../../core/ports/review-store.ts';
import { examColumns } from './intake-quarantine.ts';
import { digestOf, summarize } from './quarantine-sql.ts';
import type { SqlClient } from './sql-client.ts';

/** Decisions about exams in quarantine, in PostgreSQL. */
export class PostgresReviews implements ReviewStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async lock(examId: string): Promise<QuarantinedExam | null> {
    const [row] = await this.#sql.query<QuarantinedExam>(
      `SELECT ${examColumns} FROM quarantined_exam WHERE id = $1 FOR UPDATE`,
      [examId],
    );
    return row ?? null;
  }

  async imagesDigests(examIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.query<{ id: string; digest: string }>(
      `SELECT wanted.id, ${digestOf('wanted.id')} AS digest FROM unnest($1::uuid[]) AS wanted(id)
       WHERE EXISTS (SELECT FROM quarantined_image WHERE quarantined_exam_id = wanted.id)`,
      [examIds],
    );
    return new Map(rows.map(({ id, digest }) => [id, digest]));
  }

  async replaceImages(examId: string, images: readonly ReplacedImage[]): Promise<boolean> {
    const held = await this.#sql.query<{ id: string }>(
      `SELECT i.file_id AS id FROM quarantined_image i JOIN unnest($2::uuid[], $3::text[]) AS old(id, object)
         ON old.id = i.file_id AND old.object = i.sealed_object
       WHERE i.quarantined_exam_id = $1`,
      [examId, images.map(({ fileId }) => fileId), images.map(({ oldObject }) => oldObject)],
    );
    // Those that are noted and not being deleted, held so that no sweep begins to.
    const noted = await this.#sql.query(
      `SELECT object FROM arriving_object WHERE object = ANY($1::text[]) AND NOT deleting FOR UPDATE`,
      [images.map(({ sealedObject }) => sealedObject)],
    );
    if (held.length < images.length || noted.length < images.length) return false;
    await this.#sql.query(
      `UPDATE quarantined_image i SET sealed_object = new."sealedObject", sha256 = new.sha256, size_bytes = new."sizeBytes",
         image = new.image, findings = new.findings
       FROM jsonb_to_recordset($1::jsonb) AS new("fileId" uuid, "sealedObject" text, sha256 text, "sizeBytes" bigint, image jsonb,
         findings jsonb)
       WHERE i.file_id = new."fileId"`,
      [JSON.stringify(images)],
    );
    await this.#sql.query(`DELETE FROM arriving_object WHERE object = ANY($1::text[])`, [
      images.map(({ sealedObject }) => sealedObject),
    ]);
    await this.#noteDeleting(images.map(({ oldObject }) => oldObject));
    await this.#sql.query(`DELETE FROM quarantine_view WHERE file_id = ANY($1::uuid[])`, [
      images.map(({ fileId }) => fileId),
    ]);
    await summarize(this.#sql, [examId]);
    return true;
  }

  async #noteDeleting(objects: readonly string[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO arriving_object (object, deleting) SELECT DISTINCT unnest($1::text[]), true
       ON CONFLICT (object) DO UPDATE SET deleting = true`,
      [objects],
    );
  }

  async putRedaction(examId: string, redaction: RecordedRedaction): Promise<void> {
    const { id, redactedBy, redactedById, redactedAt, regions, frames, fileIds } = redaction;
    await this.#sql.query(
      `INSERT INTO quarantine_redaction (id, quarantined_exam_id, redacted_by, redacted_by_id, redacted_at, regions, frames, file_ids)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::uuid[])`,
      [
        ...[id, examId, redactedBy, redactedById, redactedAt, JSON.stringify(regions)],
        ...[frames === null ? null : JSON.stringify(frames), fileIds],
      ],
    );
  }

  async redactionsOf(examIds: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedRedaction[]>> {
    const rows = await this.#sql.query<RecordedRedaction & { readonly exam: string }>(
      `SELECT quarantined_exam_id AS exam, id, redacted_by AS "redactedBy", redacted_by_id AS "redactedById",
         redacted_at AS "redactedAt", regions, frames, to_jsonb(file_ids) AS "fileIds"
       FROM quarantine_redaction WHERE quarantined_exam_id = ANY($1::uuid[]) ORDER BY sequence`,
      [examIds],
    );
    const byExam = Map.groupBy(rows, ({ exam }) => exam);
    return new Map([...byExam].map(([exam, of]) => [exam, of.map(({ exam: _exam, ...redaction }) => redaction)]));
  }

  async requeue(
    examId: string,
    profile: string,
    by: { readonly id: string; readonly name: string },
    comment: string | null,
  ): Promise<readonly RequeuedFile[]> {
    await this.#sql.query(
      `UPDATE quarantined_exam SET state = 'REQUEUED', reviewed_by = $2, reviewed_by_id = $3, reviewed_at = now(), review_comment = $4
       WHERE id = $1`,
      [examId, by.name, by.id, comment],
    );
    // As an arriving file: the share lock keeps the open batch from being closed meanwhile.
    const files = await this.#sql.query<RequeuedFile>(
      `WITH image AS (
         SELECT file_id, sealed_object FROM quarantined_image WHERE quarantined_exam_id = $1),
       open AS (
         SELECT id, batch FROM ingestion WHERE id IN (SELECT ingestion_id FROM received_file WHERE id IN (SELECT file_id FROM image))
         ORDER BY id FOR SHARE)
       UPDATE received_file f SET state = 'RECEIVED', profile = $2, round = f.round + 1, batch = open.batch
       FROM image, open WHERE f.id = image.file_id AND open.id = f.ingestion_id
       RETURNING f.id AS "fileId", f.ingestion_id AS "ingestionId", f.batch, image.sealed_object AS "sealedObject"`,
      [examId, profile],
    );
    await this.#noteDeleting(files.flatMap(({ sealedObject }) => sealedObject ?? []));
    await this.#sql.query(`DELETE FROM quarantined_image WHERE quarantined_exam_id = $1`, [examId]);
    return files;
  }
}
