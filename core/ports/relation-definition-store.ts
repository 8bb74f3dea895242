import type { RelationDefinition } from '../relations/relation.ts';

export interface RelationDefinitionStore {
  /** Makes the type or, by its id, replaces it. */
  putType(type: RelationDefinition): Promise<void>;
  getTypes(ids: readonly string[]): Promise<ReadonlyMap<string, RelationDefinition>>;
  /** Of each project, in order of name; every given id has a (perhaps empty) list. */
  typesOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly RelationDefinition[]>>;
  /** Names of the projects' types, retired ones too; each once, in order. */
  typeNames(projectIds: 'ALL' | readonly string[]): Promise<readonly string[]>;
  /** The type, held until the ambient transaction ends: whoever else asks for it so waits. Null when there is none. */
  lockType(id: string): Promise<RelationDefinition | null>;
}
