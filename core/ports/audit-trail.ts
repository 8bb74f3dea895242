import type { JsonObject } from '../json.ts';

/** A place in the chain: the number of an entry and its hash; before the first one number 0 and the empty hash. */
export interface AuditCheckpoint {
  readonly sequence: number;
  readonly hash: string;
}

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

/** An entry in its place of the chain. */
export interface AuditLink extends AuditEntry {
  /** 1, 2, ... */
  readonly sequence: number;
  /** UTC, ISO 8601 to the millisecond: what is hashed, letter by letter. */
  readonly at: string;
  /** The hash of the entry before; empty for the first one. */
  readonly previousHash: string;
  /** See `hashOfLink`. */
  readonly hash: string;
}

/** Which entries; null and absent parts are no condition. */
export interface AuditSearch {
  /** Of these projects; 'ALL' also finds what belongs to none. */
  readonly projectIds: 'ALL' | readonly string[];
  readonly actor?: string | null;
  /** An action, or with `*` at its end all that begin so. */
  readonly action?: string | null;
  readonly target?: string | null;
  /** From this moment on. */
  readonly from?: Date | null;
  /** Before this moment. */
  readonly to?: Date | null;
}

/** Append-only, each entry holding the hash of the one before. */
export interface AuditTrail {
  /** Joins the ambient transaction. */
  append(entry: AuditEntry): Promise<void>;
  /**
   * Follows the chain, in pages, from a place that is known (by default from its beginning): how many entries fit, the hash of the
   * last of them (null without any), and the number of the first that does not fit, null when the chain is whole.
   */
  verify(since?: AuditCheckpoint): Promise<AuditChain>;
}

/** The same trail, for those who may read it. */
export interface AuditReader {
  /** Entries after that number, in their order, at most `first`. */
  linksAfter(sequence: number, first: number): Promise<readonly AuditLink[]>;
  /** Entries that match, newest first, at most `first`; `before` is the number of the last one of the page before. */
  search(search: AuditSearch, before: number | null, first: number): Promise<readonly AuditLink[]>;
  /** How many match. */
  count(search: AuditSearch): Promise<number>;
}

export interface AuditChain {
  /** Those up to the place where it began are counted, though they were not looked at again. */
  readonly entries: number;
  readonly firstBroken: number | null;
  readonly lastHash: string | null;
}
