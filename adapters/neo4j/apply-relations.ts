import type { RelationState } from '../../core/relations/relation.ts';
import type { Run } from './connection.ts';

/** Puts relations' states into the graph; one yields only to a later write. Ends that are not there yet are made bare. */
export async function applyRelations(
  run: Run,
  states: ReadonlyMap<string, { readonly seq: number; readonly relation: RelationState }>,
): Promise<void> {
  const rows = [...states.values()]
    .map(({ seq, relation: { fromId, toId, setAt, ...properties } }) => ({
      ...{ id: properties.id, seq, fromId, toId },
      setAt: setAt.toISOString(),
      properties: { ...properties, seq },
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // The first SETs take the locks of the ends and the relationship; only then is what they are and hold compared.
  await run(
    `UNWIND $rows AS row MERGE (a:ProvEntity {id: row.fromId}) MERGE (b:ProvEntity {id: row.toId})
     SET a.relationOffered = row.seq, b.relationOffered = row.seq REMOVE a.relationOffered, b.relationOffered
     WITH a, b, row WHERE NOT a:Withdrawn AND NOT b:Withdrawn
     MERGE (a)-[r:RELATES_TO {id: row.id}]->(b)
     SET r.offered = row.seq
     WITH r, row WHERE coalesce(r.seq, -1) < row.seq
     SET r = row.properties, r.setAt = datetime(row.setAt)`,
    { rows },
  );
}
