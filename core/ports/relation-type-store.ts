import type { RelationType } from '../relations/relation.ts';

export interface RelationTypeStore {
  /** Makes the type or, by its id, replaces it. */
  putType(type: RelationType): Promise<void>;
  getTypes(ids: readonly string[]): Promise<ReadonlyMap<string, RelationType>>;
  /** Of each project, in order of name; every given id has a (perhaps empty) list. */
  typesOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly RelationType[]>>;
  /** The type, held until the ambient transaction ends: whoever else asks for it so waits. Null when there is none. */
  lockType(id: string): Promise<RelationType | null>;
}
