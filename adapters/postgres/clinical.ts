import { HubError } from '../../core/errors.ts';
import type {
  ClinicalQuery,
  ClinicalRecord,
  ClinicalStore,
  Diagnosis,
  Variant,
  VitalStatus,
} from '../../core/ports/clinical-store.ts';
import type { SqlClient } from './sql-client.ts';
import { PostgresWithdrawals } from './withdrawals.ts';

interface RecordRow {
  subject_id: string;
  project_id: string;
  survival_days: number | null;
  vital_status: VitalStatus;
  diagnoses: Diagnosis[];
  variants: Variant[];
}

export class PostgresClinical implements ClinicalStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async put(records: readonly ClinicalRecord[], importedBy: string): Promise<void> {
    if (records.length === 0) return;
    const ids = records.map(({ subjectId }) => subjectId);
    const rows = <T>(listOf: (record: ClinicalRecord) => readonly T[]) =>
      JSON.stringify(
        records.flatMap((record) =>
          listOf(record).map((row, ordinal) => ({ subjectId: record.subjectId, ordinal, ...row })),
        ),
      );
    await this.#sql.transact(async () => {
      const [gone] = await new PostgresWithdrawals(this.#sql).withdrawnAmong(ids);
      if (gone !== undefined)
        throw new HubError('WITHDRAWN', 'consent of one of the subjects was withdrawn', { subjectId: gone });
      await this.#sql.query(
        `INSERT INTO clinical_record (subject_id, project_id, survival_days, vital_status, imported_by)
         SELECT "subjectId", "projectId", "survivalDays", "vitalStatus", $2
           FROM jsonb_to_recordset($1::jsonb) AS r("subjectId" uuid, "projectId" uuid, "survivalDays" int, "vitalStatus" text)
         ON CONFLICT (subject_id) DO UPDATE
            SET survival_days = excluded.survival_days, vital_status = excluded.vital_status,
                imported_by = excluded.imported_by, imported_at = now()`,
        [JSON.stringify(records), importedBy],
      );
      await this.#sql.query('DELETE FROM clinical_diagnosis WHERE subject_id = ANY($1::uuid[])', [ids]);
      await this.#sql.query('DELETE FROM clinical_variant WHERE subject_id = ANY($1::uuid[])', [ids]);
      await this.#sql.query(
        `INSERT INTO clinical_diagnosis (subject_id, ordinal, name, code, grade, age_years)
         SELECT "subjectId", ordinal, name, code, grade, "ageYears"
           FROM jsonb_to_recordset($1::jsonb) AS d("subjectId" uuid, ordinal int, name text, code text, grade int, "ageYears" int)`,
        [rows((record) => record.diagnoses)],
      );
      await this.#sql.query(
        `INSERT INTO clinical_variant (subject_id, ordinal, gene, change, status)
         SELECT "subjectId", ordinal, gene, change, status
           FROM jsonb_to_recordset($1::jsonb) AS v("subjectId" uuid, ordinal int, gene text, change text, status text)`,
        [rows((record) => record.variants)],
      );
    });
  }

  async get(subjectIds: readonly string[]): Promise<ReadonlyMap<string, ClinicalRecord>> {
    const rows = await this.#sql.query<RecordRow>(
      `SELECT r.subject_id, r.project_id, r.survival_days, r.vital_status,
              (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'name', d.name, 'code', d.code, 'grade', d.grade, 'ageYears', d.age_years) ORDER BY d.ordinal), '[]')
                 FROM clinical_diagnosis d WHERE d.subject_id = r.subject_id) AS diagnoses,
              (SELECT coalesce(jsonb_agg(jsonb_build_object(
                        'gene', v.gene, 'change', v.change, 'status', v.status) ORDER BY v.ordinal), '[]')
                 FROM clinical_variant v WHERE v.subject_id = r.subject_id) AS variants
         FROM clinical_record r WHERE r.subject_id = ANY($1::uuid[])`,
      [subjectIds],
    );
    return new Map(
      rows.map((row) => [
        row.subject_id,
        {
          subjectId: row.subject_id,
          projectId: row.project_id,
          diagnoses: row.diagnoses,
          variants: row.variants,
          survivalDays: row.survival_days,
          vitalStatus: row.vital_status,
        },
      ]),
    );
  }

  async find(query: ClinicalQuery, first: number): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ subject_id: string }>(
      `SELECT r.subject_id FROM clinical_record r
        WHERE ($1::uuid[] IS NULL OR r.project_id = ANY($1::uuid[]))
          AND (($2::text IS NULL AND $3::text IS NULL) OR EXISTS (
                SELECT 1 FROM clinical_variant v
                 WHERE v.subject_id = r.subject_id AND ($2::text IS NULL OR lower(v.gene) = lower($2::text))
                   AND ($3::text IS NULL OR lower(v.status) = lower($3::text))))
          AND ($4::text IS NULL OR EXISTS (
                SELECT 1 FROM clinical_diagnosis d
                 WHERE d.subject_id = r.subject_id AND (lower(d.name) = lower($4::text) OR lower(d.code) = lower($4::text))))
          AND ($5::int IS NULL OR (r.survival_days <= $5::int AND r.vital_status <> 'ALIVE'))
        ORDER BY r.subject_id LIMIT $6::int`,
      [
        query.projectIds === 'ALL' ? null : query.projectIds,
        query.gene,
        query.variantStatus,
        query.diagnosis,
        query.maxSurvivalDays,
        first,
      ],
    );
    return rows.map((row) => row.subject_id);
  }
}
