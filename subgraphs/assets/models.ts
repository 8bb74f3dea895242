import type { Asset } from '../../core/assets/asset.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { SavedQuery } from '../../core/ports/saved-queries.ts';
import type { LineageNode } from '../../core/provenance/activity.ts';

/** A project, of which this subgraph knows the id alone. */
export interface ProjectReference {
  readonly id: string;
}

export type AssetPage = Page<Asset>;

export interface AssetEdgeModel {
  readonly cursor: string;
  readonly node: Asset;
}

export type SavedQueryPage = Page<SavedQuery>;

export interface SavedQueryEdgeModel {
  readonly cursor: string;
  readonly node: SavedQuery;
}

/** A node with the lineage that knows what it stands for. */
export interface LineageNodeModel {
  readonly node: LineageNode;
  readonly lineage: VisibleLineage;
}
