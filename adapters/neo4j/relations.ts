import { badInput } from '../../core/errors.ts';
import { isId } from '../../core/ids.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { RelationDirection, RelationGraph, RelationQuery } from '../../core/ports/relation-graph.ts';
import type { Relation, RelationState } from '../../core/relations/relation.ts';
import { knownIds } from './assets.ts';
import { integer, type Neo4jConnection, type Run } from './connection.ts';
import type { Relay } from './relay.ts';

interface RelationMap extends Omit<Relation, 'setAt'> {
  readonly setAt: number;
}

/** What of the relationship `r` makes a RelationMap. */
export const relationMap = `r {.id, .typeId, .type, fromId: startNode(r).id, toId: endNode(r).id, .setBy, .reason,
  setAt: r.setAt.epochMillis}`;

export function toRelation({ setAt, ...rest }: RelationMap): Relation {
  return { ...rest, setAt: new Date(setAt) };
}

const arrows = {
  OUT: '-[r:RELATES_TO]->',
  IN: '<-[r:RELATES_TO]-',
  BOTH: '-[r:RELATES_TO]-',
} as const satisfies Record<RelationDirection, string>;

/**
 * Relations between assets in Neo4j. One that was taken away stays as a mark with its number, so that an earlier write which comes
 * late does not bring it back.
 */
export class Neo4jRelations implements RelationGraph {
  readonly #connection: Neo4jConnection;
  readonly #outbox: GraphOutbox;
  readonly #relay: Relay;

  constructor(connection: Neo4jConnection, outbox: GraphOutbox, relay: Relay) {
    this.#connection = connection;
    this.#outbox = outbox;
    this.#relay = relay;
  }

  putRelations(relations: readonly Relation[]): Promise<void> {
    return this.#write(relations.map((relation) => ({ ...relation, removed: false })));
  }

  removeRelations(relations: readonly Relation[]): Promise<void> {
    return this.#write(relations.map((relation) => ({ ...relation, removed: true })));
  }

  async #write(relations: readonly RelationState[]): Promise<void> {
    await this.#outbox.appendRelations(relations);
    this.#relay.kickAfterCommit();
  }

  async getRelations(ids: readonly string[]): Promise<ReadonlyMap<string, Relation>> {
    const rows = await this.#read((run) =>
      run<{ relation: RelationMap }>(
        `UNWIND $ids AS id MATCH ()-[r:RELATES_TO {id: id}]->() WHERE NOT r.removed RETURN ${relationMap} AS relation`,
        { ids: knownIds(ids) },
      ),
    );
    return new Map(rows.map(({ relation }) => [relation.id, toRelation(relation)]));
  }

  async relationsOf(
    assetIds: readonly string[],
    { direction, type, projectIds }: RelationQuery,
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<string, Page<Relation>>> {
    if (after !== null && !isId(after)) throw badInput('after', 'the cursor of an edge of this list', after);
    const match = `MATCH (:ProvEntity {id: of})${arrows[direction]}(x:Asset)
      WHERE NOT r.removed AND ($type IS NULL OR r.type = $type) AND ($projectIds IS NULL OR x.projectId IN $projectIds)`;
    const rows = await this.#read((run) =>
      run<{ of: string; total: number; relations: RelationMap[] }>(
        `UNWIND $ids AS of
         CALL (of) { ${match} RETURN count(r) AS total }
         CALL (of) { ${match} AND r.id > $after WITH r ORDER BY r.id LIMIT $limit RETURN collect(${relationMap}) AS relations }
         RETURN of, total, relations`,
        {
          ids: knownIds(assetIds),
          type: type ?? null,
          projectIds: projectIds === 'ALL' ? null : knownIds(projectIds),
          after: after ?? '',
          limit: integer(first + 1),
        },
      ),
    );
    const found = new Map(rows.map((row) => [row.of, row]));
    return new Map(
      assetIds.map((id) => {
        const { total = 0, relations = [] } = found.get(id) ?? {};
        const items = relations.slice(0, first).map(toRelation);
        return [id, { items, hasNextPage: relations.length > first, totalCount: total }];
      }),
    );
  }

  async reaches(typeId: string, fromId: string, toId: string): Promise<boolean> {
    if (fromId === toId) return true;
    const rows = await this.#read((run) =>
      run(
        `MATCH (a:ProvEntity {id: $fromId}), (b:ProvEntity {id: $toId})
         MATCH shortestPath((a)-[rs:RELATES_TO*1..]->(b)) WHERE all(r IN rs WHERE r.typeId = $typeId AND NOT r.removed)
         RETURN 1 AS one LIMIT 1`,
        { typeId, fromId, toId },
      ),
    );
    return rows.length > 0;
  }

  /** @throws Error in a transaction that has written relations, which the answer would miss */
  async #read<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const { own, found } = await this.#relay.read((bookmarks) => this.#connection.read(bookmarks, work));
    if (own.some(({ kind }) => kind === 'RELATIONS'))
      throw new Error('a look at relations inside a transaction that has written some would miss those');
    return found;
  }
}
