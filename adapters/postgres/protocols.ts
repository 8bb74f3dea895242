import type { NumberedPage } from '../../core/page.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type {
  Acceptance,
  ExamCompletion,
  PoolSummary,
  ProtocolReport,
  ProtocolStore,
  ProtocolVersion,
} from '../../core/ports/protocol-store.ts';
import type { ProtocolState } from '../../core/protocols/protocol.ts';
import { summarise, type SummaryRow } from './protocol-summary.ts';
import type { SqlClient } from './sql-client.ts';

const versionColumns = `project_id AS "projectId", version, text, document, tag_names AS "tagNames", created_at AS "createdAt",
  created_by AS "createdBy"`;
const reportColumns = `id, sequence::float8 AS sequence, project_id AS "projectId", exam_id AS "examId", pool_id AS "poolId",
  protocol_version AS "protocolVersion", state, time_point AS "timePoint", day, rules, accepted, extra, series_ids AS "seriesIds",
  cause, caused_by AS "causedBy", made_at AS "madeAt"`;

/** Protocols, their reports and what was accepted, in PostgreSQL. */
export class PostgresProtocols implements ProtocolStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async lockProtocol(projectId: string): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('protocol:' || $1, 0))`, [projectId]);
  }

  async addProtocol(protocol: Omit<ProtocolVersion, 'createdAt'>): Promise<ProtocolVersion> {
    const { projectId, version, text, document, tagNames, createdBy } = protocol;
    const [row] = await this.#sql.query<ProtocolVersion>(
      `INSERT INTO protocol (project_id, version, text, document, tag_names, created_by)
       VALUES ($1, $2::int, $3, $4::jsonb, $5::text[], $6) RETURNING ${versionColumns}`,
      [projectId, version, text, JSON.stringify(document), tagNames, createdBy],
    );
    if (!row) throw new Error('the protocol was not added');
    return row;
  }

  async findProtocol(projectId: string, version: number | null): Promise<ProtocolVersion | null> {
    const [row] = await this.#sql.query<ProtocolVersion>(
      `SELECT ${versionColumns} FROM protocol WHERE project_id = $1 AND ($2::int IS NULL OR version = $2)
       ORDER BY version DESC LIMIT 1`,
      [projectId, version],
    );
    return row ?? null;
  }

  async versionsOf(projectId: string, { first, after }: NumberedPage): Promise<Page<ProtocolVersion>> {
    const rows = await this.#sql.query<ProtocolVersion>(
      `SELECT ${versionColumns} FROM protocol WHERE project_id = $1 AND ($2::float8 IS NULL OR version < $2)
       ORDER BY version DESC LIMIT $3::int`,
      [projectId, after, first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM protocol WHERE project_id = $1',
      [projectId],
    );
    return { items: rows.slice(0, first), hasNextPage: rows.length > first, totalCount: count?.total ?? 0 };
  }

  async asksForTags(names: readonly string[]): Promise<boolean> {
    const rows = await this.#sql.query(
      `SELECT 1 FROM protocol p WHERE tag_names && $1::text[]
         AND NOT EXISTS (SELECT FROM protocol n WHERE n.project_id = p.project_id AND n.version > p.version) LIMIT 1`,
      [names],
    );
    return rows.length > 0;
  }

  async lockExam(examId: string): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('protocol-exam:' || $1, 0))`, [examId]);
  }

  async putCompletion({ examId, projectId, poolId, imageSet }: Omit<ExamCompletion, 'toldState'>): Promise<void> {
    await this.#sql.query(
      `INSERT INTO exam_completion (exam_id, project_id, pool_id, image_set) VALUES ($1, $2, $3, $4)
       ON CONFLICT (exam_id) DO UPDATE SET pool_id = excluded.pool_id, image_set = excluded.image_set, completed_at = now()`,
      [examId, projectId, poolId, imageSet],
    );
  }

  async completionsOf(examIds: readonly string[]): Promise<ReadonlyMap<string, ExamCompletion>> {
    const rows = await this.#sql.query<ExamCompletion>(
      `SELECT exam_id AS "examId", project_id AS "projectId", pool_id AS "poolId", image_set AS "imageSet",
         told_state AS "toldState" FROM exam_completion WHERE exam_id = ANY($1::uuid[])`,
      [examIds],
    );
    return new Map(rows.map((row) => [row.examId, row]));
  }

  async putTold(examId: string, state: ProtocolState): Promise<void> {
    await this.#sql.query('UPDATE exam_completion SET told_state = $2 WHERE exam_id = $1', [examId, state]);
  }

  async addReport(report: Omit<ProtocolReport, 'sequence' | 'madeAt'>): Promise<ProtocolReport> {
    await this.#sql.query('UPDATE protocol_report SET is_newest = false WHERE exam_id = $1 AND is_newest', [
      report.examId,
    ]);
    const [row] = await this.#sql.query<ProtocolReport>(
      `INSERT INTO protocol_report (id, project_id, exam_id, pool_id, protocol_version, state, is_newest, time_point, day, rules,
         accepted, extra, series_ids, cause, caused_by)
       VALUES ($1, $2, $3, $4, $5::int, $6, true, $7, $8::int, $9::jsonb, $10::jsonb, $11::uuid[], $12::uuid[], $13, $14)
       RETURNING ${reportColumns}`,
      [
        ...[report.id, report.projectId, report.examId, report.poolId, report.protocolVersion, report.state],
        ...[report.timePoint, report.day, JSON.stringify(report.rules), JSON.stringify(report.accepted)],
        ...[report.extra, report.seriesIds, report.cause, report.causedBy],
      ],
    );
    if (!row) throw new Error('the report was not added');
    return row;
  }

  async newestReports(examIds: readonly string[]): Promise<ReadonlyMap<string, ProtocolReport>> {
    const rows = await this.#sql.query<ProtocolReport>(
      `SELECT ${reportColumns} FROM protocol_report WHERE is_newest AND exam_id = ANY($1::uuid[])`,
      [examIds],
    );
    return new Map(rows.map((row) => [row.examId, row]));
  }

  async getReports(ids: readonly string[]): Promise<ReadonlyMap<string, ProtocolReport>> {
    const rows = await this.#sql.query<ProtocolReport>(
      `SELECT ${reportColumns} FROM protocol_report WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  reportsOf(projectId: string, state: ProtocolState | null, page: NumberedPage): Promise<Page<ProtocolReport>> {
    return this.#page('is_newest AND project_id = $1 AND ($2::text IS NULL OR state = $2)', [projectId, state], page);
  }

  historyOf(examId: string, page: NumberedPage): Promise<Page<ProtocolReport>> {
    return this.#page('exam_id = $1 AND $2::text IS NULL', [examId, null], page);
  }

  async #page(
    which: string,
    parameters: readonly [string, string | null],
    { first, after }: NumberedPage,
  ): Promise<Page<ProtocolReport>> {
    const rows = await this.#sql.query<ProtocolReport>(
      `SELECT ${reportColumns} FROM protocol_report WHERE ${which} AND ($3::float8 IS NULL OR sequence < $3)
       ORDER BY sequence DESC LIMIT $4::int`,
      [...parameters, after, first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM protocol_report WHERE ${which}`,
      parameters,
    );
    return { items: rows.slice(0, first), hasNextPage: rows.length > first, totalCount: count?.total ?? 0 };
  }

  async putAcceptances(examId: string, acceptances: readonly Acceptance[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO protocol_acceptance (exam_id, rule, digest, accepted_by, accepted_at, reason)
       SELECT $1, rule, digest, "acceptedBy", "acceptedAt", reason FROM jsonb_to_recordset($2::jsonb)
         AS new(rule text, digest text, "acceptedBy" text, "acceptedAt" timestamptz, reason text)
       ON CONFLICT (exam_id, rule, digest) DO UPDATE SET accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at,
         reason = excluded.reason`,
      [examId, JSON.stringify(acceptances)],
    );
  }

  acceptancesOf(examId: string): Promise<readonly Acceptance[]> {
    return this.#sql.query<Acceptance>(
      `SELECT rule, digest, accepted_by AS "acceptedBy", accepted_at AS "acceptedAt", reason FROM protocol_acceptance
       WHERE exam_id = $1 ORDER BY rule COLLATE "C", digest`,
      [examId],
    );
  }

  async summaryOf(projectId: string): Promise<readonly PoolSummary[]> {
    const rows = await this.#sql.query<SummaryRow>(
      `WITH newest AS (SELECT * FROM protocol_report WHERE project_id = $1 AND is_newest)
       SELECT pool_id AS "poolId", 'STATE' AS kind, state AS name, count(*)::int AS count FROM newest GROUP BY 1, 3
       UNION ALL
       SELECT pool_id, rule->>'outcome', rule->>'rule', count(*)::int FROM newest, jsonb_array_elements(rules) AS rule
       WHERE rule->>'outcome' IN ('MISSING', 'DEVIATES') GROUP BY 1, 2, 3`,
      [projectId],
    );
    return summarise(rows);
  }
}
