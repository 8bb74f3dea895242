import type { Asset, AssetLevel, AssetState, NewAsset, Tag, TagKey } from '../../core/assets/asset.ts';
import type { AssetCondition, AssetOrder, FacetField } from '../../core/assets/asset-filter.ts';
import type { AssetFilter, AssetGraph, Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { FacetCounts, FoundPage, SearchPosition } from '../../core/ports/asset-search.ts';
import type { GraphOutbox } from '../../core/ports/graph-outbox.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { AssetCount, Frontier, ProvenanceScope } from '../../core/ports/provenance-graph.ts';
import type { LineageEdge, ProvActivity, ProvAgent, WalkedLineage } from '../../core/provenance/activity.ts';
import { countAssets, countFacet, searchAssets } from './asset-search.ts';
import { childrenOf, getAssets, parentsOf, tagsOf } from './assets.ts';
import type { Neo4jConnection, Run } from './connection.ts';
import { lineagesOf } from './lineage.ts';
import { Overlay } from './overlay.ts';
import { findAssets, pagesOf } from './pages.ts';
import { findReusable, generationOf, getActivities, getAgents } from './provenance.ts';
import { countDependents, dependentsAmong, dependentsOf, edgesAround, holderOf } from './provenance-walk.ts';
import type { Relay } from './relay.ts';

/**
 * The asset graph in Neo4j. A write is acknowledged by the outbox's transaction and reaches Neo4j after its commit; a read sees all
 * that was committed before it, in any process, and by id also what its own transaction has written.
 */
export class Neo4jAssetGraph implements AssetGraph {
  readonly #connection: Neo4jConnection;
  readonly #outbox: GraphOutbox;
  readonly #relay: Relay;

  constructor(connection: Neo4jConnection, outbox: GraphOutbox, relay: Relay) {
    this.#connection = connection;
    this.#outbox = outbox;
    this.#relay = relay;
  }

  /** @throws BAD_USER_INPUT when a parent is missing */
  async putAssets(assets: readonly NewAsset[]): Promise<void> {
    await this.#outbox.appendAssets(assets);
    this.#relay.kickAfterCommit();
  }

  /** @throws BAD_USER_INPUT for an asset that is not there */
  async putStates(states: readonly AssetState[]): Promise<void> {
    await this.#outbox.appendStates(states);
    this.#relay.kickAfterCommit();
  }

  async putTags(tags: readonly Tag[], removed: readonly TagKey[] = []): Promise<void> {
    await this.#outbox.appendTags(tags, removed);
    this.#relay.kickAfterCommit();
  }

  async recordActivity(activity: ProvActivity): Promise<void> {
    await this.#outbox.appendActivity(activity);
    this.#relay.kickAfterCommit();
  }

  getAssets(ids: readonly string[]): Promise<ReadonlyMap<string, Asset>> {
    return this.#read(
      (run) => getAssets(run, ids),
      (own, found) => own.assets(ids, found),
    );
  }

  findAssets(filter: AssetFilter, page: PageRequest): Promise<Page<Asset>> {
    return this.#readWhole((run) => findAssets(run, filter, page));
  }

  searchAssets(
    condition: AssetCondition,
    order: AssetOrder,
    page: { readonly first: number; readonly after: SearchPosition | null },
  ): Promise<FoundPage> {
    return this.#readWhole((run) => searchAssets(run, condition, order, page));
  }

  countAssets(condition: AssetCondition): Promise<number> {
    return this.#readWhole((run) => countAssets(run, condition));
  }

  countFacet(condition: AssetCondition, field: FacetField, first: number): Promise<FacetCounts> {
    return this.#readWhole((run) => countFacet(run, condition, field, first));
  }

  pagesOf(
    of: { readonly projectIds: readonly string[] } | { readonly parentIds: readonly string[] },
    level: AssetLevel,
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<Asset>>> {
    return this.#readWhole((run) => pagesOf(run, of, level, page));
  }

  childrenOf(ids: readonly string[], level: AssetLevel, kind?: string): Promise<ReadonlyMap<string, readonly Asset[]>> {
    return this.#read(
      (run) => childrenOf(run, ids, level, kind),
      async (own, found) => own.children(found, await this.getAssets(own.neighbours(ids)), level, kind),
    );
  }

  parentsOf(ids: readonly string[], level?: AssetLevel): Promise<ReadonlyMap<string, readonly Asset[]>> {
    return this.#read(
      (run) => parentsOf(run, ids, level),
      async (own, found) => own.parents(found, await this.getAssets(own.neighbours(ids)), level),
    );
  }

  tagsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
    return this.#read(
      (run) => tagsOf(run, ids),
      (own, found) => own.tags(found),
    );
  }

  getActivities(ids: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>> {
    return this.#read(
      (run) => getActivities(run, ids),
      (own, found) => own.activities(ids, found),
    );
  }

  getAgents(ids: readonly string[]): Promise<ReadonlyMap<string, ProvAgent>> {
    return this.#read(
      (run) => getAgents(run, ids),
      (own, found) => own.agents(ids, found),
    );
  }

  generationOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>> {
    return this.#read(
      (run) => generationOf(run, assetIds),
      (own, found) => own.generations(assetIds, found),
    );
  }

  findReusable(reuseKey: string, projectIds: ProjectScope): Promise<ProvActivity | null> {
    return this.#read(
      (run) => findReusable(run, reuseKey, projectIds),
      (own, found) => own.reusable(reuseKey, projectIds, found),
    );
  }

  async lineage(
    assetId: string,
    direction: 'ANCESTORS' | 'DESCENDANTS',
    maxDepth: number,
    maxNodes: number,
  ): Promise<WalkedLineage> {
    const found = await this.lineagesOf([assetId], direction, maxDepth, maxNodes);
    return found.get(assetId) ?? { nodes: [], edges: [], truncated: false, projectIds: new Map() };
  }

  lineagesOf(
    assetIds: readonly string[],
    direction: 'ANCESTORS' | 'DESCENDANTS',
    maxDepth: number,
    maxNodes: number,
  ): Promise<ReadonlyMap<string, WalkedLineage>> {
    return this.#readWhole((run) => lineagesOf(run, assetIds, direction, maxDepth, maxNodes));
  }

  edgesAround(
    frontier: Frontier,
    direction: 'ANCESTORS' | 'DESCENDANTS',
    scope: ProvenanceScope,
  ): Promise<readonly LineageEdge[]> {
    return this.#readWhole((run) => edgesAround(run, frontier, direction, scope));
  }

  holderOf(sha256: string, projectIds: ProjectScope): Promise<Asset | null> {
    return this.#readWhole((run) => holderOf(run, sha256, projectIds));
  }

  countDependents(assetId: string): Promise<readonly AssetCount[]> {
    return this.#readWhole((run) => countDependents(run, assetId));
  }

  dependentsOf(assetId: string, projectIds: ProjectScope, page: PageRequest): Promise<Page<Asset>> {
    return this.#readWhole((run) => dependentsOf(run, assetId, projectIds, page));
  }

  dependentsAmong(assetId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#readWhole((run) => dependentsAmong(run, assetId, ids));
  }

  /** A read by id, with what the ambient transaction has written laid over it. */
  async #read<T>(work: (run: Run) => Promise<T>, overlay: (own: Overlay, found: T) => T | Promise<T>): Promise<T> {
    const { own, found } = await this.#relay.read((bookmarks) => this.#connection.read(bookmarks, work));
    return own.length === 0 ? found : overlay(new Overlay(own), found);
  }

  /** A read of which the answer can't be mended afterwards. @throws Error in a transaction that has written to the graph */
  async #readWhole<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const { own, found } = await this.#relay.read((bookmarks) => this.#connection.read(bookmarks, work));
    if (own.length > 0) {
      throw new Error('a search of the graph inside a transaction that has written to it would miss those writes');
    }
    return found;
  }
}
