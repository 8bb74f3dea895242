import type { AssetState, NewAsset, Tag, TagKey } from '../assets/asset.ts';
import type { GraphWrite } from '../assets/graph-write.ts';
import type { NotedAsset } from './property-names.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import type { RelationState } from '../relations/relation.ts';
import type { ParentChange } from './asset-moves.ts';
import type { Tombstone } from './asset-tombstones.ts';

/** A committed write that waits for the graph database. `text` is `graphWriteText`; a later write has a higher `seq`. */
export interface WaitingWrite {
  readonly seq: number;
  readonly text: string;
}

/** A write that is set aside, since the graph database refuses it. */
export interface RefusedWrite extends WaitingWrite {
  /** What the graph database said. */
  readonly reason: string;
  readonly writtenAt: Date;
  /** Null: it was set aside before this was noted. */
  readonly refusedAt: Date | null;
}

/** The outbox at one moment. */
export interface OutboxView {
  /** What the ambient transaction has written so far, in order; empty outside of one. */
  readonly own: readonly GraphWrite[];
  /** What others have committed, in order of `seq`, at most a page of it. */
  readonly waiting: readonly WaitingWrite[];
  readonly hasMore: boolean;
  /** Where the graph database stood when the last write was settled. */
  readonly bookmarks: readonly string[];
}

/**
 * Writes on their way into a graph database: appending is part of the ambient transaction (or is one of its own), and
 * its commit is the acknowledgement; the graph database hears of it afterwards, at least once, from any process.
 */
export interface GraphOutbox {
  /**
   * An asset that was acknowledged before is left out: its first writer has said what it is and is part of.
   * @throws BAD_USER_INPUT for an asset without a parent, or with one that was never acknowledged
   */
  appendAssets(assets: readonly NewAsset[]): Promise<void>;
  /** Of two writers of one asset's tags the later to commit has the higher `seq`. */
  appendTags(tags: readonly Tag[], removed?: readonly TagKey[]): Promise<void>;
  /** Of two writers of one relation the later to commit has the higher `seq`. */
  appendRelations(relations: readonly RelationState[]): Promise<void>;
  /** Holds what these assets are part of until the ambient transaction ends. */
  holdParents(ids: readonly string[]): Promise<void>;
  /** Of two writers of one asset's parents the later to commit has the higher `seq`. @throws BAD_USER_INPUT as `appendAssets` */
  appendParents(changes: readonly ParentChange[]): Promise<void>;
  /** Of two writers of one asset's state the later to commit has the higher `seq`. @throws BAD_USER_INPUT for an asset that was never acknowledged */
  appendStates(states: readonly AssetState[]): Promise<void>;
  /** @throws WITHDRAWN when it speaks of an asset that was withdrawn, as all of these do */
  appendActivity(activity: ProvActivity): Promise<void>;
  /** Keeps everybody else from appending until the ambient transaction ends. */
  holdAll(): Promise<void>;
  /** @throws BAD_USER_INPUT for an asset that was never acknowledged */
  appendTombstones(tombstones: readonly Tombstone[]): Promise<void>;
  /** Notes what properties assets have that the graph held before names were noted (core/ports/property-names.ts); appending notes them too. */
  noteProperties(assets: readonly NotedAsset[]): Promise<void>;
  /** A write of an export, with its own dates. */
  restore(write: GraphWrite): Promise<void>;
  /** What was committed before the call is in it (or settled). Calls outside of a transaction may share one look. */
  look(after?: number): Promise<OutboxView>;
  inTransaction(): boolean;
  /** Takes out what the graph database holds now; `bookmarks` replace those of the view that it was applied after. */
  settle(seqs: readonly number[], bookmarks: readonly string[], earlier: readonly string[]): Promise<void>;
  /** Sets a write aside that the graph database refuses for ever, with the reason. */
  bury(seq: number, reason: string): Promise<void>;
  /** How many writes are set aside. */
  dead(): Promise<number>;
  /** Those set aside after that `seq`, in order, at most so many. */
  refused(first: number, after: number): Promise<readonly RefusedWrite[]>;
  /** Null when that write is not set aside. */
  refusedById(seq: number): Promise<RefusedWrite | null>;
  /** The write waits again, in its old place; joins the ambient transaction. False when it is not set aside. */
  retry(seq: number): Promise<boolean>;
  /** Runs `effect` once the ambient transaction has committed (at once outside of one), outside of its context. */
  afterCommit(effect: () => void): void;
}
