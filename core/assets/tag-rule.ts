import type { AssetLevel, Tag } from './asset.ts';
import type { Condition } from './condition.ts';

/** A tag that sets itself, on each asset of the project and level for which the condition holds, as `rule:<name>`. */
export interface TagRule {
  readonly projectId: string;
  readonly name: string;
  readonly level: AssetLevel;
  readonly revision: number;
  readonly condition: Condition;
  readonly tagName: string;
  readonly tagValue: Tag['value'];
  readonly removed: boolean;
  readonly changedAt: Date;
  readonly changedBy: string;
}
