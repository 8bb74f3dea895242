import type { ExamOriginal, RerunFile, RerunOf, RerunStore, SaidBefore } from '../../core/ports/rerun-store.ts';
import { older } from './image-updates.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * True where the original of the file `r`, with the image `ri`, in the pool `p`, is there and stays: in a pool that keeps none it goes together with what
 * was sealed for the review, a while after the approval.
 */
const isKept = '(r.original_object IS NOT NULL AND (p.keeps_originals OR ri.sealed_object IS NULL))';
/** True of files `f` that were made anew, or have taken the place of such a one and are to erase what it was to. */
const isRerun = '(f.rerun_of IS NOT NULL OR f.erases_older)';

/** Approved exams that are de-identified anew, in PostgreSQL. */
export class PostgresReruns implements RerunStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  originalsOf(projectId: string, examId: string): Promise<readonly ExamOriginal[]> {
    // An image that came into several pools has a file in each: one whose original is kept will do.
    return this.#sql.query<ExamOriginal>(
      `SELECT DISTINCT ON (i.sop_instance_uid) f.id AS "fileId", f.pool_id AS "poolId", ${isKept} AS "isKept",
         EXISTS (SELECT FROM received_file o WHERE o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid
           AND o.is_update AND o.state IN ('RECEIVED', 'QUARANTINED')) AS "isUpdating"
       FROM quarantined_exam e JOIN quarantined_image i ON i.quarantined_exam_id = e.id JOIN received_file f ON f.id = i.file_id
         JOIN received_file r ON r.id = coalesce(f.rerun_of, f.id) JOIN pool p ON p.id = r.pool_id
         LEFT JOIN quarantined_image ri ON ri.file_id = r.id
       WHERE e.project_id = $1 AND e.exam_id = $2 AND f.state = 'APPROVED'
       ORDER BY i.sop_instance_uid, NOT ${isKept}, f.sequence DESC`,
      [projectId, examId],
    );
  }

  async putReruns(files: readonly RerunFile[], profile: string, eraseOlder: boolean): Promise<void> {
    await this.#sql.query(
      `INSERT INTO received_file (id, ingestion_id, pool_id, project_id, file_name, size_bytes, content_sha256, sop_instance_uid, batch,
         state, profile, is_update, rerun_of, erases_older)
       SELECT new.id, new.ingestion_id, f.pool_id, f.project_id, f.file_name, f.size_bytes, f.content_sha256, f.sop_instance_uid, 0,
         'RECEIVED', $4, true, coalesce(f.rerun_of, f.id), $5
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS new(id, ingestion_id, file_id, place)
         JOIN received_file f ON f.id = new.file_id
       ORDER BY new.place`,
      [
        files.map(({ id }) => id),
        files.map(({ ingestionId }) => ingestionId),
        files.map(({ of }) => of),
        profile,
        eraseOlder,
      ],
    );
  }

  async replacedBy(quarantinedExamId: string): Promise<RerunOf | null> {
    const [made] = await this.#sql.query<{ erasesOlder: boolean }>(
      `SELECT bool_or(f.erases_older) AS "erasesOlder" FROM quarantined_image i JOIN received_file f ON f.id = i.file_id
       WHERE i.quarantined_exam_id = $1 AND ${isRerun} HAVING count(*) > 0`,
      [quarantinedExamId],
    );
    if (!made) return null;
    const said = await this.#sql.query<SaidBefore>(
      `SELECT DISTINCT e.study_date AS "studyDate", e.study_description AS "studyDescription",
         oi.series_instance_uid AS "seriesInstanceUID", oi.series,
         o.state = 'APPROVED' AS "isCurrent" FROM ${older} AND ${isRerun}`,
      [quarantinedExamId],
    );
    return { ...made, said };
  }

  async forgetSaid(quarantinedExamId: string): Promise<void> {
    await this.#sql.query(
      `UPDATE quarantined_image SET series = '{}' WHERE file_id IN (SELECT o.id FROM ${older} AND ${isRerun})`,
      [quarantinedExamId],
    );
    await this.#sql.query(
      `UPDATE quarantined_exam SET study_date = NULL, study_description = NULL
       WHERE id IN (SELECT e.id FROM ${older} AND ${isRerun})`,
      [quarantinedExamId],
    );
  }
}
