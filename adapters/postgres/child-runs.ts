import type { ChildRun, ChildRuns, LinkedChild, TreeCount } from '../../core/ports/child-runs.ts';
import type { SqlClient } from './sql-client.ts';

/** The tables `workflow_child_run` and `workflow_run_tree`. */
export class PostgresChildRuns implements ChildRuns {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async link({ runId, parentRunId, stepRunId }: ChildRun): Promise<void> {
    await this.#sql.query(
      `INSERT INTO workflow_child_run (run_id, parent_run_id, step_run_id)
       VALUES ($1::uuid, $2::uuid, $3::uuid) ON CONFLICT DO NOTHING`,
      [runId, parentRunId, stepRunId],
    );
  }

  async parentsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, ChildRun>> {
    const rows = await this.#sql.query<ChildRun>(
      `SELECT run_id AS "runId", parent_run_id AS "parentRunId", step_run_id AS "stepRunId" FROM workflow_child_run
        WHERE run_id = ANY($1::uuid[])`,
      [runIds],
    );
    return new Map(rows.map((row) => [row.runId, row]));
  }

  async childrenOf(runIds: readonly string[]): Promise<ReadonlyMap<string, readonly LinkedChild[]>> {
    const rows = await this.#sql.query<LinkedChild>(
      `SELECT run_id AS "runId", parent_run_id AS "parentRunId", step_run_id AS "stepRunId",
              paused_with_parent AS "pausedWithParent"
         FROM workflow_child_run WHERE parent_run_id = ANY($1::uuid[]) ORDER BY run_id`,
      [runIds],
    );
    const found = Map.groupBy(rows, (row) => row.parentRunId);
    return new Map(runIds.map((id) => [id, found.get(id) ?? []]));
  }

  async takeRoom(rootRunId: string, runId: string, count: TreeCount, most: TreeCount) {
    await this.#sql.query(
      'INSERT INTO workflow_run_tree (root_run_id, items) VALUES ($1::uuid, 0) ON CONFLICT DO NOTHING',
      [rootRunId],
    );
    const [tree] = await this.#sql.query<TreeCount>(
      'SELECT items, steps FROM workflow_run_tree WHERE root_run_id = $1::uuid FOR UPDATE',
      [rootRunId],
    );
    const before = runId === rootRunId || !tree ? { items: 0, steps: 0 } : tree;
    const [items, steps] = [before.items + count.items, before.steps + count.steps];
    const taken = items <= most.items && steps <= most.steps;
    // Begun twice at once, the outermost run may have others within it already: these stay counted.
    if (taken)
      await this.#sql.query(
        `UPDATE workflow_run_tree SET items = greatest(items, $2::int), steps = greatest(steps, $3::int)
          WHERE root_run_id = $1::uuid`,
        [rootRunId, items, steps],
      );
    return { before, taken };
  }

  async notePaused(runIds: readonly string[], withParent: boolean): Promise<void> {
    await this.#sql.query('UPDATE workflow_child_run SET paused_with_parent = $2 WHERE run_id = ANY($1::uuid[])', [
      runIds,
      withParent,
    ]);
  }
}
