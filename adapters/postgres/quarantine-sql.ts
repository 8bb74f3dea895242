import type { SqlClient } from './sql-client.ts';

/** Counts, modalities and findings of exams, from their images. */
export async function summarize(sql: SqlClient, examIds: readonly string[]): Promise<void> {
  await sql.query(
    `UPDATE quarantined_exam e SET image_count = s.images, series_count = s.series, modalities = s.modalities,
         findings = coalesce((
           SELECT jsonb_agg(jsonb_build_object('kind', kind, 'detail', detail, 'imageCount', n) ORDER BY kind, detail) FROM (
             SELECT f->>'kind' AS kind, f->>'detail' AS detail, count(DISTINCT file_id)::int AS n
             FROM quarantined_image, jsonb_array_elements(findings) AS f WHERE quarantined_exam_id = e.id GROUP BY 1, 2) AS merged), '[]')
           || CASE WHEN EXISTS (SELECT FROM quarantined_exam o WHERE o.project_id = e.project_id
                AND o.study_instance_uid = e.study_instance_uid AND o.research_id <> e.research_id
                AND o.state <> 'REQUEUED')
              THEN jsonb_build_array(jsonb_build_object('kind', 'MIXED_PATIENTS',
                'detail', 'images of this study came under more than one patient', 'imageCount', s.images)) ELSE '[]'::jsonb END
       FROM (SELECT quarantined_exam_id AS id, count(*)::int AS images, count(DISTINCT series_instance_uid)::int AS series,
               coalesce(array_agg(DISTINCT series->>'modality') FILTER (WHERE series->>'modality' IS NOT NULL), '{}') AS modalities
             FROM quarantined_image WHERE quarantined_exam_id = ANY($1::uuid[]) GROUP BY 1) AS s
       WHERE e.id = s.id`,
    [examIds],
  );
}

/** See `ReviewStore.imagesDigests`: of the images of the exam in that column. */
export const digestOf = (exam: string): string =>
  `encode(sha256(convert_to((SELECT coalesce(string_agg(i.file_id::text || ' ' || i.sha256 || chr(10), '' ORDER BY i.file_id), '')
     FROM quarantined_image i WHERE i.quarantined_exam_id = ${exam}), 'UTF8')), 'hex')`;

/** True of exams `e` that the person in that parameter may decide, being assigned or nobody being, and has not approved as they are now. */
export const awaits = (person: string): string =>
  `(NOT EXISTS (SELECT FROM pool_reviewer r WHERE r.pool_id = e.pool_id)
     OR EXISTS (SELECT FROM pool_reviewer r WHERE r.pool_id = e.pool_id AND r.account_id = ${person}))
   AND NOT EXISTS (SELECT FROM review_signature s WHERE s.quarantined_exam_id = e.id AND s.signer_id = ${person}
     AND s.decision = 'APPROVE' AND s.images_digest = ${digestOf('e.id')})`;
