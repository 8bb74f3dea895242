import type { Role } from '../policy/policy.ts';
import type { AssetLevel } from './asset.ts';
import type { Condition } from './condition.ts';

export const permitKinds = ['METHOD', 'WORKFLOW'] as const;
export type PermitKind = (typeof permitKinds)[number];

export interface Permit {
  readonly kind: PermitKind;
  /** The workflow's or method's name; `*` for each. */
  readonly name: string;
  readonly roles: readonly Role[];
}

/**
 * What assets of a project and level (of DERIVED: and kind) permit, to whom, while the condition holds. Where a level has a
 * context, what no context permits is refused there; where it has none, the policy alone decides.
 */
export interface Context {
  readonly projectId: string;
  readonly name: string;
  readonly level: AssetLevel;
  /** Null: of any kind. */
  readonly kind: string | null;
  readonly revision: number;
  readonly condition: Condition;
  readonly permits: readonly Permit[];
  readonly removed: boolean;
  readonly changedAt: Date;
  readonly changedBy: string;
}
