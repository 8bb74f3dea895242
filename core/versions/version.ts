import type { Asset, AssetContent, AssetState, Tag } from '../assets/asset.ts';
import { canonicalJson, type JsonObject } from '../json.ts';

/** How a version came about. */
export type VersionKind = 'CREATED' | 'CHECK_IN' | 'RESTORE';

/** A version as it is written down; it never changes. */
export interface VersionRecord {
  readonly assetId: string;
  /** 1 as created, then 2, 3, ... without a gap. */
  readonly number: number;
  readonly kind: VersionKind;
  readonly label: string;
  readonly properties: JsonObject;
  readonly content: AssetContent | null;
  /** Why; null for the first. */
  readonly comment: string | null;
  readonly by: string;
  /** Later than that of the version before. */
  readonly at: Date;
  /** The version that it was made from (of a restore, the one restored); null for the first. */
  readonly basedOn: number | null;
  /** Since when nothing is left of what it held (its label says so); absent: it is as it was made. */
  readonly erasedAt?: Date;
}

/** A version as it is read. */
export interface Version extends VersionRecord {
  /** The tags that the asset had last while this was its version (as of a time: at that moment); null as long as it is: they are the asset's own. */
  readonly tags: readonly Tag[] | null;
}

/** A version to be written, with the tags that the asset had until then. */
export interface NewVersion extends VersionRecord {
  readonly tagsBefore: readonly Tag[];
}

/** Somebody has an asset in hand until a time: nobody else makes versions of it meanwhile. */
export interface CheckOut {
  readonly assetId: string;
  /** The account's id. */
  readonly ownerId: string;
  readonly owner: string;
  readonly reason: string;
  /** The version that they started from. */
  readonly baseVersion: number;
  readonly since: Date;
  readonly endsAt: Date;
}

/** Version 1 of an asset that was never changed: the asset itself. */
export function firstVersion(asset: Asset): Version {
  const { id, label, properties, content, createdBy, createdAt } = asset;
  const made = { kind: 'CREATED', comment: null, by: createdBy, at: createdAt, basedOn: null } as const;
  return { assetId: id, number: 1, label, properties, content, ...made, tags: null };
}

/** What the asset is in that version. */
export function stateOf({ assetId, number, label, properties, content }: VersionRecord): AssetState {
  return { assetId, version: number, label, properties, content };
}

/** The asset in that state. */
export function inState(asset: Asset, { label, properties, content, version }: AssetState): Asset {
  return { ...asset, label, properties, content, version };
}

export function sameContent(a: AssetContent | null, b: AssetContent | null): boolean {
  const facts = (content: AssetContent | null) => canonicalJson(content === null ? null : { ...content });
  return facts(a) === facts(b);
}
