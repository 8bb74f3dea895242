import type { Erased, TraceScope, Traces } from '../../core/ports/withdrawal-store.ts';
import type { SiteCopies, WithdrawnObject } from '../../core/withdrawals/withdrawal.ts';
import { eraseProtocolReports } from './erase-protocol-reports.ts';
import { holdKeys } from './mapping-keys.ts';
import type { SqlClient } from './sql-client.ts';

/** Of one of the keys in that parameter, which are looked up in a hash: there may be a hundred thousand. */
const keyed = (parameter: string, project: string, key: string) =>
  `(${project}, ${key}) IN (SELECT "projectId", key FROM jsonb_to_recordset(${parameter}::jsonb) AS k("projectId" uuid, key text))`;

/**
 * Exams in quarantine that are as a whole of what is withdrawn (`$1` assets, `$2` subjects, `$3` studies), its images (also by `$4` series and
 * `$5` images), and the files that came: those of the images, those that they replaced, what was to be made anew of them, and the same bytes that were sent again. An exam that came for a
 * subject and is another's by now is not of it.
 */
const found = `WITH exam AS (
    SELECT e.id, e.pool_id, e.study_instance_uid FROM quarantined_exam e WHERE e.exam_id = ANY($1::uuid[])
      OR (e.exam_id IS NULL AND ${keyed('$2', 'e.project_id', 'e.research_id')}) OR ${keyed('$3', 'e.project_id', 'e.study_instance_uid')}),
  image AS (
    SELECT i.file_id, i.quarantined_exam_id, i.sop_instance_uid, i.sealed_object, i.sha256, e.pool_id, e.study_instance_uid
    FROM quarantined_image i JOIN quarantined_exam e ON e.id = i.quarantined_exam_id
    WHERE e.id IN (SELECT id FROM exam) OR ${keyed('$4', 'e.project_id', 'i.series_instance_uid')}
      OR ${keyed('$5', 'e.project_id', 'i.sop_instance_uid')}),
  own AS (
    SELECT f.*, i.quarantined_exam_id FROM received_file f JOIN image i ON i.file_id = f.id),
  came AS (
    SELECT * FROM own
    UNION ALL
    SELECT g.*, NULL FROM received_file g WHERE (g.rerun_of IN (SELECT id FROM own)
      OR (g.state = 'REPLACED' AND (g.project_id, g.sop_instance_uid) IN (SELECT project_id, sop_instance_uid FROM own)))
      AND g.id NOT IN (SELECT id FROM own)),
  file AS (
    SELECT f.id, f.original_object, f.quarantined_exam_id FROM (
      SELECT * FROM came
      UNION ALL
      SELECT g.*, NULL FROM received_file g WHERE g.state IN ('DUPLICATE', 'REFUSED') AND (g.project_id, g.content_sha256) IN (
        SELECT project_id, content_sha256 FROM came)) f)`;
const parametersOf = ({ assetIds, subjects, studies, series, images }: TraceScope) => [
  assetIds,
  ...[subjects, studies, series, images].map((each) => JSON.stringify(each)),
];

/** What there is of withdrawn assets beside the graph. */
export async function tracesOf(sql: SqlClient, scope: TraceScope): Promise<Traces> {
  const { assetIds, subjectIds, subjects } = scope;
  const sites = await sql.query<SiteCopies>(
    `${found} SELECT s.name AS "siteName", i.study_instance_uid AS "studyInstanceUID", count(DISTINCT i.sop_instance_uid)::int AS "imageCount"
     FROM image i JOIN received_file f ON f.id = i.file_id AND f.state IN ('APPROVED', 'REPLACED') JOIN pool p ON p.id = i.pool_id
       JOIN site s ON s.id = p.site_id
     GROUP BY 1, 2 ORDER BY s.name COLLATE "C", i.study_instance_uid COLLATE "C"`,
    parametersOf(scope),
  );
  const [intake] = await sql.query<{ exams: number; files: number }>(
    `${found} SELECT (SELECT count(*)::int FROM exam) AS exams, (SELECT count(*)::int FROM file) AS files`,
    parametersOf(scope),
  );
  const [rest] = await sql.query<{ checkOuts: number; identities: number; clinicalRecords: number }>(
    `SELECT (SELECT count(*)::int FROM check_out WHERE asset_id = ANY($1::uuid[])) AS "checkOuts",
       (SELECT count(*)::int FROM identity_map m WHERE ${keyed('$2', 'm.project_id', 'm.research_id')}) AS identities,
       (SELECT count(*)::int FROM clinical_record WHERE subject_id = ANY($3::uuid[])) AS "clinicalRecords"`,
    [assetIds, JSON.stringify(subjects), subjectIds],
  );
  const { checkOuts = 0, identities = 0, clinicalRecords = 0 } = rest ?? {};
  return {
    ...{ checkOuts, identities, clinicalRecords, sites },
    ...{ quarantinedExams: intake?.exams ?? 0, receivedFiles: intake?.files ?? 0 },
  };
}

/** Erases it; what bytes that leaves in the object store is answered. */
export async function eraseTraces(
  sql: SqlClient,
  scope: TraceScope,
): Promise<{ readonly erased: Erased; readonly objects: readonly Omit<WithdrawnObject, 'state'>[] }> {
  const { assetIds, subjectIds, subjects } = scope;
  const count = async (text: string, parameters: readonly unknown[]) => {
    const [row] = await sql.query<{ count: number }>(
      `WITH gone AS (${text} RETURNING 1) SELECT count(*)::int AS count FROM gone`,
      parameters,
    );
    return row?.count ?? 0;
  };
  const versions = await sql.query<Omit<WithdrawnObject, 'state'>>(
    `SELECT DISTINCT sha256, asset_id AS "ownerId", 'VERSION' AS what, size_bytes::float8 AS "sizeBytes" FROM asset_version
     WHERE asset_id = ANY($1::uuid[]) AND sha256 IS NOT NULL`,
    [assetIds],
  );
  const intake = await eraseIntake(sql, scope);
  // What programs wrote of these, and why they failed, may quote them.
  await sql.query(
    `UPDATE workflow_step s SET log = NULL, progress_text = NULL, reason = CASE WHEN reason IS NULL THEN NULL ELSE 'withdrawn' END FROM workflow_run r
     WHERE r.id = s.run_id AND (r.exam_id = ANY($1::uuid[]) OR s.item_id = ANY($1::uuid[]))`,
    [assetIds],
  );
  await sql.query(
    `UPDATE workflow_step_round b SET log = NULL, reason = CASE WHEN b.reason IS NULL THEN NULL ELSE 'withdrawn' END, left_because = 'withdrawn'
     FROM workflow_step s JOIN workflow_run r ON r.id = s.run_id
     WHERE s.id = b.step_run_id AND (r.exam_id = ANY($1::uuid[]) OR s.item_id = ANY($1::uuid[]))`,
    [assetIds],
  );
  const runs = `SELECT r.id FROM workflow_run r WHERE r.exam_id = ANY($1::uuid[])
    OR EXISTS (SELECT FROM workflow_step s WHERE s.run_id = r.id AND s.item_id = ANY($1::uuid[]))`;
  await sql.query(`UPDATE workflow_run SET error = 'withdrawn' WHERE error IS NOT NULL AND id IN (${runs})`, [
    assetIds,
  ]);
  await sql.query(`UPDATE workflow_task SET comment = NULL, note = NULL, answers = NULL WHERE run_id IN (${runs})`, [
    assetIds,
  ]);
  // What was signed holds people's words too: that somebody decided stays, without a signature.
  await sql.query(
    `UPDATE task_decision SET comment = NULL, answers = NULL, document = NULL, jws = NULL
     WHERE task_id IN (SELECT id FROM workflow_task WHERE run_id IN (${runs}))`,
    [assetIds],
  );
  await sql.query('DELETE FROM workflow_result_tags WHERE asset_id = ANY($1::uuid[])', [assetIds]);
  await sql.query('DELETE FROM series_type_case WHERE series_id = ANY($1::uuid[])', [assetIds]);
  await sql.query(`UPDATE notification SET text = 'withdrawn' WHERE run_id IN (${runs})`, [assetIds]);
  await sql.query('DELETE FROM review_flag WHERE asset_id = ANY($1::uuid[])', [assetIds]);
  await eraseProtocolReports(sql, assetIds);
  // A change of the map's key puts new rows in the place of old ones: none is on its way while these are deleted.
  await holdKeys(sql);
  return {
    erased: {
      versions: await count('DELETE FROM asset_version WHERE asset_id = ANY($1::uuid[])', [assetIds]),
      tagChanges: await count('DELETE FROM tag_change WHERE asset_id = ANY($1::uuid[])', [assetIds]),
      checkOuts: await count('DELETE FROM check_out WHERE asset_id = ANY($1::uuid[])', [assetIds]),
      quarantinedExams: intake.exams,
      receivedFiles: intake.files,
      identities: await count(`DELETE FROM identity_map m WHERE ${keyed('$1', 'm.project_id', 'm.research_id')}`, [
        JSON.stringify(subjects),
      ]),
      clinicalRecords: await count('DELETE FROM clinical_record WHERE subject_id = ANY($1::uuid[])', [subjectIds]),
    },
    objects: [...versions, ...intake.objects],
  };
}

/** Exams stay as the fact that something came and what was decided; all that was known of it goes. */
async function eraseIntake(sql: SqlClient, scope: TraceScope) {
  // First the exams are held, as whoever changes their images does: what is looked up below is what they have then.
  await sql.query(
    `${found} SELECT FROM quarantined_exam WHERE id IN (SELECT id FROM exam UNION SELECT quarantined_exam_id FROM image)
     ORDER BY id FOR UPDATE`,
    parametersOf(scope),
  );
  const files = await sql.query<{
    id: string;
    originalObject: string | null;
    sealedObject: string | null;
    content: string | null;
    examId: string | null;
  }>(
    `${found} SELECT f.id, f.original_object AS "originalObject", i.sealed_object AS "sealedObject", i.sha256 AS content,
       f.quarantined_exam_id AS "examId"
     FROM file f LEFT JOIN image i ON i.file_id = f.id`,
    parametersOf(scope),
  );
  const exams = await sql.query<{ id: string }>(
    `${found} UPDATE quarantined_exam e SET study_date = NULL, study_description = NULL, modalities = '{}', findings = '[]',
       review_comment = 'withdrawn', state = CASE WHEN e.exam_id IS NULL THEN 'REJECTED' ELSE e.state END
     FROM exam WHERE exam.id = e.id RETURNING e.id`,
    parametersOf(scope),
  );
  await sql.query('DELETE FROM received_file WHERE id = ANY($1::uuid[])', [files.map(({ id }) => id)]);
  await sql.query(
    `UPDATE quarantined_exam e SET (image_count, series_count) = (
       SELECT count(*)::int, count(DISTINCT series_instance_uid)::int FROM quarantined_image i WHERE i.quarantined_exam_id = e.id)
     WHERE e.id = ANY($1::uuid[])`,
    [[...new Set([...exams.map(({ id }) => id), ...files.flatMap(({ examId }) => examId ?? [])])]],
  );
  const objects = files.flatMap(({ id, originalObject, sealedObject, content }) => {
    const all = [
      [originalObject, 'SEALED'],
      [sealedObject, 'SEALED'],
      [content, 'CONTENT'],
    ] as const;
    return all.flatMap(([sha256, what]): Omit<WithdrawnObject, 'state'>[] =>
      sha256 === null ? [] : [{ sha256, ownerId: id, what, sizeBytes: null }],
    );
  });
  return { exams: exams.length, files: files.length, objects };
}
