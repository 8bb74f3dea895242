import type { RunInFlight, RunRecord, RunRecords } from '../../core/ports/run-records.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

/** Runs as provenance asks for them, in the tables of 070-workflows.sql. */
export class PostgresRunRecords implements RunRecords {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  inFlight(): Promise<readonly RunInFlight[]> {
    return this.#sql.query<RunInFlight>(
      `SELECT r.id AS "runId", r.project_id AS "projectId", r.exam_id AS "examId", ARRAY(
         SELECT r.exam_id::text
         UNION SELECT s.item_id::text FROM workflow_step s WHERE s.run_id = r.id AND s.item_id IS NOT NULL
         UNION SELECT o ->> 'assetId' FROM workflow_step s CROSS JOIN LATERAL jsonb_array_elements(s.outputs) o
           WHERE s.run_id = r.id
         UNION SELECT o ->> 'assetId' FROM workflow_step s JOIN workflow_step_round b ON b.step_run_id = s.id
           CROSS JOIN LATERAL jsonb_array_elements(b.outputs) o WHERE s.run_id = r.id) AS "assetIds"
       FROM workflow_run r WHERE r.state IN ('RUNNING', 'WAITING', 'PAUSED') ORDER BY r.started_at, r.id`,
    );
  }

  async recordsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, RunRecord>> {
    const rows = await this.#sql.query<RunRecord>(
      `SELECT r.id AS "runId", r.project_id AS "projectId", w.name AS "workflowName", w.version AS "workflowVersion",
         w.title AS "workflowTitle", w.document, r.exam_id AS "examId", r.started_by AS "startedBy",
         r.started_at AS "startedAt", r.ended_at AS "endedAt"
       FROM workflow_run r JOIN workflow w ON w.id = r.workflow_id WHERE r.id = ANY($1::uuid[])`,
      [knownIds(runIds)],
    );
    return new Map(rows.map((row) => [row.runId, row]));
  }
}
