import { HubError } from '../../core/errors.ts';
import { nameId } from '../../core/ids.ts';
import type { Pool, QuarantinedExam, ReviewState } from '../../core/intake/intake.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type {
  HeldImage,
  ImagePlace,
  NewQuarantinedImage,
  Quarantined,
  QuarantinedSeries,
  QuarantineStore,
  ReplacedFile,
} from '../../core/ports/intake-store.ts';
import { countViews, findImage, imageColumns, imagesPage, noteView, seriesOf } from './quarantined-images.ts';
import {
  awaitsEarlier,
  countUnseenReplacing,
  placesBeside,
  profilesReplaced,
  replacedAmong,
  replaceOlder,
  replaceOutdated,
  settleUpdates,
  tellRedacted,
  tellReplacing,
} from './image-updates.ts';
import { awaits, summarize } from './quarantine-sql.ts';
import type { SqlClient } from './sql-client.ts';

export const examColumns = `id, project_id AS "projectId", pool_id AS "poolId", generation, state, research_id AS "researchId",
  study_instance_uid AS "studyInstanceUID", study_date AS "studyDate", study_description AS "studyDescription", modalities,
  series_count AS "seriesCount", image_count AS "imageCount", findings, reviewed_by AS "reviewedBy",
  reviewed_by_id AS "reviewedById", reviewed_at AS "reviewedAt", review_comment AS "reviewComment", exam_id AS "examId"`;

/** An exam as the images of one study and person know it. */
const keyOf = (exam: { readonly studyInstanceUID: string; readonly researchId: string }): string =>
  `${exam.studyInstanceUID} ${exam.researchId}`;

/** The open exam of an image. */
function openOf(exams: ReadonlyMap<string, string>, image: NewQuarantinedImage): string {
  const exam = exams.get(keyOf(image));
  if (exam === undefined) throw new Error('no exam was opened for an image');
  return exam;
}

/** Quarantined exams and their images in PostgreSQL. */
export class PostgresQuarantine implements QuarantineStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async quarantine(pool: Pool, images: readonly NewQuarantinedImage[]): Promise<Quarantined> {
    return this.#sql.transact(async () => {
      const waiting = await this.#sql.query<{ id: string }>(
        `UPDATE received_file f SET state = 'QUARANTINED' FROM unnest($1::uuid[], $2::int[]) AS new(id, round)
         WHERE f.id = new.id AND f.round = new.round AND state = 'RECEIVED' RETURNING f.id`,
        [images.map((image) => image.fileId), images.map((image) => image.round)],
      );
      const ids = new Set(waiting.map((row) => row.id));
      const arriving = images.filter((image) => ids.has(image.fileId));
      if (arriving.length === 0) return { added: new Set(), replaced: new Map(), ingestionIds: [], objects: [] };
      const exams = await this.#openExams(pool, arriving);
      const placed = arriving.map((image) => ({ ...image, exam: openOf(exams, image) }));
      const { stale, tookPlace, replacing, ingestionIds, objects } = await settleUpdates(this.#sql, placed);
      const coming = placed.filter(({ fileId }) => !stale.has(fileId));
      await this.#insertImages(coming.map((image) => ({ ...image, tookPlace: tookPlace.has(image.fileId) })));
      await tellReplacing(this.#sql, replacing);
      await tellRedacted(
        this.#sql,
        coming.map(({ fileId }) => fileId),
      );
      if (stale.size > 0) await this.#closeEmpty([...exams.values()]);
      await summarize(this.#sql, [...exams.values(), ...(await this.#beside(pool.projectId, arriving))]);
      const added = coming.filter(({ fileId }) => !tookPlace.has(fileId));
      const inPlace = coming.filter(({ fileId }) => tookPlace.has(fileId));
      return {
        added: new Set(added.map(({ fileId }) => fileId)),
        replaced: new Map([...Map.groupBy(inPlace, ({ exam }) => exam)].map(([exam, of]) => [exam, of.length])),
        ingestionIds,
        objects,
      };
    });
  }

  /** Exams that were opened for images which don't come. */
  async #closeEmpty(examIds: readonly string[]): Promise<void> {
    await this.#sql.query(
      `DELETE FROM quarantined_exam e WHERE id = ANY($1::uuid[]) AND state = 'QUARANTINED'
         AND NOT EXISTS (SELECT FROM quarantined_image WHERE quarantined_exam_id = e.id)`,
      [examIds],
    );
  }

  /** Ids by key of the exams that wait for review, locked; those that don't exist, or were reviewed, are made. */
  async #openExams(pool: Pool, images: readonly NewQuarantinedImage[]): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Map(images.map((image) => [keyOf(image), image])).entries()].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const existing = await this.#sql.query<{ study: string; person: string; generation: number; state: ReviewState }>(
      `SELECT study_instance_uid AS study, research_id AS person, generation, state FROM quarantined_exam
       WHERE pool_id = $1 AND study_instance_uid = ANY($2::text[]) ORDER BY study_instance_uid, research_id, generation FOR UPDATE`,
      [pool.id, wanted.map(([, image]) => image.studyInstanceUID)],
    );
    const latest = new Map(
      existing.map((row) => [keyOf({ studyInstanceUID: row.study, researchId: row.person }), row]),
    );
    const rows = wanted.map(([key, image]) => {
      const before = latest.get(key);
      const generation = before === undefined ? 1 : before.generation + (before.state === 'QUARANTINED' ? 0 : 1);
      return {
        id: nameId('quarantined-exam', pool.id, image.studyInstanceUID, image.researchId, String(generation)),
        study_instance_uid: image.studyInstanceUID,
        research_id: image.researchId,
        generation,
        study_date: image.studyDate,
        study_description: image.studyDescription,
      };
    });
    const open = await this.#sql.query<{ id: string; study: string; person: string; state: ReviewState }>(
      `INSERT INTO quarantined_exam (id, project_id, pool_id, study_instance_uid, research_id, generation, study_date, study_description)
       SELECT id, $1, $2, study_instance_uid, research_id, generation, study_date, study_description
       FROM jsonb_to_recordset($3::jsonb) AS new(id uuid, study_instance_uid text, research_id text, generation int, study_date text,
         study_description text)
       ON CONFLICT (id) DO UPDATE SET generation = excluded.generation
       RETURNING id, study_instance_uid AS study, research_id AS person, state`,
      [pool.projectId, pool.id, JSON.stringify(rows)],
    );
    if (open.some((exam) => exam.state !== 'QUARANTINED')) {
      throw new HubError(
        'UNAVAILABLE',
        'an exam was reviewed while more of its images arrived; trying again makes its next generation',
      );
    }
    return new Map(open.map((exam) => [keyOf({ studyInstanceUID: exam.study, researchId: exam.person }), exam.id]));
  }

  async #insertImages(
    images: readonly (NewQuarantinedImage & { readonly exam: string; readonly tookPlace: boolean })[],
  ): Promise<void> {
    await this.#sql.query(
      `INSERT INTO quarantined_image (file_id, quarantined_exam_id, sop_instance_uid, series_instance_uid, image, series, findings,
         sha256, size_bytes, original_digest, deidentified_at, sealed_object, profile, round, took_place)
       SELECT "fileId", exam, "sopInstanceUID", "seriesInstanceUID", image, series, findings, sha256, "sizeBytes", "originalDigest",
         "deidentifiedAt", "sealedObject", profile, round, "tookPlace"
       FROM jsonb_to_recordset($1::jsonb) AS new("fileId" uuid, exam uuid, "sopInstanceUID" text, "seriesInstanceUID" text,
         image jsonb, series jsonb, findings jsonb, sha256 text, "sizeBytes" bigint, "originalDigest" text,
         "deidentifiedAt" timestamptz, "sealedObject" text, profile text, round int, "tookPlace" boolean)`,
      [JSON.stringify(images)],
    );
  }

  /** Exams that wait, of the same studies: what has come may be another patient's. */
  async #beside(projectId: string, images: readonly NewQuarantinedImage[]): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT id FROM quarantined_exam WHERE project_id = $1 AND study_instance_uid = ANY($2::text[]) AND state = 'QUARANTINED' ORDER BY id`,
      [projectId, [...new Set(images.map((image) => image.studyInstanceUID))]],
    );
    return rows.map(({ id }) => id);
  }

  async getExams(ids: readonly string[]): Promise<ReadonlyMap<string, QuarantinedExam>> {
    const rows = await this.#sql.query<QuarantinedExam>(
      `SELECT ${examColumns} FROM quarantined_exam WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async examsOf(
    projectId: string,
    state: ReviewState | null,
    page: PageRequest,
    reviewerId?: string,
  ): Promise<Page<QuarantinedExam>> {
    const filter = `e.project_id = $1 AND ($2::text IS NULL OR e.state = $2) AND ($3::text IS NULL OR ${awaits('$3')})`;
    const rows = await this.#sql.query<QuarantinedExam>(
      `SELECT ${examColumns} FROM quarantined_exam e WHERE ${filter}
         AND sequence > coalesce((SELECT sequence FROM quarantined_exam WHERE id = $4::uuid AND project_id = $1), 0)
       ORDER BY sequence LIMIT $5::int`,
      [projectId, state, reviewerId ?? null, page.after, page.first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM quarantined_exam e WHERE ${filter}`,
      [projectId, state, reviewerId ?? null],
    );
    return { items: rows.slice(0, page.first), hasNextPage: rows.length > page.first, totalCount: count?.total ?? 0 };
  }

  async review(
    examId: string,
    outcome: 'APPROVED' | 'REJECTED',
    by: { readonly id: string; readonly name: string },
    comment: string | null,
    seenImages: number | null,
  ): Promise<boolean> {
    const rows = await this.#sql.query<{ id: string }>(
      `UPDATE quarantined_exam SET state = $2, reviewed_by = $3, reviewed_by_id = $4, reviewed_at = now(), review_comment = $5
       WHERE id = $1 AND state = 'QUARANTINED' AND ($6::int IS NULL OR image_count = $6) RETURNING id`,
      [examId, outcome, by.name, by.id, comment, seenImages],
    );
    if (rows.length > 0 && outcome === 'REJECTED') {
      await this.#sql.query(
        `UPDATE received_file SET state = 'REJECTED', reason = $2 FROM quarantined_image
         WHERE file_id = received_file.id AND quarantined_exam_id = $1`,
        [examId, comment],
      );
    }
    return rows.length > 0;
  }

  imagesOf(quarantinedExamId: string): Promise<readonly HeldImage[]> {
    return this.#sql.query<HeldImage>(
      `SELECT ${imageColumns} FROM quarantined_image i JOIN received_file f ON f.id = i.file_id
       WHERE quarantined_exam_id = $1 ORDER BY i.series_instance_uid, i.sop_instance_uid`,
      [quarantinedExamId],
    );
  }

  imagesPage(quarantinedExamId: string, seriesInstanceUID: string | null, page: PageRequest): Promise<Page<HeldImage>> {
    return imagesPage(this.#sql, quarantinedExamId, seriesInstanceUID, page);
  }

  seriesOf(quarantinedExamIds: readonly string[]): Promise<ReadonlyMap<string, readonly QuarantinedSeries[]>> {
    return seriesOf(this.#sql, quarantinedExamIds);
  }

  findImage(fileId: string): Promise<{ readonly quarantinedExamId: string; readonly image: HeldImage } | null> {
    return findImage(this.#sql, fileId);
  }

  noteView(quarantinedExamId: string, accountId: string, fileId: string): Promise<number> {
    return noteView(this.#sql, quarantinedExamId, accountId, fileId);
  }

  countViews(accountId: string, quarantinedExamIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return countViews(this.#sql, accountId, quarantinedExamIds);
  }

  async ingestionsOf(quarantinedExamId: string): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT DISTINCT ingestion_id AS id FROM received_file JOIN quarantined_image ON file_id = received_file.id
       WHERE quarantined_exam_id = $1 ORDER BY 1`,
      [quarantinedExamId],
    );
    return rows.map((row) => row.id);
  }

  async lockStudy(projectId: string, studyInstanceUID: string): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('register:' || $1 || ':' || $2, 0))`, [
      projectId,
      studyInstanceUID,
    ]);
  }

  async markRegistered(quarantinedExamId: string, examId: string): Promise<boolean> {
    const rows = await this.#sql.query<{ id: string }>(
      `UPDATE quarantined_exam SET exam_id = $2 WHERE id = $1 AND state = 'APPROVED' AND exam_id IS NULL RETURNING id`,
      [quarantinedExamId, examId],
    );
    if (rows.length === 0) return false;
    await this.#sql.query(
      `UPDATE received_file SET state = 'APPROVED' FROM quarantined_image WHERE file_id = received_file.id AND quarantined_exam_id = $1
         AND state <> 'REPLACED'`,
      [quarantinedExamId],
    );
    return true;
  }

  replaceOlder(quarantinedExamId: string): Promise<readonly string[]> {
    return replaceOlder(this.#sql, quarantinedExamId);
  }

  replaceOutdated(quarantinedExamId: string): Promise<ReadonlySet<string>> {
    return replaceOutdated(this.#sql, quarantinedExamId);
  }

  replacedAmong(fileIds: readonly string[]): Promise<readonly ReplacedFile[]> {
    return replacedAmong(this.#sql, fileIds);
  }

  profilesReplaced(quarantinedExamId: string): Promise<readonly (string | null)[]> {
    return profilesReplaced(this.#sql, quarantinedExamId);
  }

  awaitsEarlier(quarantinedExamId: string): Promise<boolean> {
    return awaitsEarlier(this.#sql, quarantinedExamId);
  }

  placesBeside(fileIds: readonly string[]): Promise<ReadonlyMap<string, readonly ImagePlace[]>> {
    return placesBeside(this.#sql, fileIds);
  }

  countUnseenReplacing(quarantinedExamId: string, accountId: string): Promise<number> {
    return countUnseenReplacing(this.#sql, quarantinedExamId, accountId);
  }

  async registeredImages(projectId: string, studyInstanceUID: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.query<{ sop: string; series: string }>(
      `SELECT i.sop_instance_uid AS sop, i.series_instance_uid AS series FROM quarantined_exam e
       JOIN quarantined_image i ON i.quarantined_exam_id = e.id
       WHERE e.project_id = $1 AND e.study_instance_uid = $2 AND e.exam_id IS NOT NULL`,
      [projectId, studyInstanceUID],
    );
    return new Map(rows.map((row) => [row.sop, row.series]));
  }

  async forgetSealed(fileIds: readonly string[], originalsToo: boolean): Promise<void> {
    await this.#sql.transact(async () => {
      await this.#sql.query(`UPDATE quarantined_image SET sealed_object = NULL WHERE file_id = ANY($1::uuid[])`, [
        fileIds,
      ]);
      if (!originalsToo) return;
      await this.#sql.query(`UPDATE received_file SET original_object = NULL WHERE id = ANY($1::uuid[])`, [fileIds]);
    });
  }

  async markArchived(fileIds: readonly string[]): Promise<void> {
    await this.#sql.query(
      `UPDATE quarantined_image SET archived_at = now() WHERE file_id = ANY($1::uuid[]) AND archived_at IS NULL`,
      [fileIds],
    );
  }
}
