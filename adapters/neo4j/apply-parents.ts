import type { Run } from './connection.ts';

/**
 * Gives assets other parents; what an asset is part of yields only to a later write, and no more to the write that made it, which
 * may come once again.
 */
export async function applyParents(
  run: Run,
  changes: ReadonlyMap<string, { readonly seq: number; readonly parentIds: readonly string[] }>,
): Promise<void> {
  const rows = [...changes].map(([id, change]) => ({ id, ...change })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // The first SET takes the node's lock; only then is what it holds compared.
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.id})
     SET e.partsOffered = row.seq REMOVE e.partsOffered
     WITH e, row WHERE coalesce(e.partsSeq, -1) < row.seq
     SET e.partsSeq = row.seq
     WITH e, row
     CALL (e) { MATCH (e)-[r:PART_OF]->() DELETE r }
     WITH e, row UNWIND row.parentIds AS parentId
     MERGE (parent:ProvEntity {id: parentId}) MERGE (e)-[:PART_OF]->(parent)`,
    { rows },
  );
}
