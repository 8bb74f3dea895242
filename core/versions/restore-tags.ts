import type { Tag } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditEntry } from '../ports/audit-trail.ts';

export interface TagsToRestore {
  readonly assetId: string;
  readonly projectId: string;
  readonly now: readonly Tag[];
  /** Those that the asset shall have. */
  readonly tags: readonly Tag[];
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

/**
 * Sets and removes tags until the asset has those, each change with the reason; what is as it was stays untouched. Answers what is to be
 * audited, which its caller does last.
 */
export async function restoreTags(
  graph: AssetGraph,
  { assetId, projectId, now, tags, by, reason, at }: TagsToRestore,
): Promise<readonly AuditEntry[]> {
  const earlier = new Map(now.map((tag) => [tag.name, tag]));
  const wanted = new Set(tags.map(({ name }) => name));
  const set = tags
    .filter(({ name, value }) => earlier.get(name)?.value !== value)
    .map((tag) => ({ ...tag, assetId, setBy: by, reason, setAt: at }));
  const removed = now.filter(({ name }) => !wanted.has(name));
  if (set.length + removed.length === 0) return [];
  await graph.putTags(
    set,
    removed.map(({ name }) => ({ assetId, name })),
  );
  const entry = (action: string, name: string, newValue: AuditEntry['newValue']): AuditEntry => {
    const old = earlier.get(name);
    const oldValue = old ? { name, value: old.value } : null;
    return { actor: by, action, target: `asset:${assetId}`, projectId, reason, oldValue, newValue };
  };
  return [
    ...set.map(({ name, value }) => entry('tag.set', name, { name, value })),
    ...removed.map(({ name }) => entry('tag.removed', name, null)),
  ];
}
