import type { Page, PageRequest } from './asset-graph.ts';
import type { Relation } from '../relations/relation.ts';

/** OUT: from the asset; IN: to it. */
export type RelationDirection = 'OUT' | 'IN' | 'BOTH';

export interface RelationQuery {
  readonly direction: RelationDirection;
  /** The type's name; any when absent. */
  readonly type?: string;
  /** 'ALL' or the projects that the other end must be of: the caller of this port has asked the policy. */
  readonly projectIds: 'ALL' | readonly string[];
}

/**
 * Relations between assets, of which both ends exist. Writes are idempotent and belong to the ambient transaction; of two writers of one
 * relation the later to commit wins.
 */
export interface RelationGraph {
  putRelations(relations: readonly Relation[]): Promise<void>;
  /** Takes relations away, as said by `setBy` at `setAt`; one that is not there stays away. */
  removeRelations(relations: readonly Relation[]): Promise<void>;
  /** Not inside a transaction that has written relations. A missing id is absent. */
  getRelations(ids: readonly string[]): Promise<ReadonlyMap<string, Relation>>;
  /** A page for each asset, in order of the relation's id; every given asset has one. @throws BAD_USER_INPUT for a strange cursor */
  relationsOf(
    assetIds: readonly string[],
    query: RelationQuery,
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<Relation>>>;
  /** True when relations of that type lead from the one asset to the other, over any number of steps. */
  reaches(typeId: string, fromId: string, toId: string): Promise<boolean>;
}
