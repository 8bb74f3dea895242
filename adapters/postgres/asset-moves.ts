import { badInput } from '../../core/errors.ts';
import type { AssetMoves, ParentChange } from '../../core/ports/asset-moves.ts';
import type { SqlClient } from './sql-client.ts';
import { refuseWithdrawn } from './withdrawn.ts';

/** Changes of parents in the table `part_of`. */
export class PostgresAssetMoves implements AssetMoves {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async hold(ids: readonly string[]): Promise<void> {
    await this.#sql.query('SELECT FROM asset WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  }

  async setParents(changes: readonly ParentChange[]): Promise<void> {
    if (changes.length === 0) return;
    const edges = changes.flatMap(({ id, parentIds }) => parentIds.map((parent) => ({ child: id, parent })));
    const orphan = changes.find(({ parentIds }) => parentIds.length === 0);
    if (orphan) throw badInput('parentIds', `at least one parent of ${orphan.id}`, 'none');
    await this.#sql.transact(async () => {
      await refuseWithdrawn(this.#sql, 'asset', [...edges.flatMap(({ child, parent }) => [child, parent])]);
      const missing = await this.#sql.query<{ id: string }>(
        `SELECT id FROM unnest($1::uuid[]) AS e(id) WHERE NOT EXISTS (SELECT FROM asset WHERE asset.id = e.id) LIMIT 1`,
        [edges.flatMap(({ child, parent }) => [child, parent])],
      );
      if (missing[0]) throw badInput('parentIds', 'assets of this graph', missing[0].id);
      await this.#sql.query('DELETE FROM part_of WHERE child_id = ANY($1::uuid[])', [changes.map(({ id }) => id)]);
      await this.#sql.query(
        `INSERT INTO part_of (child_id, parent_id, child_level)
         SELECT child, parent, a.level FROM jsonb_to_recordset($1::jsonb) AS new(child uuid, parent uuid)
           JOIN asset a ON a.id = child ORDER BY child, parent ON CONFLICT DO NOTHING`,
        [JSON.stringify(edges)],
      );
    });
  }
}
