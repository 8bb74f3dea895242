import { badInput } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { HeldImage, QuarantinedSeries } from '../../core/ports/intake-store.ts';
import type { SqlClient } from './sql-client.ts';

export const imageColumns = `i.file_id AS "fileId", i.sop_instance_uid AS "sopInstanceUID", i.series_instance_uid AS "seriesInstanceUID",
  i.image, i.series, i.findings, i.sha256, i.size_bytes::float8 AS "sizeBytes", i.original_digest AS "originalDigest",
  i.deidentified_at AS "deidentifiedAt", i.sealed_object AS "sealedObject", f.original_object AS "originalObject",
  i.archived_at IS NOT NULL AS archived, i.profile, i.round, (f.original_object IS NOT NULL OR EXISTS (SELECT FROM received_file r WHERE r.id = f.rerun_of AND r.original_object IS NOT NULL))
    AS "hasOriginal", f.is_update AS "isUpdate"`;

const tables = 'quarantined_image i JOIN received_file f ON f.id = i.file_id';
/** How a reader pages through a series; instances without a number come last. */
const place = `i.series_instance_uid COLLATE "C", coalesce((i.image->>'instanceNumber')::float8, 'Infinity'), i.sop_instance_uid COLLATE "C"`;

export async function imagesPage(
  sql: SqlClient,
  quarantinedExamId: string,
  seriesInstanceUID: string | null,
  page: PageRequest,
): Promise<Page<HeldImage>> {
  const of = `quarantined_exam_id = $1 AND ($2::text IS NULL OR series_instance_uid = $2)`;
  const items = await sql.query<HeldImage>(
    `SELECT ${imageColumns} FROM ${tables} WHERE ${of} AND ($3::uuid IS NULL OR (${place}) >
       (SELECT ${place} FROM quarantined_image i WHERE file_id = $3::uuid AND quarantined_exam_id = $1))
     ORDER BY ${place} LIMIT $4::int`,
    [quarantinedExamId, seriesInstanceUID, page.after, page.first + 1],
  );
  if (page.after !== null && items.length === 0) await requireThere(sql, quarantinedExamId, page.after);
  const [count] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM quarantined_image WHERE ${of}`,
    [quarantinedExamId, seriesInstanceUID],
  );
  return { items: items.slice(0, page.first), hasNextPage: items.length > page.first, totalCount: count?.total ?? 0 };
}

/** An image that was withdrawn leaves no place to go on from. @throws BAD_USER_INPUT */
async function requireThere(sql: SqlClient, quarantinedExamId: string, fileId: string): Promise<void> {
  const found = await sql.query('SELECT FROM quarantined_image WHERE file_id = $1 AND quarantined_exam_id = $2', [
    fileId,
    quarantinedExamId,
  ]);
  if (found.length === 0) throw badInput('after', 'the cursor of an edge of this list', fileId);
}

export async function seriesOf(
  sql: SqlClient,
  quarantinedExamIds: readonly string[],
): Promise<ReadonlyMap<string, readonly QuarantinedSeries[]>> {
  const rows = await sql.query<QuarantinedSeries>(
    `SELECT quarantined_exam_id AS "quarantinedExamId", series_instance_uid AS "seriesInstanceUID",
       (array_agg(series ORDER BY ${place}))[1] AS properties, count(*)::int AS "imageCount",
       (count(*) FILTER (WHERE jsonb_array_length(findings) > 0))::int AS "suspectCount",
       (array_agg(file_id ORDER BY ${place}))[(count(*)::int + 1) / 2] AS "middleFileId"
     FROM quarantined_image i WHERE quarantined_exam_id = ANY($1::uuid[])
     GROUP BY quarantined_exam_id, series_instance_uid`,
    [quarantinedExamIds],
  );
  const inOrder = rows.toSorted(
    (a, b) => numberOf(a.properties) - numberOf(b.properties) || (a.seriesInstanceUID < b.seriesInstanceUID ? -1 : 1),
  );
  return Map.groupBy(inOrder, ({ quarantinedExamId }) => quarantinedExamId);
}

/** A series without a number comes last. */
function numberOf({ seriesNumber }: JsonObject): number {
  return typeof seriesNumber === 'number' ? seriesNumber : Number.MAX_VALUE;
}

export async function findImage(
  sql: SqlClient,
  fileId: string,
): Promise<{ readonly quarantinedExamId: string; readonly image: HeldImage } | null> {
  const [row] = await sql.query<HeldImage & { readonly exam: string }>(
    `SELECT quarantined_exam_id AS exam, ${imageColumns} FROM ${tables} WHERE i.file_id = $1`,
    [fileId],
  );
  if (!row) return null;
  const { exam: quarantinedExamId, ...image } = row;
  return { quarantinedExamId, image };
}

export async function noteView(
  sql: SqlClient,
  quarantinedExamId: string,
  accountId: string,
  fileId: string,
): Promise<number> {
  const noted = await sql.query(
    `INSERT INTO quarantine_view (quarantined_exam_id, account_id, file_id) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING file_id`,
    [quarantinedExamId, accountId, fileId],
  );
  if (noted.length === 0) return 0;
  return (await countViews(sql, accountId, [quarantinedExamId])).get(quarantinedExamId) ?? 0;
}

export async function countViews(
  sql: SqlClient,
  accountId: string,
  quarantinedExamIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ id: string; count: number }>(
    `SELECT quarantined_exam_id AS id, count(*)::int AS count FROM quarantine_view
     WHERE account_id = $1 AND quarantined_exam_id = ANY($2::uuid[]) GROUP BY 1`,
    [accountId, quarantinedExamIds],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
