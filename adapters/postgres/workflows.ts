import { nameId } from '../../core/ids.ts';
import { canonicalJson, sha256 } from '../../core/json.ts';
import type { ProjectScope, WorkflowStore } from '../../core/ports/workflow-store.ts';
import type { Workflow } from '../../core/workflows/run.ts';
import type { SqlClient } from './sql-client.ts';
import { scopeParameter, workflowOf, type WorkflowRow } from './workflows-rows.ts';
import { PostgresSeriesCases } from './workflows-series-cases.ts';

/** The truth of workflows, in the tables of 070-workflows.sql. */
export class PostgresWorkflowStore extends PostgresSeriesCases implements WorkflowStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async putWorkflow(workflow: Omit<Workflow, 'id' | 'version' | 'createdAt'>): Promise<Workflow> {
    return this.#sql.transact(async () => {
      // Two writers of one name take turns, also when there is no version to lock yet.
      await this.#sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 70))', [
        `${workflow.projectId} ${workflow.name}`,
      ]);
      const hash = sha256(canonicalJson(workflow.document));
      const [newest] = await this.#sql.query<WorkflowRow & { document_sha256: string }>(
        'SELECT * FROM workflow WHERE project_id = $1::uuid AND name = $2 ORDER BY version DESC LIMIT 1',
        [workflow.projectId, workflow.name],
      );
      if (newest?.document_sha256 === hash) return workflowOf(newest);
      const version = (newest?.version ?? 0) + 1;
      const rows = await this.#sql.query<WorkflowRow>(
        `INSERT INTO workflow (id, project_id, name, version, title, document, document_sha256, created_by, source)
         VALUES ($1::uuid, $2::uuid, $3, $4::int, $5, $6::jsonb, $7, $8, $9) RETURNING *`,
        [
          nameId('workflow', workflow.projectId, workflow.name, String(version)),
          workflow.projectId,
          workflow.name,
          version,
          workflow.title,
          JSON.stringify(workflow.document),
          hash,
          workflow.createdBy,
          workflow.source,
        ],
      );
      return rows.map(workflowOf)[0] as Workflow;
    });
  }

  async getWorkflows(ids: readonly string[]): Promise<ReadonlyMap<string, Workflow>> {
    const rows = await this.#sql.query<WorkflowRow>('SELECT * FROM workflow WHERE id = ANY($1::uuid[])', [ids]);
    return new Map(rows.map((row) => [row.id, workflowOf(row)]));
  }

  async newestWorkflows(projectIds: ProjectScope): Promise<readonly Workflow[]> {
    const rows = await this.#sql.query<WorkflowRow>(
      `SELECT DISTINCT ON (project_id, name) * FROM workflow
        WHERE $1::uuid[] IS NULL OR project_id = ANY($1::uuid[])
        ORDER BY project_id, name, version DESC`,
      [scopeParameter(projectIds)],
    );
    return rows.map(workflowOf);
  }

  async workflowVersion(projectId: string, name: string, version: number): Promise<Workflow | null> {
    const rows = await this.#sql.query<WorkflowRow>(
      'SELECT * FROM workflow WHERE project_id = $1::uuid AND name = $2 AND version = $3::int',
      [projectId, name, version],
    );
    return rows.map(workflowOf)[0] ?? null;
  }
}
