import type { AssetLevel } from '../assets/asset.ts';
import { nameId } from '../ids.ts';

/**
 * What a project lets assets be to each other: directed, from the asset that the project has to another one, which may be another
 * project's. Its name is its key in the project, and never changes.
 */
export interface RelationDefinition {
  readonly id: string;
  readonly projectId: string;
  /** Read from `from` to `to`: `followUpOf`, `registeredTo`. */
  readonly name: string;
  /** The same read from `to` to `from`, for people: `hasFollowUp`; null where nobody gave one. */
  readonly inverseName: string | null;
  readonly description: string;
  /** Levels that its ends may have; none named means any. */
  readonly fromLevels: readonly AssetLevel[];
  readonly toLevels: readonly AssetLevel[];
  /** True when no asset may come back to itself along relations of this type. */
  readonly acyclic: boolean;
  /** From when no new relation of it is made; null while it is in use. */
  readonly retiredAt: Date | null;
}

/** One asset's relation to another, with who said so, when and why. */
export interface Relation {
  readonly id: string;
  readonly typeId: string;
  /** The type's name. */
  readonly type: string;
  readonly fromId: string;
  readonly toId: string;
  readonly setBy: string;
  readonly reason: string | null;
  readonly setAt: Date;
}

/** A relation as the graph is told of it: made, or (with who and when) taken away. */
export interface RelationState extends Relation {
  readonly removed: boolean;
}

export const relationDefinitionId = (projectId: string, name: string) => nameId('relation definition', projectId, name);

/** Between two assets there is one relation of a type in each direction. */
export const relationId = (typeId: string, fromId: string, toId: string) => nameId('relation', typeId, fromId, toId);
