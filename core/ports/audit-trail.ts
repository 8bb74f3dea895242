import type { JsonObject } from '../json.ts';

/** 21 CFR §11.10(e): who did what to which object, when, with the earlier value where something changed. No PHI. */
export interface AuditEntry {
  readonly actor: string;
  /** `<subject>.<verb>`: `exam.approved`, `user.created`. */
  readonly action: string;
  /** `<type>:<id>` of the object. */
  readonly target: string;
  readonly projectId: string | null;
  readonly reason: string | null;
  readonly oldValue: JsonObject | null;
  readonly newValue: JsonObject | null;
}

/** Append-only, each entry holding the hash of the one before. */
export interface AuditTrail {
  /** Joins the ambient transaction. */
  append(entry: AuditEntry): Promise<void>;
  /**
   * Follows the whole chain, in pages: how many entries fit from the first on, the hash of the last of them (null without
   * any), and the number of the first that does not fit, null when the chain is whole.
   */
  verify(): Promise<AuditChain>;
}

export interface AuditChain {
  readonly entries: number;
  readonly firstBroken: number | null;
  readonly lastHash: string | null;
}
