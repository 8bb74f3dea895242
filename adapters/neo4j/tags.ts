import type { Tag, TagKey } from '../../core/assets/asset.ts';
import type { GraphWrite } from '../../core/assets/graph-write.ts';
import { nameId } from '../../core/ids.ts';
import { canonicalJson, sha256 } from '../../core/json.ts';
import { tagSearchFields } from './asset-node.ts';
import type { Run } from './connection.ts';

/** What a write says of one tag. `tag` null: it is there no more. */
export interface TagChange {
  readonly id: string;
  readonly seq: number;
  readonly assetId: string;
  readonly tag: Tag | null;
}

/** The key of the index of tags: name and value with its type. */
export function tagHash(name: string, value: Tag['value']): string {
  return sha256(canonicalJson([name, value]));
}

function tagId({ assetId, name, slot }: TagKey): string {
  return nameId('tag', assetId, name, ...(slot === undefined ? [] : [slot]));
}

export function tagChanges(seq: number, write: Extract<GraphWrite, { kind: 'TAGS' }>): readonly TagChange[] {
  return [
    ...(write.removed ?? []).map((key) => ({ id: tagId(key), seq, assetId: key.assetId, tag: null })),
    ...write.tags.map((tag) => ({ id: tagId(tag), seq, assetId: tag.assetId, tag })),
  ];
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** Makes the changes, but for those that come after a later one of the same tag. Each tag once. */
export async function changeTags(run: Run, changes: readonly TagChange[]): Promise<void> {
  const [kept, gone] = [changes.filter(({ tag }) => tag !== null), changes.filter(({ tag }) => tag === null)];
  if (kept.length > 0) await putTags(run, kept);
  if (gone.length > 0) await removeTags(run, gone);
}

async function putTags(run: Run, changes: readonly TagChange[]): Promise<void> {
  const rows = changes.flatMap(({ seq, tag }) => (tag === null ? [] : tagNode(seq, tag))).toSorted(byId);
  // Each SET takes the lock of a node that is there (one that was just made has it); only then is what that is and holds compared.
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.assetId}) ON MATCH SET e.offered = true
     WITH e, row WHERE NOT e:Withdrawn
     MERGE (t:Tag {id: row.id}) ON MATCH SET t.offered = row.seq
     WITH e, t, row WHERE coalesce(t.seq, -1) < row.seq
     SET t = row.node, t.setAt = datetime(row.setAt)
     MERGE (e)-[:HAS_TAG]->(t)`,
    { rows },
  );
}

/** What a tag's node holds, and of which asset it is. */
export function tagNode(seq: number, tag: Tag) {
  const { assetId, setAt, ...rest } = tag;
  const id = tagId(tag);
  const node = { id, seq, hash: tagHash(tag.name, tag.value), ...tagSearchFields(tag), ...rest };
  return { id, seq, assetId, setAt: setAt.toISOString(), node };
}

/** What is removed leaves a bare node that no asset has: it tells an earlier write, which may come later, that it is late. */
async function removeTags(run: Run, changes: readonly TagChange[]): Promise<void> {
  const rows = changes.map(({ id, seq }) => ({ id, seq })).toSorted(byId);
  await run(
    `UNWIND $rows AS row MERGE (t:Tag {id: row.id})
     SET t.offered = row.seq
     WITH t, row WHERE coalesce(t.seq, -1) < row.seq
     SET t = row
     WITH t MATCH (:ProvEntity)-[has:HAS_TAG]->(t) DELETE has`,
    { rows },
  );
}
