import type { Asset, AssetContent } from '../../core/assets/asset.ts';
import type { DatedBiomarker } from '../../core/assets/biomarker-series.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
import type { Correction } from '../../core/corrections/correction.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { SavedQuery } from '../../core/ports/saved-queries.ts';
import type { LineageNode, ProvActivity, ProvAgent } from '../../core/provenance/activity.ts';
import type { Relation } from '../../core/relations/relation.ts';
import type { Version } from '../../core/versions/version.ts';
import type { Withdrawal, WithdrawalItem } from '../../core/withdrawals/withdrawal.ts';
import type { LineagePage } from '../../core/provenance/lineage-page.ts';

/** A project, of which this subgraph knows the id alone. */
export interface ProjectReference {
  readonly id: string;
}

/** Bytes, and of which asset they are: as it is, or in that version. */
export interface ContentModel extends AssetContent {
  readonly assetId: string;
  readonly version: number | null;
}

export type AssetPage = Page<Asset>;
export type BiomarkerPage = Page<DatedBiomarker>;

export interface AssetEdgeModel {
  readonly cursor: string;
  readonly node: Asset;
}

/** A whole lineage, or a page of one. */
export type LineageModel = VisibleLineage | LineagePage;
export type SavedQueryPage = Page<SavedQuery>;

export interface SavedQueryEdgeModel {
  readonly cursor: string;
  readonly node: SavedQuery;
}

/** A node with what it stands for, as far as that was asked for. */
export interface LineageNodeModel extends Pick<LineageNode, 'id' | 'depth'> {
  readonly asset: Asset | null;
  readonly activity: ProvActivity | null;
  readonly agent: ProvAgent | null;
}

export type RelationPage = Page<Relation>;

export interface RelationEdgeModel {
  readonly cursor: string;
  readonly node: Relation;
}

export type CorrectionPage = Page<Correction>;

export interface CorrectionEdgeModel {
  readonly cursor: string;
  readonly node: Correction;
}

export type WithdrawalPage = Page<Withdrawal>;

export interface WithdrawalEdgeModel {
  readonly cursor: string;
  readonly node: Withdrawal;
}

export type WithdrawalItemPage = Page<WithdrawalItem>;

export interface WithdrawalItemEdgeModel {
  readonly cursor: string;
  readonly node: WithdrawalItem;
}

/** A version with its asset's project, so that the asset's tags may be asked for. */
export interface VersionModel extends Version {
  readonly projectId: string;
}

export type VersionPage = Page<VersionModel>;

export interface VersionEdgeModel {
  readonly cursor: string;
  readonly node: VersionModel;
}
