import type { Asset, Tag } from '../assets/asset.ts';
import { ChangingTags } from '../assets/changing-tags.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditEntry } from '../ports/audit-trail.ts';
import type { NewTagChange, TagStore } from '../ports/tag-store.ts';

export interface TagsToRestore {
  readonly asset: Asset;
  readonly now: readonly Tag[];
  /** Those that the asset shall have. */
  readonly tags: readonly Tag[];
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/**
 * Sets and removes tags until the asset has those, each change with the reason and in the tag's history; what is as it was stays untouched.
 * For the holder of the asset's tags (`lockTags`). Answers what is to be audited, which its caller does last.
 */
export async function restoreTags(
  { graph, tags: store }: { readonly graph: AssetGraph; readonly tags: TagStore },
  { asset, now, tags, by, reason, at }: TagsToRestore,
): Promise<readonly AuditEntry[]> {
  const changing = new ChangingTags(asset, now);
  changing.restore(tags, { setBy: by, reason, at });
  const changes = changing.changes();
  if (changes.length === 0) return [];
  const writes = changing.writes();
  await graph.putTags(writes.tags, writes.removed);
  await store.appendChanges(changes);
  const valueOf = (name: string, value: NewTagChange['newValue']) => (value === null ? null : { name, value });
  return changes.map(({ name, oldValue, newValue }) => ({
    actor: by,
    action: newValue === null ? 'tag.removed' : 'tag.set',
    target: `asset:${asset.id}`,
    projectId: asset.projectId,
    reason,
    oldValue: valueOf(name, oldValue),
    newValue: valueOf(name, newValue),
  }));
}
