import type { KeptTags, ResultTagStore } from '../../core/ports/result-tag-store.ts';
import type { SqlClient } from './sql-client.ts';
import { PostgresTasks } from './workflows-tasks.ts';

/** The table of 281-result-tags.sql. */
export class PostgresResultTags extends PostgresTasks implements ResultTagStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    super(sql);
    this.#sql = sql;
  }

  async keepResultTags({ activityId, assetId, tags }: KeptTags): Promise<void> {
    await this.#sql.query(
      `INSERT INTO workflow_result_tags (activity_id, asset_id, tags) VALUES ($1::uuid, $2::uuid, $3::jsonb)
       ON CONFLICT (activity_id) DO UPDATE SET tags = excluded.tags`,
      [activityId, assetId, JSON.stringify(tags)],
    );
  }

  async resultTags(activityId: string): Promise<KeptTags['tags']> {
    const [row] = await this.#sql.query<Pick<KeptTags, 'tags'>>(
      'SELECT tags FROM workflow_result_tags WHERE activity_id = $1::uuid',
      [activityId],
    );
    return row?.tags ?? [];
  }
}
