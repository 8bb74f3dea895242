import type { JsonObject } from '../json.ts';

export const assetLevels = ['PROJECT', 'SUBJECT', 'EXAM', 'SERIES', 'IMAGE', 'DERIVED'] as const;
export type AssetLevel = (typeof assetLevels)[number];

export interface AssetContent {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

/**
 * One node of the asset graph, a ProvEntity.
 * Properties by level (keys as DICOM keywords, in lower camel case; values as strings unless said):
 * - SUBJECT: `researchId`
 * - EXAM: `studyInstanceUID`, `studyDate` (YYYY-MM-DD, de-identified), `studyDescription`, `siteName`
 * - SERIES: `seriesInstanceUID`, `modality`, `seriesNumber` (number), `seriesDescription`, `imageCount` (number)
 * - IMAGE: `sopInstanceUID`, `sopClassUID`, `instanceNumber` (number), `transferSyntaxUID`
 * - DERIVED: free; kind `nifti`, `biomarker` (`name`, `value` (number), `unit`, `method`, `confidence` (0 to 1, or null)), `received-series`, ...
 */
export interface Asset {
  readonly id: string;
  readonly projectId: string;
  readonly level: AssetLevel;
  /** What kind of derived asset; null at the other levels. */
  readonly kind: string | null;
  readonly label: string;
  readonly properties: JsonObject;
  readonly content: AssetContent | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Number of the state that this is: 1 as created, one more with each check-in (core/versions). */
  readonly version: number;
  /** Absent for an asset that is there. Else what is left is a tombstone: `label` is 'withdrawn', and it has no properties and no content. */
  readonly withdrawn?: WithdrawnMark;
}

/** Why an asset is a tombstone: whose decision it was is the withdrawal's (core/withdrawals). */
export interface WithdrawnMark {
  readonly at: Date;
  readonly reason: string;
  readonly withdrawalId: string;
}

/** What of an asset a new version may change; all of it replaces what was. */
export interface AssetState extends Pick<Asset, 'label' | 'properties' | 'content' | 'version'> {
  readonly assetId: string;
}

export interface NewAsset extends Omit<Asset, 'createdAt' | 'version' | 'withdrawn'> {
  /** The assets that this one is part of (a series' exam) or belongs to (a NIfTI volume's series). At least one, except for a Project. */
  readonly parentIds: readonly string[];
}

/** Which tag is meant: one of a name, or, where a name may have several values, one of those. */
export interface TagKey {
  readonly assetId: string;
  readonly name: string;
  /** Absent: the one value of its name. Else a hash that tells the values of a name apart. */
  readonly slot?: string;
}

/** Tells the tags of one asset apart. */
export function tagKeyText({ name, slot }: TagKey): string {
  return `${name}\u0000${slot ?? ''}`;
}

/** A typed property on an asset, with who set it and why. */
export interface Tag extends TagKey {
  /** As its definition says: a code stands for its coded term, a date is a text of ISO 8601. */
  readonly value: string | number | boolean;
  /** A person's username, `rule:<name>`, or the `service:<name>` of a workflow's step. */
  readonly setBy: string;
  readonly reason: string | null;
  readonly setAt: Date;
  /** The revision of the definition that it was set under; absent for a tag from before there were any. */
  readonly definitionId?: string;
}
