import type { Asset, AssetLevel, AssetState, NewAsset, Tag, TagKey } from '../assets/asset.ts';
import type { AssetSearch } from './asset-search.ts';
import type { ProvActivity, ProvAgent, WalkedLineage } from '../provenance/activity.ts';
import type { ProvenanceGraph } from './provenance-graph.ts';

export interface AssetFilter {
  /** 'ALL' or the projects that the caller may read: the caller of this port has asked the policy. */
  readonly projectIds: 'ALL' | readonly string[];
  readonly level?: AssetLevel;
  readonly kind?: string;
  /** Directly part of this asset. */
  readonly parentId?: string;
  /** Tag name and value, both equal. */
  readonly tag?: { readonly name: string; readonly value: string | number | boolean };
}

/** Keyset page: order is by id ascending; `after` is the last id of the page before. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/**
 * The graph of assets and their provenance. Writes are idempotent by id: writing the same thing again changes nothing
 * and is no error. All reads are batched; a missing id is absent from the answered map.
 */
export interface AssetGraph extends ProvenanceGraph, AssetSearch {
  /** An asset that is there stays as it is: its first writer has said what it is, and what it is part of (see AssetMoves). */
  putAssets(assets: readonly NewAsset[]): Promise<void>;
  getAssets(ids: readonly string[]): Promise<ReadonlyMap<string, Asset>>;
  findAssets(filter: AssetFilter, page: PageRequest): Promise<Page<Asset>>;
  /** Assets directly part of each given one, in order of id; every given id has a (perhaps empty) list. */
  childrenOf(ids: readonly string[], level: AssetLevel, kind?: string): Promise<ReadonlyMap<string, readonly Asset[]>>;
  /** One page for each project or parent asset: its assets of that level. Every given id has a (perhaps empty) page. */
  pagesOf(
    of: { readonly projectIds: readonly string[] } | { readonly parentIds: readonly string[] },
    level: AssetLevel,
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<Asset>>>;
  parentsOf(ids: readonly string[], level?: AssetLevel): Promise<ReadonlyMap<string, readonly Asset[]>>;

  /** Replaces what assets are now; of two writers of one asset the later to commit decides. @throws BAD_USER_INPUT for one that is not there */
  putStates(states: readonly AssetState[]): Promise<void>;

  /** Sets tags, each in the place of the one with its key, and takes those of the keys `removed` away (no key is in both). */
  putTags(tags: readonly Tag[], removed?: readonly TagKey[]): Promise<void>;
  /** In order of name, then of slot. */
  tagsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>;

  recordActivity(activity: ProvActivity): Promise<void>;
  getActivities(ids: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>>;
  getAgents(ids: readonly string[]): Promise<ReadonlyMap<string, ProvAgent>>;
  /** The activity that generated each asset. */
  generationOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>>;
  /** ANCESTORS: what it came from; DESCENDANTS: what came of it. Depth in steps (see LineageNode). */
  lineage(
    assetId: string,
    direction: 'ANCESTORS' | 'DESCENDANTS',
    maxDepth: number,
    maxNodes: number,
  ): Promise<WalkedLineage>;
  /** `lineage` of each asset, in one go; every given id has one. */
  lineagesOf(
    assetIds: readonly string[],
    direction: 'ANCESTORS' | 'DESCENDANTS',
    maxDepth: number,
    maxNodes: number,
  ): Promise<ReadonlyMap<string, WalkedLineage>>;
}
