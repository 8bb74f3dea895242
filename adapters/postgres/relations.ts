import { badInput } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { RelationDirection, RelationGraph, RelationQuery } from '../../core/ports/relation-graph.ts';
import type { Relation } from '../../core/relations/relation.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';
import { refuseWithdrawn } from './withdrawn.ts';

/** The columns of `relation` (as `r`) that make a Relation. */
export const relationColumns = `r.id, r.type_id AS "typeId", r.type, r.from_id AS "fromId", r.to_id AS "toId", r.set_by AS "setBy",
  r.reason, r.set_at AS "setAt"`;

/** Each way from an asset `of.id` to another end `x`. */
const ways = {
  OUT: ['r.from_id = of.id', 'r.to_id'],
  IN: ['r.to_id = of.id', 'r.from_id'],
} as const;

/** Relations between assets in the table `relation`. */
export class PostgresRelations implements RelationGraph {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putRelations(relations: readonly Relation[]): Promise<void> {
    await this.#sql.transact(async () => {
      const ends = relations.flatMap(({ fromId, toId }) => [fromId, toId]);
      await refuseWithdrawn(this.#sql, 'asset', ends);
      await this.#put(relations);
    });
  }

  async #put(relations: readonly Relation[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO relation (id, type_id, type, from_id, to_id, set_by, reason, set_at)
       SELECT id, "typeId", type, "fromId", "toId", "setBy", reason, "setAt" FROM jsonb_to_recordset($1::jsonb)
         AS new(id uuid, "typeId" uuid, type text, "fromId" uuid, "toId" uuid, "setBy" text, reason text, "setAt" timestamptz)
       ORDER BY id ON CONFLICT (id) DO UPDATE SET set_by = excluded.set_by, reason = excluded.reason, set_at = excluded.set_at`,
      [JSON.stringify(relations)],
    );
  }

  async removeRelations(relations: readonly Relation[]): Promise<void> {
    await this.#sql.query('DELETE FROM relation WHERE id = ANY($1::uuid[])', [relations.map(({ id }) => id)]);
  }

  async getRelations(ids: readonly string[]): Promise<ReadonlyMap<string, Relation>> {
    const rows = await this.#sql.query<Relation>(
      `SELECT ${relationColumns} FROM relation r WHERE r.id = ANY($1::uuid[])`,
      [knownIds(ids)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async relationsOf(
    assetIds: readonly string[],
    { direction, type, projectIds }: RelationQuery,
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<string, Page<Relation>>> {
    if (after !== null && !isId(after)) throw badInput('after', 'the cursor of an edge of this list', after);
    const matching = waysOf(direction)
      .map(
        ([end, other]) => `SELECT r.* FROM relation r JOIN asset x ON x.id = ${other}
           WHERE ${end} AND ($2::text IS NULL OR r.type = $2) AND ($3::uuid[] IS NULL OR x.project_id = ANY($3::uuid[]))`,
      )
      .join(' UNION ALL ');
    const rows = await this.#sql.query<(Relation | { readonly id: null }) & { of: string; totalCount: number }>(
      `SELECT of.id AS of, total.count AS "totalCount", ${relationColumns} FROM unnest($1::uuid[]) AS of(id)
       CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM (${matching}) m) total
       LEFT JOIN LATERAL (
         SELECT m.* FROM (${matching}) m WHERE $4::uuid IS NULL OR m.id > $4::uuid ORDER BY m.id LIMIT $5::int) r ON true
       ORDER BY r.id`,
      [knownIds(assetIds), type ?? null, projectIds === 'ALL' ? null : knownIds(projectIds), after, first + 1],
    );
    const byAsset = Map.groupBy(rows, (row) => row.of);
    return new Map(
      assetIds.map((id) => {
        const own = byAsset.get(id) ?? [];
        const found = own.flatMap(({ of: _, totalCount: __, ...row }) => (row.id === null ? [] : [row]));
        return [
          id,
          {
            items: found.slice(0, first),
            hasNextPage: found.length > first,
            totalCount: own[0]?.totalCount ?? 0,
          },
        ];
      }),
    );
  }

  async reaches(typeId: string, fromId: string, toId: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `WITH RECURSIVE reached AS (
         SELECT $2::uuid AS id
         UNION
         SELECT r.to_id FROM reached JOIN relation r ON r.type_id = $1::uuid AND r.from_id = reached.id)
       SELECT FROM reached WHERE id = $3::uuid LIMIT 1`,
      [typeId, fromId, toId],
    );
    return rows.length > 0;
  }
}

function waysOf(direction: RelationDirection): readonly (readonly [string, string])[] {
  return direction === 'BOTH' ? [ways.OUT, ways.IN] : [ways[direction]];
}
