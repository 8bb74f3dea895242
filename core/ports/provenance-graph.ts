import type { Asset, AssetLevel } from '../assets/asset.ts';
import type { LineageEdge, ProvActivity } from '../provenance/activity.ts';
import type { ProjectScope } from './project-scope.ts';

/** Which part of the graph counts: activities that had ended, and assets that existed, by `asOf` (null: now), of these projects. */
export interface ProvenanceScope {
  readonly projectIds: ProjectScope;
  readonly asOf: Date | null;
}

/** Nodes from which a walk goes on. Never agents: everything that a person ever did is no lineage. */
export interface Frontier {
  readonly entityIds: readonly string[];
  readonly activityIds: readonly string[];
}

/** How many assets of one kind, level and project. */
export interface AssetCount {
  readonly projectId: string;
  readonly level: AssetLevel;
  readonly kind: string | null;
  readonly count: number;
}

/** What provenance asks of the graph beyond single activities. */
export interface ProvenanceGraph {
  /**
   * One step of a walk: the edges between these nodes and their neighbours in that direction (ANCESTORS: what they came from),
   * and those to the agents of the activities among them. Edges to what is outside of the scope are left out.
   */
  edgesAround(
    frontier: Frontier,
    direction: 'ANCESTORS' | 'DESCENDANTS',
    scope: ProvenanceScope,
  ): Promise<readonly LineageEdge[]>;
  /** The earliest activity of these projects with that key, nothing of which was withdrawn. */
  findReusable(reuseKey: string, projectIds: ProjectScope): Promise<ProvActivity | null>;
  /** An asset of these projects with that content; null when there is none. */
  holderOf(sha256: string, projectIds: ProjectScope): Promise<Asset | null>;
  /**
   * Counts of everything that depends on the asset, in all projects: what is part of it, what came of it by provenance, and so on from
   * there. Without the asset itself, and what was withdrawn; in order of project, level and kind.
   */
  countDependents(assetId: string): Promise<readonly AssetCount[]>;
  /** A page of those dependents that are of these projects, in order of id after `after`; `totalCount` counts them all. */
  dependentsOf(
    assetId: string,
    projectIds: ProjectScope,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<{ readonly items: readonly Asset[]; readonly hasNextPage: boolean; readonly totalCount: number }>;
  /** Those of the ids that depend on the asset, or are it. */
  dependentsAmong(assetId: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
}
