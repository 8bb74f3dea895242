import type { Asset } from '../../core/assets/asset.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { LineageNode } from '../../core/provenance/activity.ts';
import type { LineagePage } from '../../core/provenance/lineage-page.ts';

/** A project, of which this subgraph knows the id alone. */
export interface ProjectReference {
  readonly id: string;
}

export type AssetPage = Page<Asset>;

export interface AssetEdgeModel {
  readonly cursor: string;
  readonly node: Asset;
}

/** A whole lineage, or a page of one. */
export type LineageModel = VisibleLineage | LineagePage;

/** A node with the lineage that knows what it stands for. */
export interface LineageNodeModel {
  readonly node: LineageNode;
  readonly lineage: LineageModel;
}
