import type { Asset, AssetLevel } from '../assets/asset.ts';

export type PropertyType = 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'OTHER';

export interface PropertyName {
  readonly level: AssetLevel;
  readonly name: string;
  /** What assets of the level have, or had, under the name. OTHER: lists and objects. */
  readonly types: readonly PropertyType[];
}

export type NotedAsset = Pick<Asset, 'projectId' | 'level' | 'properties'>;

/** What properties the assets of each project have, by level: noted with each write, in its transaction. */
export interface PropertyNames {
  /** Idempotent. What was noted before costs nothing. */
  note(assets: readonly NotedAsset[]): Promise<void>;
  /** By level and name; levels in their order. */
  ofProject(projectId: string): Promise<readonly PropertyName[]>;
  /** Those of the names that some asset of the projects has. */
  known(projectIds: 'ALL' | readonly string[], names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Names in the projects, in order, at most so many. */
  some(projectIds: 'ALL' | readonly string[], limit: number): Promise<readonly string[]>;
}
