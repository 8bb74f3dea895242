import type { RuleApplication, RuleApplicationStore, RuleProgress } from '../../core/ports/rule-application-store.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, project_id AS "projectId", rule_name AS "ruleName", dry_run AS "dryRun", requested_by AS "requestedBy",
  requested_at AS "requestedAt", total, position, looked_at AS "lookedAt", changed_assets AS "changedAssets", changes,
  ended_at AS "endedAt"`;

/** `core/ports/rule-application-store.ts` in the table `tag_rule_application`. */
export class PostgresRuleApplications implements RuleApplicationStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async insertApplication(one: RuleApplication): Promise<void> {
    await this.#sql.query(
      `INSERT INTO tag_rule_application (id, project_id, rule_name, dry_run, requested_by, requested_at, total)
       VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7)`,
      [one.id, one.projectId, one.ruleName, one.dryRun, one.requestedBy, one.requestedAt.toISOString(), one.total],
    );
  }

  async getApplications(ids: readonly string[]): Promise<ReadonlyMap<string, RuleApplication>> {
    const rows = await this.#sql.query<RuleApplication>(
      `SELECT ${columns} FROM tag_rule_application WHERE id = ANY($1::uuid[])`,
      [knownIds(ids)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async lockApplication(id: string): Promise<RuleApplication | null> {
    const [row] = await this.#sql.query<RuleApplication>(
      `SELECT ${columns} FROM tag_rule_application WHERE id = ANY($1::uuid[]) FOR UPDATE`,
      [knownIds([id])],
    );
    return row ?? null;
  }

  async advanceApplication(id: string, progress: RuleProgress): Promise<void> {
    const { position, lookedAt, changedAssets, changes, endedAt } = progress;
    await this.#sql.query(
      `UPDATE tag_rule_application SET position = coalesce($2::uuid, position), looked_at = looked_at + $3::int,
         changed_assets = changed_assets + $4::int, changes = changes + $5::int, ended_at = $6::timestamptz WHERE id = $1::uuid`,
      [id, position, lookedAt, changedAssets, changes, endedAt?.toISOString() ?? null],
    );
  }
}
