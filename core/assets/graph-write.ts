import type { Json } from '../json.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import type { NewAsset, Tag, TagKey } from './asset.ts';

/** A new asset with the moment it was acknowledged, which is its `createdAt` whenever the graph is told of it. */
export interface DatedAsset extends NewAsset {
  readonly createdAt: Date;
}

/** One acknowledged change of the graph: what waits for a graph database, and what an export holds. */
export type GraphWrite =
  | { readonly kind: 'ASSETS'; readonly assets: readonly DatedAsset[] }
  /** `removed`: those that are there no more; no export has any. */
  | { readonly kind: 'TAGS'; readonly tags: readonly Tag[]; readonly removed?: readonly TagKey[] }
  | { readonly kind: 'ACTIVITY'; readonly activity: ProvActivity };

/** The write as one JSON text; dates are ISO 8601 in UTC. */
export function graphWriteText(write: GraphWrite): string {
  return JSON.stringify(write);
}

type Undated<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, string>>;
type Parsed =
  | { readonly kind: 'ASSETS'; readonly assets: readonly Undated<DatedAsset, 'createdAt'>[] }
  | {
      readonly kind: 'TAGS';
      readonly tags: readonly Undated<Tag, 'setAt'>[];
      readonly removed?: readonly TagKey[];
    }
  | { readonly kind: 'ACTIVITY'; readonly activity: Undated<ProvActivity, 'startedAt' | 'endedAt'> }
  | { readonly kind?: Json };

/** The write that `graphWriteText` made the text of. @throws Error when the text is none */
export function parseGraphWrite(text: string): GraphWrite {
  const parsed = JSON.parse(text) as Parsed;
  if ('assets' in parsed) {
    return { kind: 'ASSETS', assets: parsed.assets.map((each) => ({ ...each, createdAt: date(each.createdAt) })) };
  }
  if ('tags' in parsed) {
    const { tags, removed } = parsed;
    const dated = tags.map((each) => ({ ...each, setAt: date(each.setAt) }));
    return { kind: 'TAGS', tags: dated, ...(removed ? { removed } : {}) };
  }
  if ('activity' in parsed) {
    const { activity } = parsed;
    return {
      kind: 'ACTIVITY',
      activity: { ...activity, startedAt: date(activity.startedAt), endedAt: date(activity.endedAt) },
    };
  }
  throw new Error(`a graph write of a kind that this version does not know: ${JSON.stringify(parsed.kind)}`);
}

function date(text: string): Date {
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime())) throw new Error(`a graph write holds a date that is none: ${text}`);
  return parsed;
}
