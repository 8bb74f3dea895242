import type { Asset, AssetLevel, AssetState, NewAsset, Tag, TagKey } from '../../core/assets/asset.ts';
import { badInput } from '../../core/errors.ts';
import type { AssetFilter, AssetGraph, Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { AssetCount, Frontier, ProvenanceScope } from '../../core/ports/provenance-graph.ts';
import type { LineageEdge, ProvActivity, ProvAgent, WalkedLineage } from '../../core/provenance/activity.ts';
import { findAssets, pagesOf } from './asset-pages.ts';
import { putStates } from './asset-states.ts';
import {
  assetColumns,
  groupBy,
  knownIds,
  tagColumns,
  toAsset,
  toTag,
  type AssetRow,
  type TagRow,
} from './asset-rows.ts';
import { lineagesOf } from './lineage.ts';
import { findReusable, generationOf, getActivities, getAgents, recordActivity } from './provenance.ts';
import { countDependents, dependentsAmong, dependentsOf, edgesAround, holderOf } from './provenance-walk.ts';
import type { AssetCondition, AssetOrder, FacetField } from '../../core/assets/asset-filter.ts';
import { wordsOfAsset } from '../../core/assets/search-words.ts';
import type { FacetCounts, FoundPage, SearchPosition } from '../../core/ports/asset-search.ts';
import { countAssets, countFacet, searchAssets } from './asset-search.ts';
import { lexemes } from './fill-words.ts';
import { PostgresPropertyNames } from './property-names.ts';
import type { SqlClient } from './sql-client.ts';
import { putTags } from './tags.ts';
import { refuseWithdrawn } from './withdrawn.ts';

/**
 * The asset graph in relations: recursive queries stand in for a graph database. Batches are written in order of key, so that
 * two writers of the same things wait for each other instead of deadlocking.
 */
export class PostgresAssetGraph implements AssetGraph {
  readonly #sql: SqlClient;
  readonly #propertyNames: PostgresPropertyNames;

  constructor(sql: SqlClient) {
    this.#sql = sql;
    this.#propertyNames = new PostgresPropertyNames(sql);
  }

  /** @throws BAD_USER_INPUT when a parent is missing */
  async putAssets(assets: readonly NewAsset[]): Promise<void> {
    if (assets.length === 0) return;
    const orphan = assets.find((asset) => asset.level !== 'PROJECT' && asset.parentIds.length === 0);
    if (orphan) throw badInput('parentIds', `at least one parent of ${orphan.level} ${orphan.id}`, 'none');
    const rows = assets.map((asset) => ({ ...asset, ...asset.content, words: wordsOfAsset(asset) }));
    await this.#sql.transact(async () => {
      await this.#refuseWithdrawn(assets.flatMap((asset) => asset.parentIds));
      await this.#propertyNames.note(assets);
      const made = await this.#sql.query<{ id: string }>(
        `INSERT INTO asset (id, project_id, level, kind, label, properties, sha256, size_bytes, media_type, created_by, words)
         SELECT id, "projectId", level, kind, label, properties, sha256, "sizeBytes", "mediaType", "createdBy", ${lexemes('words')}
         FROM jsonb_to_recordset($1::jsonb) AS new(id uuid, "projectId" uuid, level text, kind text, label text,
           properties jsonb, sha256 text, "sizeBytes" bigint, "mediaType" text, "createdBy" text, words jsonb)
         ORDER BY id ON CONFLICT (id) DO NOTHING RETURNING id`,
        [JSON.stringify(rows)],
      );
      // What is there already has its first writer said what it is part of, or a correction since.
      const fresh = new Set(made.map(({ id }) => id));
      const edges = assets.flatMap(({ id, level, parentIds }) =>
        parentIds.map((parent) => ({ child: id, parent, level, fresh: fresh.has(id) })),
      );
      const missing = await this.#sql.query<{ parent: string }>(
        `WITH edge AS (
           SELECT child, parent, level, fresh FROM jsonb_to_recordset($1::jsonb) AS new(child uuid, parent uuid, level text, fresh boolean)),
         inserted AS (
           INSERT INTO part_of (child_id, parent_id, child_level)
           SELECT child, parent, level FROM edge WHERE fresh AND EXISTS (SELECT FROM asset WHERE id = parent)
           ORDER BY child, parent ON CONFLICT DO NOTHING)
         SELECT parent FROM edge WHERE NOT EXISTS (SELECT FROM asset WHERE id = parent) LIMIT 1`,
        [JSON.stringify(edges)],
      );
      if (missing[0]) throw badInput('parentIds', 'assets of this graph', missing[0].parent);
    });
  }

  async getAssets(ids: readonly string[]): Promise<ReadonlyMap<string, Asset>> {
    const rows = await this.#sql.query<AssetRow>(`SELECT ${assetColumns} FROM asset a WHERE a.id = ANY($1::uuid[])`, [
      knownIds(ids),
    ]);
    return new Map(rows.map((row) => [row.id, toAsset(row)]));
  }

  findAssets(filter: AssetFilter, page: PageRequest): Promise<Page<Asset>> {
    return findAssets(this.#sql, filter, page);
  }

  searchAssets(
    condition: AssetCondition,
    order: AssetOrder,
    page: { readonly first: number; readonly after: SearchPosition | null },
  ): Promise<FoundPage> {
    return searchAssets(this.#sql, condition, order, page);
  }

  countAssets(condition: AssetCondition): Promise<number> {
    return countAssets(this.#sql, condition);
  }

  countFacet(condition: AssetCondition, field: FacetField, first: number): Promise<FacetCounts> {
    return countFacet(this.#sql, condition, field, first);
  }

  pagesOf(
    of: { readonly projectIds: readonly string[] } | { readonly parentIds: readonly string[] },
    level: AssetLevel,
    page: PageRequest,
  ): Promise<ReadonlyMap<string, Page<Asset>>> {
    return pagesOf(this.#sql, of, level, page);
  }

  async childrenOf(
    ids: readonly string[],
    level: AssetLevel,
    kind?: string,
  ): Promise<ReadonlyMap<string, readonly Asset[]>> {
    const rows = await this.#sql.query<AssetRow & { parentId: string }>(
      `SELECT p.parent_id AS "parentId", ${assetColumns} FROM part_of p JOIN asset a ON a.id = p.child_id
       WHERE p.parent_id = ANY($1::uuid[]) AND p.child_level = $2 AND ($3::text IS NULL OR a.kind = $3) ORDER BY a.id`,
      [knownIds(ids), level, kind ?? null],
    );
    return groupBy(ids, rows, (row) => row.parentId, toAsset);
  }

  async parentsOf(ids: readonly string[], level?: AssetLevel): Promise<ReadonlyMap<string, readonly Asset[]>> {
    const rows = await this.#sql.query<AssetRow & { childId: string }>(
      `SELECT p.child_id AS "childId", ${assetColumns} FROM part_of p JOIN asset a ON a.id = p.parent_id
       WHERE p.child_id = ANY($1::uuid[]) AND ($2::text IS NULL OR a.level = $2) ORDER BY a.id`,
      [knownIds(ids), level ?? null],
    );
    return groupBy(ids, rows, (row) => row.childId, toAsset);
  }

  #refuseWithdrawn(ids: readonly string[]): Promise<void> {
    return refuseWithdrawn(this.#sql, 'asset', ids);
  }

  putStates(states: readonly AssetState[]): Promise<void> {
    return this.#sql.transact(async () => {
      await this.#refuseWithdrawn(states.map(({ assetId }) => assetId));
      await putStates(this.#sql, states);
    });
  }

  async putTags(tags: readonly Tag[], removed: readonly TagKey[] = []): Promise<void> {
    if (tags.length + removed.length === 0) return;
    await this.#sql.transact(async () => {
      await this.#refuseWithdrawn([...tags, ...removed].map(({ assetId }) => assetId));
      await putTags(this.#sql, tags, removed);
    });
  }

  async tagsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
    const rows = await this.#sql.query<TagRow>(
      `SELECT ${tagColumns} FROM tag WHERE asset_id = ANY($1::uuid[]) ORDER BY name, slot`,
      [knownIds(ids)],
    );
    return groupBy(ids, rows, (row) => row.assetId, toTag);
  }

  recordActivity(activity: ProvActivity): Promise<void> {
    return this.#sql.transact(async () => {
      await this.#refuseWithdrawn([...activity.used, ...activity.generated].map(({ assetId }) => assetId));
      await recordActivity(this.#sql, activity);
    });
  }

  getActivities(ids: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>> {
    return getActivities(this.#sql, ids);
  }

  getAgents(ids: readonly string[]): Promise<ReadonlyMap<string, ProvAgent>> {
    return getAgents(this.#sql, ids);
  }

  generationOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>> {
    return generationOf(this.#sql, assetIds);
  }

  findReusable(reuseKey: string, projectIds: ProjectScope): Promise<ProvActivity | null> {
    return findReusable(this.#sql, reuseKey, projectIds);
  }

  async lineage(
    assetId: string,
    direction: 'ANCESTORS' | 'DESCENDANTS',
    maxDepth: number,
    maxNodes: number,
  ): Promise<WalkedLineage> {
    const found = await lineagesOf(this.#sql, [assetId], direction, maxDepth, maxNodes);
    return found.get(assetId) ?? { nodes: [], edges: [], truncated: false, projectIds: new Map() };
  }

  lineagesOf(
    assetIds: readonly string[],
    direction: 'ANCESTORS' | 'DESCENDANTS',
    maxDepth: number,
    maxNodes: number,
  ): Promise<ReadonlyMap<string, WalkedLineage>> {
    return lineagesOf(this.#sql, assetIds, direction, maxDepth, maxNodes);
  }

  edgesAround(
    frontier: Frontier,
    direction: 'ANCESTORS' | 'DESCENDANTS',
    scope: ProvenanceScope,
  ): Promise<readonly LineageEdge[]> {
    return edgesAround(this.#sql, frontier, direction, scope);
  }

  holderOf(sha256: string, projectIds: ProjectScope): Promise<Asset | null> {
    return holderOf(this.#sql, sha256, projectIds);
  }

  countDependents(assetId: string): Promise<readonly AssetCount[]> {
    return countDependents(this.#sql, assetId);
  }

  dependentsOf(assetId: string, projectIds: ProjectScope, page: PageRequest): Promise<Page<Asset>> {
    return dependentsOf(this.#sql, assetId, projectIds, page);
  }

  dependentsAmong(assetId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return dependentsAmong(this.#sql, assetId, ids);
  }
}
