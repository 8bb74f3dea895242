import type { SeriesCaseStore } from '../../core/ports/series-case-store.ts';
import type { SeriesCase, SeriesConfusion } from '../../core/workflows/series-case.ts';
import type { SqlClient } from './sql-client.ts';
import { PostgresResultTags } from './workflows-result-tags.ts';

/** Corrections of the series classifier. */
export class PostgresSeriesCases extends PostgresResultTags implements SeriesCaseStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async putSeriesCase(one: SeriesCase): Promise<void> {
    await this.#sql.query(
      `INSERT INTO series_type_case (series_id, project_id, attributes, predicted, confidence, classifier_version,
         corrected, reason, corrected_by, corrected_at)
       VALUES ($1::uuid, $2::uuid, $3::jsonb, $4, $5::float8, $6, $7, $8, $9, $10::timestamptz)
       ON CONFLICT (series_id) DO UPDATE SET attributes = excluded.attributes, predicted = excluded.predicted,
         confidence = excluded.confidence, classifier_version = excluded.classifier_version,
         corrected = excluded.corrected, reason = excluded.reason, corrected_by = excluded.corrected_by,
         corrected_at = excluded.corrected_at`,
      [
        one.seriesId,
        one.projectId,
        JSON.stringify(one.attributes),
        one.predicted,
        one.confidence,
        one.classifierVersion,
        one.corrected,
        one.reason,
        one.correctedBy,
        one.correctedAt.toISOString(),
      ],
    );
  }

  seriesCases(projectId: string, after: string | null, limit: number): Promise<readonly SeriesCase[]> {
    return this.#sql.query<SeriesCase>(
      `SELECT series_id AS "seriesId", project_id AS "projectId", attributes, predicted, confidence,
              classifier_version AS "classifierVersion", corrected, reason, corrected_by AS "correctedBy",
              corrected_at AS "correctedAt"
         FROM series_type_case
        WHERE project_id = $1::uuid AND ($2::uuid IS NULL OR series_id > $2::uuid) ORDER BY series_id LIMIT $3::int`,
      [projectId, after, limit],
    );
  }

  seriesConfusion(projectId: string): Promise<readonly SeriesConfusion[]> {
    return this.#sql.query<SeriesConfusion>(
      `SELECT predicted, corrected, count(*)::int AS count FROM series_type_case WHERE project_id = $1::uuid
        GROUP BY predicted, corrected ORDER BY count(*) DESC, predicted, corrected`,
      [projectId],
    );
  }
}
