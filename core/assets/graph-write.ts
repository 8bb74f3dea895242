import type { Json } from '../json.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import type { ParentChange } from '../ports/asset-moves.ts';
import type { Tombstone } from '../ports/asset-tombstones.ts';
import type { RelationState } from '../relations/relation.ts';
import type { Asset, AssetState, NewAsset, Tag, TagKey } from './asset.ts';

/** A new asset with the moment it was acknowledged, which is its `createdAt` whenever the graph is told of it. */
export interface DatedAsset extends NewAsset {
  readonly createdAt: Date;
  /** Of an asset that has changed since, as an export holds it: what it is now. @default 1 */
  readonly version?: number;
}

/** One acknowledged change of the graph: what waits for a graph database, and what an export holds. */
export type GraphWrite =
  | { readonly kind: 'ASSETS'; readonly assets: readonly DatedAsset[] }
  | { readonly kind: 'RELATIONS'; readonly relations: readonly RelationState[] }
  | { readonly kind: 'PARENTS'; readonly parents: readonly ParentChange[] }
  /** `removed`: those that are there no more; no export has any. */
  | { readonly kind: 'TAGS'; readonly tags: readonly Tag[]; readonly removed?: readonly TagKey[] }
  | { readonly kind: 'STATES'; readonly states: readonly AssetState[] }
  /** For ever: whatever another write says of these assets, earlier or later, they stay withdrawn. */
  | { readonly kind: 'TOMBSTONES'; readonly tombstones: readonly Tombstone[] }
  | { readonly kind: 'ACTIVITY'; readonly activity: ProvActivity };

/** The asset as a dump has it: that it was withdrawn is said by a write of its own, after all others. */
export function datedAsset({ withdrawn: _, ...asset }: Asset, parentIds: readonly string[]): DatedAsset {
  return { ...asset, parentIds };
}

/** The tombstone that the asset is; null for one that is there. */
export function tombstoneOf({ withdrawn, ...asset }: Asset): Tombstone | null {
  const { id, projectId, level, kind, createdAt, createdBy } = asset;
  return withdrawn ? { id, projectId, level, kind, createdAt, createdBy, withdrawn } : null;
}

/** The write as one JSON text; dates are ISO 8601 in UTC. */
export function graphWriteText(write: GraphWrite): string {
  return JSON.stringify(write);
}

/** What an activity has that version 1 of the hub did not write. */
type Later = 'environment' | 'derivations' | 'recordedBy' | 'recordedAt';
type WrittenActivity = Undated<Omit<ProvActivity, Later>, 'startedAt' | 'endedAt'> &
  Partial<Undated<Pick<ProvActivity, Later>, 'recordedAt'>>;
type Undated<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, string>>;
type Parsed =
  | { readonly kind: 'ASSETS'; readonly assets: readonly Undated<DatedAsset, 'createdAt'>[] }
  | { readonly kind: 'RELATIONS'; readonly relations: readonly Undated<RelationState, 'setAt'>[] }
  | { readonly kind: 'PARENTS'; readonly parents: readonly ParentChange[] }
  | {
      readonly kind: 'TAGS';
      readonly tags: readonly Undated<Tag, 'setAt'>[];
      readonly removed?: readonly TagKey[];
    }
  | { readonly kind: 'STATES'; readonly states: readonly AssetState[] }
  | {
      readonly kind: 'TOMBSTONES';
      readonly tombstones: readonly (Undated<Omit<Tombstone, 'withdrawn'>, 'createdAt'> & {
        readonly withdrawn: Undated<Tombstone['withdrawn'], 'at'>;
      })[];
    }
  | { readonly kind: 'ACTIVITY'; readonly activity: WrittenActivity }
  | { readonly kind?: Json };

/** The write that `graphWriteText` made the text of. @throws Error when the text is none */
export function parseGraphWrite(text: string): GraphWrite {
  const parsed = JSON.parse(text) as Parsed;
  if ('assets' in parsed) {
    return { kind: 'ASSETS', assets: parsed.assets.map((each) => ({ ...each, createdAt: date(each.createdAt) })) };
  }
  if ('relations' in parsed) {
    return { kind: 'RELATIONS', relations: parsed.relations.map((each) => ({ ...each, setAt: date(each.setAt) })) };
  }
  if ('parents' in parsed) return { kind: 'PARENTS', parents: parsed.parents };
  if ('tags' in parsed) {
    const { tags, removed } = parsed;
    const dated = tags.map((each) => ({ ...each, setAt: date(each.setAt) }));
    return { kind: 'TAGS', tags: dated, ...(removed ? { removed } : {}) };
  }
  if ('states' in parsed) return { kind: 'STATES', states: parsed.states };
  if ('tombstones' in parsed) {
    return {
      kind: 'TOMBSTONES',
      tombstones: parsed.tombstones.map(({ createdAt, withdrawn, ...rest }) => ({
        ...rest,
        createdAt: date(createdAt),
        withdrawn: { ...withdrawn, at: date(withdrawn.at) },
      })),
    };
  }
  if ('activity' in parsed) {
    return { kind: 'ACTIVITY', activity: activityOf(parsed.activity) };
  }
  throw new Error(`a graph write of a kind that this version does not know: ${JSON.stringify(parsed.kind)}`);
}

/** A text that waited in the outbox since an earlier version says less: it means what that version meant. */
function activityOf({ startedAt, endedAt, ...rest }: WrittenActivity): ProvActivity {
  const { environment = {}, derivations = null, recordedBy = 'service:hub', recordedAt = endedAt } = rest;
  return {
    ...rest,
    environment,
    derivations,
    recordedBy,
    startedAt: date(startedAt),
    endedAt: date(endedAt),
    recordedAt: date(recordedAt),
  };
}

function date(text: string): Date {
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime())) throw new Error(`a graph write holds a date that is none: ${text}`);
  return parsed;
}
