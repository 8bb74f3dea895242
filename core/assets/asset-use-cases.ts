import type { Asset, AssetLevel, Tag } from './asset.ts';
import type { AssetFilterInput } from './asset-filter-input.ts';
import { createBiomarkerSeries, type BiomarkerSeries } from './biomarker-series.ts';
import { createContentAccess, type ContentAccess } from './content.ts';
import { createContexts, type ContextUseCasePorts, type ContextUseCases } from './contexts.ts';
import { findVisibleLineages, type LineageDirection, type VisibleLineage } from './lineage.ts';
import { createFinding, type Finding } from './find-assets.ts';
import { pageOf } from '../page.ts';
import { createTagDefinitions, type TagDefinitionUseCases } from './tag-definitions.ts';
import { createTagRules, type TagRuleUseCases } from './tag-rules.ts';
import { createTagViews, type TagViews } from './tag-views.ts';
import { createSaving, type Saving, type SavingPorts } from './saved-queries.ts';
import { createTagging, type Tagging } from './tagging.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { ContextStore } from '../ports/context-store.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import type { VersionPorts } from '../versions/ports.ts';
import { createVersioning, type Versioning } from '../versions/versioning.ts';

import { createProvenance, type ProvenancePorts, type ProvenanceUseCases } from '../provenance/create-provenance.ts';

export interface AssetPorts extends VersionPorts, ProvenancePorts, Omit<SavingPorts, 'graph' | 'tags'> {
  readonly objects: ObjectStore;
  readonly contexts: ContextStore;
  /** See contexts.ts. */
  readonly workflowNames: ContextUseCasePorts['workflowNames'];
}

/** As a client asks: null and absent both mean any. */
export interface AssetQuery {
  readonly projectId?: string | null | undefined;
  readonly level?: AssetLevel | null | undefined;
  readonly kind?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly tag?: { readonly name: string; readonly value: Tag['value'] } | null | undefined;
}

/** An asset that the caller has from one of these use cases, so that its project need not be looked up again. */
export type KnownAsset = Pick<Asset, 'id' | 'projectId'>;

type Lists<T> = ReadonlyMap<string, readonly T[]>;
type Pages = ReadonlyMap<string, Page<Asset>>;

/**
 * What a person may see and do with assets. All lists are of what the actor may read (`asset.read`): what is absent and
 * what is invisible look the same. Every one throws UNAUTHENTICATED for an anonymous actor.
 */
export interface AssetUseCases
  extends
    Tagging<AssetFilterInput>,
    TagDefinitionUseCases,
    TagRuleUseCases,
    TagViews,
    ContextUseCases,
    ContentAccess,
    Versioning,
    ProvenanceUseCases,
    Finding,
    BiomarkerSeries,
    Saving {
  /** Those of the projects whose assets the actor may read. */
  readableProjects(actor: Actor, projectIds: readonly string[]): ReadonlySet<string>;
  getAssets(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Asset>>;
  /** @throws BAD_USER_INPUT for a page that can't be */
  findAssets(actor: Actor, query: AssetQuery, first: number, after?: string | null): Promise<Page<Asset>>;
  childrenOf(actor: Actor, ids: readonly string[], level: AssetLevel, kind?: string): Promise<Lists<Asset>>;
  parentsOf(actor: Actor, ids: readonly string[], level?: AssetLevel): Promise<Lists<Asset>>;
  /** A page of the subjects of each project. @throws BAD_USER_INPUT for a page that can't be */
  subjectsOf(actor: Actor, projectIds: readonly string[], first: number, after?: string | null): Promise<Pages>;
  /** A page of the images of each series. @throws BAD_USER_INPUT for a page that can't be */
  imagesOf(actor: Actor, series: readonly KnownAsset[], first: number, after?: string | null): Promise<Pages>;
  /** The biomarkers of each exam and of its series. */
  biomarkersOfExams(actor: Actor, examIds: readonly string[]): Promise<Lists<Asset>>;
  tagsOf(actor: Actor, assets: readonly KnownAsset[]): Promise<Lists<Tag>>;
  getActivities(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, ProvActivity>>;
  /** The activity that generated each asset. */
  generationOf(actor: Actor, assets: readonly KnownAsset[]): Promise<ReadonlyMap<string, ProvActivity>>;
  /** The lineage of one asset. @throws NOT_FOUND, BAD_USER_INPUT */
  lineage(
    actor: Actor,
    id: string,
    direction: LineageDirection,
    maxDepth: number,
    maxNodes: number,
  ): Promise<VisibleLineage>;
  /** The lineage of each asset that the actor may read, by id. @throws BAD_USER_INPUT */
  lineagesOf(
    actor: Actor,
    assets: readonly KnownAsset[],
    direction: LineageDirection,
    maxDepth: number,
    maxNodes: number,
  ): Promise<ReadonlyMap<string, VisibleLineage>>;
}

export function createAssetUseCases(ports: AssetPorts): AssetUseCases {
  const { graph } = ports;

  const readable =
    (actor: Actor) =>
    (item: { readonly projectId: string }): boolean =>
      may(actor, 'asset.read', item.projectId);

  const getAssets = async (actor: Actor, ids: readonly string[]) => {
    requireSignedIn(actor);
    return filterMap(await graph.getAssets(ids), readable(actor));
  };
  const readableIds = async (actor: Actor, ids: readonly string[]) => [...(await getAssets(actor, ids)).keys()];
  const readableOnes = (actor: Actor, assets: readonly KnownAsset[]) => {
    requireSignedIn(actor);
    return assets.filter(readable(actor)).map((asset) => asset.id);
  };
  const readableProjects = (actor: Actor, projectIds: readonly string[]) => {
    requireSignedIn(actor);
    return new Set(projectIds.filter((id) => isId(id) && may(actor, 'asset.read', id)));
  };
  const lineagesOf: AssetUseCases['lineagesOf'] = async (actor, assets, direction, maxDepth, maxNodes) =>
    findVisibleLineages(graph, readable(actor), readableOnes(actor, assets), direction, maxDepth, maxNodes);

  const useCases: AssetUseCases = {
    ...createTagging<AssetFilterInput>(ports, async (actor, filter, first) => {
      const found = await useCases.searchAssets(actor, { filter }, first);
      const { edges, hasNextPage } = found;
      return { items: edges.map(({ node }) => node), hasNextPage, totalCount: await found.totalCount() };
    }),
    ...createTagDefinitions(ports),
    ...createTagRules(ports),
    ...createTagViews(ports),
    ...createContexts(ports),
    ...createContentAccess(ports),
    ...createVersioning(ports),
    ...createProvenance(ports),
    ...createFinding(ports),
    ...createSaving(ports),
    ...createBiomarkerSeries(ports),
    readableProjects,
    getAssets,
    findAssets: (actor, { projectId, level, kind, parentId, tag }, first, after) => {
      const permitted = permittedProjects(actor, 'asset.read');
      const projectIds = typeof projectId === 'string' ? [...readableProjects(actor, [projectId])] : permitted;
      const filter = {
        projectIds,
        ...(level ? { level } : {}),
        ...(typeof kind === 'string' ? { kind } : {}),
        ...(typeof parentId === 'string' ? { parentId } : {}),
        ...(tag ? { tag } : {}),
      };
      return graph.findAssets(filter, pageOf(first, after));
    },
    childrenOf: async (actor, ids, level, kind) => {
      requireSignedIn(actor);
      return filterLists(await graph.childrenOf(ids, level, kind), readable(actor));
    },
    parentsOf: async (actor, ids, level) => {
      requireSignedIn(actor);
      return filterLists(await graph.parentsOf(ids, level), readable(actor));
    },
    subjectsOf: async (actor, projectIds, first, after) => {
      const own = [...readableProjects(actor, projectIds)];
      return graph.pagesOf({ projectIds: own }, 'SUBJECT', pageOf(first, after));
    },
    imagesOf: async (actor, series, first, after) =>
      graph.pagesOf({ parentIds: readableOnes(actor, series) }, 'IMAGE', pageOf(first, after)),
    biomarkersOfExams: async (actor, examIds) => {
      const exams = await readableIds(actor, examIds);
      const series = await graph.childrenOf(exams, 'SERIES');
      const all = [...exams, ...[...series.values()].flat().map((one) => one.id)];
      const found = filterLists(await graph.childrenOf(all, 'DERIVED', 'biomarker'), readable(actor));
      return new Map(
        exams.map((exam) => {
          const sources = [exam, ...(series.get(exam) ?? []).map((one) => one.id)];
          // One that belongs to the exam and to a series of it comes once.
          const own = new Map(
            sources.flatMap((id) => found.get(id) ?? []).map((biomarker) => [biomarker.id, biomarker]),
          );
          return [exam, [...own.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))];
        }),
      );
    },
    tagsOf: async (actor, assets) => graph.tagsOf(readableOnes(actor, assets)),
    getActivities: async (actor, ids) => {
      requireSignedIn(actor);
      return filterMap(await graph.getActivities(ids), readable(actor));
    },
    generationOf: async (actor, assets) =>
      filterMap(await graph.generationOf(readableOnes(actor, assets)), readable(actor)),
    lineagesOf,
    lineage: async (actor, id, direction, maxDepth, maxNodes) => {
      const known = [...(await getAssets(actor, [id])).values()];
      const found = (await lineagesOf(actor, known, direction, maxDepth, maxNodes)).get(id);
      if (!found) throw notFound('asset');
      return found;
    },
  };
  return useCases;
}

function filterMap<T>(found: ReadonlyMap<string, T>, keep: (item: T) => boolean): ReadonlyMap<string, T> {
  return new Map([...found].filter(([, item]) => keep(item)));
}

function filterLists<T>(lists: Lists<T>, keep: (item: T) => boolean): Lists<T> {
  return new Map([...lists].map(([id, items]) => [id, items.filter(keep)]));
}
