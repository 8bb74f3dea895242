import { assetLevels, type Tag } from '../../core/assets/asset.ts';
import { datedAsset, tombstoneOf, type DatedAsset, type GraphWrite } from '../../core/assets/graph-write.ts';
import type { Relation } from '../../core/relations/relation.ts';
import type { TransferGraph } from '../../core/transfer/ports.ts';
import { PostgresAssetGraph } from './asset-graph.ts';
import { PostgresAssetMoves } from './asset-moves.ts';
import { PostgresTombstones } from './asset-tombstones.ts';
import { assetColumns, tagColumns, toAsset, toTag, type AssetRow, type TagRow } from './asset-rows.ts';
import { getActivities } from './provenance.ts';
import { PostgresRelations, relationColumns } from './relations.ts';
import type { SqlClient } from './sql-client.ts';

const pageSize = 500;

/** The asset graph that lives in these tables, to be carried into another database and back. */
export class PostgresGraphTransfer implements TransferGraph {
  readonly inTables = true;
  readonly #sql: SqlClient;
  readonly #graph: PostgresAssetGraph;
  readonly #relationGraph: PostgresRelations;
  readonly #moves: PostgresAssetMoves;
  readonly #marks: PostgresTombstones;

  constructor(sql: SqlClient) {
    this.#sql = sql;
    this.#graph = new PostgresAssetGraph(sql);
    this.#relationGraph = new PostgresRelations(sql);
    this.#moves = new PostgresAssetMoves(sql);
    this.#marks = new PostgresTombstones(sql);
  }

  async drain(): Promise<void> {
    // A write is in the tables when it is acknowledged.
  }

  /** Assets by level, then tags, relations, activities and tombstones, in order of id. Only inside a transaction. */
  async *dump(): AsyncIterable<GraphWrite> {
    yield* this.#assets();
    yield* this.#tags();
    yield* this.#relations();
    yield* this.#activities();
    yield* this.#tombstones();
  }

  async restore(write: GraphWrite): Promise<void> {
    switch (write.kind) {
      case 'ASSETS':
        return this.#restoreAssets(write.assets);
      case 'RELATIONS':
        return this.#relationGraph.putRelations(write.relations);
      case 'PARENTS':
        return this.#moves.setParents(write.parents);
      case 'TAGS':
        return this.#graph.putTags(write.tags, write.removed);
      case 'STATES':
        return this.#graph.putStates(write.states);
      case 'ACTIVITY':
        return this.#graph.recordActivity(write.activity);
      case 'TOMBSTONES':
        return this.#marks.put(write.tombstones);
    }
  }

  async isEmpty(): Promise<boolean> {
    const rows = await this.#sql.query(
      'SELECT FROM asset UNION ALL SELECT FROM prov_activity UNION ALL SELECT FROM prov_agent LIMIT 1',
    );
    return rows.length === 0;
  }

  async #restoreAssets(assets: readonly DatedAsset[]): Promise<void> {
    await this.#sql.transact(async () => {
      await this.#graph.putAssets(assets);
      await this.#sql.query(
        `UPDATE asset a SET created_at = o.at, version = o.version
         FROM unnest($1::uuid[], $2::timestamptz[], $3::int[]) AS o(id, at, version) WHERE a.id = o.id`,
        [
          assets.map(({ id }) => id),
          assets.map(({ createdAt }) => createdAt.toISOString()),
          assets.map(({ version }) => version ?? 1),
        ],
      );
    });
  }

  async *#assets(): AsyncGenerator<GraphWrite> {
    await this.#sql.query(
      // Derived assets may be part of derived ones, and ids tell no age: so those come by generation. No chain of parts is
      // as long as the limit; a circle, which nothing should be able to make, ends there.
      `DECLARE transfer_assets NO SCROLL CURSOR FOR
       WITH RECURSIVE generation AS (
         SELECT a.id, 0 AS depth FROM asset a WHERE a.level = 'DERIVED'
         UNION
         SELECT p.child_id, g.depth + 1 FROM generation g
           JOIN part_of p ON p.parent_id = g.id AND p.child_level IN ('DERIVED', 'WITHDRAWN') WHERE g.depth < 1000),
       newest AS (SELECT id, max(depth) AS depth FROM generation GROUP BY id)
       SELECT ${assetColumns}, ARRAY(SELECT parent_id::text FROM part_of WHERE child_id = a.id ORDER BY parent_id) AS "parentIds"
       FROM asset a LEFT JOIN newest n ON n.id = a.id
       ORDER BY array_position('{${assetLevels.join(',')}}'::text[], a.level), n.depth, a.id`,
    );
    for (;;) {
      const rows = await this.#sql.query<AssetRow & { readonly parentIds: readonly string[] }>(
        `FETCH ${String(pageSize)} FROM transfer_assets`,
      );
      if (rows.length > 0) {
        yield { kind: 'ASSETS', assets: rows.map((row) => datedAsset(toAsset(row), row.parentIds)) };
      }
      if (rows.length < pageSize) break;
    }
    await this.#sql.query('CLOSE transfer_assets');
  }

  async *#tags(): AsyncGenerator<GraphWrite> {
    let last: Tag | undefined;
    for (;;) {
      const rows: readonly TagRow[] = await this.#sql.query<TagRow>(
        `SELECT ${tagColumns} FROM tag WHERE $1::uuid IS NULL OR (asset_id, name COLLATE "C", slot COLLATE "C") > ($1::uuid, $2, $3)
         ORDER BY asset_id, name COLLATE "C", slot COLLATE "C" LIMIT ${String(pageSize)}`,
        [last?.assetId ?? null, last?.name ?? null, last?.slot ?? ''],
      );
      const tags = rows.map(toTag);
      if (tags.length === 0) return;
      yield { kind: 'TAGS', tags };
      last = tags.at(-1);
    }
  }

  async *#relations(): AsyncGenerator<GraphWrite> {
    for (let after: string | null = null; ;) {
      const rows: Relation[] = await this.#sql.query<Relation>(
        `SELECT ${relationColumns} FROM relation r WHERE $1::uuid IS NULL OR r.id > $1::uuid ORDER BY r.id LIMIT ${String(pageSize)}`,
        [after],
      );
      if (rows.length === 0) return;
      yield { kind: 'RELATIONS', relations: rows.map((row) => ({ ...row, removed: false })) };
      after = rows.at(-1)?.id ?? null;
    }
  }

  async *#tombstones(): AsyncGenerator<GraphWrite> {
    for (let after: string | null = null; ;) {
      const rows: AssetRow[] = await this.#sql.query<AssetRow>(
        `SELECT ${assetColumns} FROM asset a WHERE a.withdrawn_at IS NOT NULL AND ($1::uuid IS NULL OR a.id > $1::uuid)
         ORDER BY a.id LIMIT ${String(pageSize)}`,
        [after],
      );
      if (rows.length === 0) return;
      yield { kind: 'TOMBSTONES', tombstones: rows.flatMap((row) => tombstoneOf(toAsset(row)) ?? []) };
      after = rows.at(-1)?.id ?? null;
    }
  }

  async *#activities(): AsyncGenerator<GraphWrite> {
    let after: string | null = null;
    for (;;) {
      const ids: { id: string }[] = await this.#sql.query<{ id: string }>(
        `SELECT id FROM prov_activity WHERE $1::uuid IS NULL OR id > $1::uuid ORDER BY id LIMIT ${String(pageSize)}`,
        [after],
      );
      const found = await getActivities(
        this.#sql,
        ids.map(({ id }) => id),
      );
      for (const { id } of ids) {
        const activity = found.get(id);
        if (activity) yield { kind: 'ACTIVITY', activity };
      }
      if (ids.length < pageSize) return;
      after = ids.at(-1)?.id ?? null;
    }
  }
}
