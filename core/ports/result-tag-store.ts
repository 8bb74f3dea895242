import type { Tag } from '../assets/asset.ts';

/** A tag as a program says it: the step's item gets it. */
export type ResultTag = Pick<Tag, 'name' | 'value' | 'reason'>;

/** What a result's activity set on the step's item. */
export interface KeptTags {
  readonly activityId: string;
  readonly assetId: string;
  readonly tags: readonly ResultTag[];
}

/** Tags that come with results: part of `WorkflowStore`. Every call joins the ambient transaction. */
export interface ResultTagStore {
  /** The same again is no error. */
  keepResultTags(kept: KeptTags): Promise<void>;
  /** Empty where the activity set none, or an earlier version did not keep them. */
  resultTags(activityId: string): Promise<readonly ResultTag[]>;
}
