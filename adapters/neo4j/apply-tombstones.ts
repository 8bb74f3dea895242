import { tombstoneAsset, type Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { Run } from './connection.ts';

/**
 * Makes assets tombstones: their nodes keep ids, places, parents and provenance edges, and lose all else. They are `Withdrawn` in place of
 * `Asset` and their level, so that what looks for assets does not meet them. Of each asset the first counts; every other write of it
 * sees that label, after having taken the node's lock as this does, and leaves it alone. One that the graph hears of first is made.
 */
export async function applyTombstones(run: Run, tombstones: readonly Tombstone[]): Promise<void> {
  const rows = tombstones
    .map((tombstone) => {
      const { id, projectId, level, kind, label, createdBy, withdrawn } = tombstoneAsset(tombstone);
      const { reason: withdrawnReason, withdrawalId } = withdrawn ?? tombstone.withdrawn;
      return {
        id,
        createdAt: tombstone.createdAt.toISOString(),
        withdrawnAt: tombstone.withdrawn.at.toISOString(),
        node: {
          id,
          projectId,
          level,
          kind,
          label,
          labelKey: label,
          createdBy,
          properties: '{}',
          withdrawnReason,
          withdrawalId,
        },
      };
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = rows.map(({ id }) => id);
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.id}) SET e.offered = true
     WITH e, row WHERE NOT e:Withdrawn
     REMOVE e:Asset:Project:Subject:Exam:Series:Image:Derived
     WITH e, row, e.partsSeq AS partsSeq
     SET e = row.node
     SET e:Withdrawn, e.partsSeq = partsSeq, e.createdAt = datetime(row.createdAt), e.withdrawnAt = datetime(row.withdrawnAt)`,
    { rows },
  );
  await Promise.all([
    run('UNWIND $ids AS id MATCH (:ProvEntity {id: id})-[:HAS_TAG]->(t:Tag) DETACH DELETE t', { ids }),
    run('UNWIND $ids AS id MATCH (:ProvEntity {id: id})-[r:RELATES_TO]-() DELETE r', { ids }),
  ]);
}
