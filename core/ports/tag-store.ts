import type { AssetLevel, Tag } from '../assets/asset.ts';
import type { TagDefinition } from '../assets/tag-definition.ts';
import type { TagRule } from '../assets/tag-rule.ts';

/** One change of a tag. Both values null is none. */
export interface NewTagChange {
  readonly assetId: string;
  readonly name: string;
  /** As `TagKey.slot`; null for the one value of a name. */
  readonly slot: string | null;
  readonly oldValue: Tag['value'] | null;
  readonly newValue: Tag['value'] | null;
  /** The revision of the definition that the new value was set under; null when there is none. */
  readonly definitionId: string | null;
  readonly changedBy: string;
  readonly reason: string | null;
  readonly changedAt: Date;
}

export interface TagChange extends NewTagChange {
  /** Orders the changes of an asset: a later one is greater. */
  readonly seq: number;
}

/** What happened to one tag until a moment (its last change until then) and since (the first one after that); there is one of both. */
export type TagChangesAround =
  { readonly until: TagChange; readonly since: TagChange | null } | { readonly until: null; readonly since: TagChange };

/** Definitions, rules and history of tags. Every call joins the ambient transaction. */
export interface TagStore {
  /** Nobody else changes tags of these assets until the ambient transaction ends; reads of their tags after it see what was committed before. */
  lockTags(assetIds: readonly string[]): Promise<void>;
  /** Nobody else changes definitions or rules of the project until the ambient transaction ends. */
  lockDefinitions(projectId: string): Promise<void>;
  /** The newest revision of each tag that the projects define, retired ones too, in order of project, level and name. */
  newestDefinitions(projectIds: readonly string[]): Promise<readonly TagDefinition[]>;
  /** The newest revision, retired or not; null when the project has none. */
  newestDefinition(projectId: string, level: AssetLevel, name: string): Promise<TagDefinition | null>;
  /** Names that the projects define, or ever did, at any level; each once, in order. */
  definedNames(projectIds: 'ALL' | readonly string[]): Promise<readonly string[]>;
  definitionsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, TagDefinition>>;
  /** False, and nothing written, when that revision is there already. */
  insertDefinition(definition: TagDefinition & { readonly projectId: string }): Promise<boolean>;

  appendChanges(changes: readonly NewTagChange[]): Promise<void>;
  /** Newest first; `before` a `seq`, null for the newest. */
  changesOf(assetId: string, name: string | null, first: number, before: number | null): Promise<readonly TagChange[]>;
  /**
   * Each tag of the asset that has a history. What came after the first change since the moment counts as since then too, whatever its
   * clock said: so what was until then is what the asset had at a time.
   */
  changesAround(assetId: string, at: Date): Promise<readonly TagChangesAround[]>;

  /** Those of the projects that are not removed, in order of project and name. */
  rules(projectIds: readonly string[]): Promise<readonly TagRule[]>;
  /** Also a removed one; null when there never was one of that name. */
  rule(projectId: string, name: string): Promise<TagRule | null>;
  /** Makes the rule, or the next revision of the one before. False, and nothing written, when it is not the next one. */
  putRule(rule: TagRule): Promise<boolean>;
}
