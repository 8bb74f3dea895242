import { tagKeyText, type Asset, type Tag, type TagKey } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { TagChange, TagStore } from '../ports/tag-store.ts';

/**
 * The tags that the asset had at that moment, in order of name, then of slot: what its history says of each, and of a tag without one (from before
 * there were histories) what the asset has now.
 */
export async function tagsAt(
  { graph, tags: store }: { readonly graph: AssetGraph; readonly tags: TagStore },
  asset: Asset,
  at: Date,
): Promise<readonly Tag[]> {
  // First the graph: what has changed after that look is in the history.
  const now = (await graph.tagsOf([asset.id])).get(asset.id) ?? [];
  const history = await store.changesAround(asset.id, at);
  const told = new Set(history.map(({ until, since }) => tagKeyText(keyOf(until ?? since))));
  const untold = now.filter((tag) => !told.has(tagKeyText(tag)) && tag.setAt.getTime() <= at.getTime());
  const then = history.flatMap(({ until, since }) => (until ? tagOf(until) : tagBefore(asset, since)));
  return [...untold, ...then].toSorted((a, b) => (tagKeyText(a) < tagKeyText(b) ? -1 : 1));
}

function keyOf({ assetId, name, slot }: Pick<TagChange, 'assetId' | 'name' | 'slot'>): TagKey {
  return { assetId, name, ...(slot === null ? {} : { slot }) };
}

/** What the change made of the tag; none where it took it away. */
function tagOf(change: TagChange): readonly Tag[] {
  const { newValue: value, changedBy: setBy, reason, changedAt: setAt, definitionId } = change;
  if (value === null) return [];
  return [{ ...keyOf(change), value, setBy, reason, setAt, ...(definitionId === null ? {} : { definitionId }) }];
}

/** What the first change of a tag found there. Nobody noted who had set it, and when: the asset's maker stands for them. */
function tagBefore({ createdAt, createdBy }: Asset, change: TagChange): readonly Tag[] {
  const { oldValue: value } = change;
  if (value === null) return [];
  return [{ ...keyOf(change), value, setBy: createdBy, reason: null, setAt: createdAt }];
}
