import { redactedBefore, replacesImage } from '../../core/intake/image-updates.ts';
import { reasons } from '../../core/intake/receptions.ts';
import type { ImagePlace, ReplacedFile } from '../../core/ports/intake-store.ts';
import type { SqlClient } from './sql-client.ts';

/** Orders files by when their content came, and what was made anew of the same content by when. */
const contentAge = (file: string): string =>
  `(coalesce((SELECT sequence FROM received_file WHERE id = ${file}.rerun_of), ${file}.sequence), ${file}.sequence)`;

/** An image that comes into quarantine, and the exam that is open for it, which is locked. */
interface Arriving {
  readonly fileId: string;
  readonly sealedObject: string;
  readonly exam: string;
}

/** What arriving images do to those that are there. */
export interface Settled {
  /** Files of those that don't come into quarantine: newer content is there. */
  readonly stale: ReadonlySet<string>;
  /** Files of those that take the place of one that waited in their exam. */
  readonly tookPlace: ReadonlySet<string>;
  /** Files of those that would replace an approved image. */
  readonly replacing: ReadonlySet<string>;
  readonly ingestionIds: readonly string[];
  readonly objects: readonly string[];
}

interface Beside {
  readonly id: string;
  readonly isUpdate: boolean;
  readonly ingestionId: string;
  readonly originalObject: string | null;
  readonly other: string;
  readonly isNewer: boolean;
  readonly otherIsUpdate: boolean;
  readonly samePool: boolean;
  readonly otherIngestionId: string;
  readonly otherOriginal: string | null;
  readonly otherSealed: string | null;
  readonly exam: string | null;
  readonly examState: string | null;
}

const nothing: Settled = {
  ...{ stale: new Set(), tookPlace: new Set(), replacing: new Set() },
  ...{ ingestionIds: [], objects: [] },
};

/**
 * Settles which content of an image waits: of two that have come the later one, whichever was de-identified first. Within the transaction that
 * brings them into quarantine, when their files are QUARANTINED and before their images are written.
 */
export async function settleUpdates(sql: SqlClient, arriving: readonly Arriving[]): Promise<Settled> {
  const rows = await sql.query<Beside>(
    `SELECT f.id, f.is_update AS "isUpdate", f.ingestion_id AS "ingestionId", f.original_object AS "originalObject",
       o.id AS other, ${contentAge('o')} > ${contentAge('f')} AS "isNewer", o.is_update AS "otherIsUpdate", o.pool_id = f.pool_id AS "samePool",
       o.ingestion_id AS "otherIngestionId", o.original_object AS "otherOriginal", i.sealed_object AS "otherSealed", e.id AS exam,
       e.state AS "examState"
     FROM received_file f JOIN received_file o ON o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid
         AND o.id <> f.id AND o.state IN ('QUARANTINED', 'APPROVED')
       LEFT JOIN quarantined_image i ON i.file_id = o.id LEFT JOIN quarantined_exam e ON e.id = i.quarantined_exam_id
     WHERE f.id = ANY($1::uuid[])`,
    [arriving.map(({ fileId }) => fileId)],
  );
  if (!rows.some(({ isUpdate, otherIsUpdate }) => isUpdate || otherIsUpdate)) return nothing;
  const known = new Map(arriving.map((image) => [image.fileId, image]));
  // What waits in another pool is for others to decide; what was approved there is of the same image.
  const outdated = rows.filter(
    ({ samePool, isNewer, otherIsUpdate, examState }) =>
      otherIsUpdate && isNewer && (samePool || examState === 'APPROVED'),
  );
  const stale = new Set(outdated.map(({ id }) => id));
  const updates = rows.filter(({ id, isUpdate }) => isUpdate && !stale.has(id));
  // Those that were decided stay as they are; those of another exam are not locked.
  const replaced = updates.filter(
    ({ id, samePool, examState, exam }) =>
      samePool && examState === 'QUARANTINED' && exam !== null && exam === known.get(id)?.exam,
  );
  await carryErasing(sql, [
    ...outdated.map(({ id, other }) => ({ gone: id, stays: other })),
    ...replaced.map(({ id, other }) => ({ gone: other, stays: id })),
  ]);
  const ended = [...stale, ...replaced.map(({ other }) => other)];
  const objects = [
    ...outdated.flatMap(({ id, originalObject }) => [known.get(id)?.sealedObject, originalObject]),
    ...replaced.flatMap(({ otherSealed, otherOriginal }) => [otherSealed, otherOriginal]),
  ].filter((object) => typeof object === 'string');
  await replace(sql, ended, [...new Set(objects)]);
  return {
    stale,
    tookPlace: new Set(replaced.map(({ id }) => id)),
    replacing: new Set(updates.filter(({ examState }) => examState === 'APPROVED').map(({ id }) => id)),
    ingestionIds: [
      ...new Set([...outdated, ...replaced].map((row) => (stale.has(row.id) ? row.ingestionId : row.otherIngestionId))),
    ],
    objects: [...new Set(objects)],
  };
}

/** What takes the place of a re-run that is to erase earlier versions erases them in its stead. */
async function carryErasing(
  sql: SqlClient,
  pairs: readonly { readonly gone: string; readonly stays: string }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await sql.query(
    `UPDATE received_file f SET erases_older = true
     FROM unnest($1::uuid[], $2::uuid[]) AS pair(gone, stays) JOIN received_file o ON o.id = pair.gone
     WHERE f.id = pair.stays AND o.erases_older AND NOT f.erases_older`,
    [pairs.map(({ gone }) => gone), pairs.map(({ stays }) => stays)],
  );
}

/** Nothing was approved of these: what they have goes. */
async function replace(sql: SqlClient, fileIds: readonly string[], objects: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await sql.query(
    `UPDATE received_file SET state = 'REPLACED', reason = $2, original_object = NULL WHERE id = ANY($1::uuid[])`,
    [fileIds, reasons.replaced],
  );
  await sql.query(`DELETE FROM quarantined_image WHERE file_id = ANY($1::uuid[])`, [fileIds]);
  await sql.query(
    `INSERT INTO arriving_object (object, deleting) SELECT object, true FROM unnest($1::text[]) AS gone(object) ORDER BY object
     ON CONFLICT (object) DO UPDATE SET deleting = true`,
    [objects],
  );
}

/** Tells the reviewer of images that would replace approved ones. */
export async function tellReplacing(sql: SqlClient, fileIds: ReadonlySet<string>): Promise<void> {
  if (fileIds.size === 0) return;
  await sql.query(`UPDATE quarantined_image SET findings = findings || $2::jsonb WHERE file_id = ANY($1::uuid[])`, [
    [...fileIds],
    JSON.stringify([replacesImage]),
  ]);
}

/** Tells the reviewer where one has blacked out pixels of an image that comes anew: of the update, or sent back, they are not black. */
export async function tellRedacted(sql: SqlClient, fileIds: readonly string[]): Promise<void> {
  await sql.query(
    `UPDATE quarantined_image i SET findings = i.findings || jsonb_build_array($2::jsonb || jsonb_build_object('regions', redacted.regions))
     FROM (SELECT f.id, jsonb_agg(DISTINCT region || jsonb_build_object('frame', frame, 'confidence', 1)) AS regions
       FROM received_file f
         JOIN received_file o ON o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid
         JOIN quarantine_redaction r ON r.file_ids @> ARRAY[o.id], jsonb_array_elements(r.regions) AS region,
         jsonb_array_elements(CASE WHEN jsonb_typeof(r.frames) = 'array' THEN r.frames ELSE '[null]' END) AS frame
       WHERE f.id = ANY($1::uuid[]) AND (f.is_update OR f.round > 0) GROUP BY f.id) AS redacted
     WHERE i.file_id = redacted.id`,
    [fileIds, JSON.stringify(redactedBefore)],
  );
}

/** See `QuarantineStore.placesBeside`. */
export async function placesBeside(
  sql: SqlClient,
  fileIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ImagePlace[]>> {
  const rows = await sql.query<ImagePlace & { readonly id: string }>(
    `SELECT f.id, i.sop_instance_uid AS "sopInstanceUID", i.series_instance_uid AS "seriesInstanceUID",
       e.study_instance_uid AS "studyInstanceUID", e.research_id AS "researchId"
     FROM received_file f JOIN received_file o ON o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid
         AND o.id <> f.id AND o.state IN ('QUARANTINED', 'APPROVED')
       JOIN quarantined_image i ON i.file_id = o.id JOIN quarantined_exam e ON e.id = i.quarantined_exam_id
     WHERE f.id = ANY($1::uuid[])`,
    [fileIds],
  );
  return Map.groupBy(rows, ({ id }) => id);
}

/** See `QuarantineStore.countUnseenReplacing`. */
export async function countUnseenReplacing(sql: SqlClient, examId: string, accountId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM quarantined_image i WHERE i.quarantined_exam_id = $1 AND took_place
       AND NOT EXISTS (SELECT FROM quarantine_view v
         WHERE v.quarantined_exam_id = $1 AND v.account_id = $2 AND v.file_id = i.file_id)`,
    [examId, accountId],
  );
  return row?.count ?? 0;
}

/** Files `o` of the project with other content of the images `i` of the exam `$1`, with their own images and exams. */
export const older = `quarantined_image i JOIN received_file f ON f.id = i.file_id AND f.is_update
  JOIN received_file o ON o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid AND o.id <> f.id
    AND ${contentAge('o')} < ${contentAge('f')}
  JOIN quarantined_image oi ON oi.file_id = o.id AND oi.sop_instance_uid = i.sop_instance_uid
  JOIN quarantined_exam e ON e.id = oi.quarantined_exam_id
  WHERE i.quarantined_exam_id = $1`;

/** See `QuarantineStore.replaceOlder`. */
export async function replaceOlder(sql: SqlClient, examId: string): Promise<readonly string[]> {
  const rows = await sql.query<{ ingestionId: string }>(
    `UPDATE received_file SET state = 'REPLACED', reason = $2 WHERE state = 'APPROVED' AND id IN (SELECT o.id FROM ${older})
     RETURNING ingestion_id AS "ingestionId"`,
    [examId, reasons.replaced],
  );
  return [...new Set(rows.map(({ ingestionId }) => ingestionId))];
}

/** See `QuarantineStore.replaceOutdated`. */
export async function replaceOutdated(sql: SqlClient, examId: string): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE received_file SET state = 'REPLACED', reason = $2 WHERE id IN (
       SELECT f.id FROM quarantined_image i JOIN received_file f ON f.id = i.file_id
         JOIN received_file o ON o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid AND o.id <> f.id
           AND o.state = 'APPROVED' AND (o.is_update OR f.is_update) AND ${contentAge('o')} > ${contentAge('f')}
         JOIN quarantined_image oi ON oi.file_id = o.id AND oi.sop_instance_uid = i.sop_instance_uid
         JOIN quarantined_exam e ON e.id = oi.quarantined_exam_id AND e.exam_id IS NOT NULL
       WHERE i.quarantined_exam_id = $1) RETURNING id`,
    [examId, reasons.replaced],
  );
  return new Set(rows.map(({ id }) => id));
}

/** See `QuarantineStore.replacedAmong`. */
export async function replacedAmong(sql: SqlClient, fileIds: readonly string[]): Promise<readonly ReplacedFile[]> {
  return sql.query<ReplacedFile>(
    `SELECT f.id AS "fileId", (
         SELECT jsonb_build_object('fileId', o.id, 'quarantinedExamId', i.quarantined_exam_id, 'siteId', p.site_id)
         FROM received_file o JOIN quarantined_image i ON i.file_id = o.id JOIN pool p ON p.id = o.pool_id
         WHERE o.project_id = f.project_id AND o.sop_instance_uid = f.sop_instance_uid AND o.id <> f.id AND o.state = 'APPROVED'
         ORDER BY ${contentAge('o')} DESC LIMIT 1) AS by
     FROM received_file f WHERE f.id = ANY($1::uuid[]) AND f.state = 'REPLACED'`,
    [fileIds],
  );
}

/** See `QuarantineStore.profilesReplaced`. */
export async function profilesReplaced(sql: SqlClient, examId: string): Promise<readonly (string | null)[]> {
  const rows = await sql.query<{ profile: string | null }>(
    `SELECT DISTINCT oi.profile COLLATE "C" AS profile FROM ${older} AND o.state = 'APPROVED' ORDER BY 1`,
    [examId],
  );
  return rows.map(({ profile }) => profile);
}

/** See `QuarantineStore.awaitsEarlier`. */
export async function awaitsEarlier(sql: SqlClient, examId: string): Promise<boolean> {
  // In one order for all, so that no two wait for each other; what the others have of later content is settled when their turn comes.
  const rows = await sql.query(
    `SELECT 1 FROM ${older} AND e.state = 'APPROVED' AND e.exam_id IS NULL
       AND e.sequence < (SELECT sequence FROM quarantined_exam WHERE id = $1) LIMIT 1`,
    [examId],
  );
  return rows.length > 0;
}
