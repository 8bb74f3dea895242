import { badInput } from '../errors.ts';
import { pageOf } from '../page.ts';
import { may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Asset } from './asset.ts';
import type { TagPorts } from './change-tags.ts';
import { TagCatalogue } from './tag-catalogue.ts';
import type { TagDefinition } from './tag-definition.ts';
import type { TagChange } from '../ports/tag-store.ts';

/** An asset that the caller has, with what its tags depend on. */
export type TaggedAsset = Pick<Asset, 'id' | 'projectId' | 'level'>;

export interface TagHistoryPage {
  readonly items: readonly TagChange[];
  readonly hasNextPage: boolean;
}

export interface TagViews {
  /** The definitions that say `required`, and of which the asset has no value, by asset. */
  missingTagsOf(actor: Actor, assets: readonly TaggedAsset[]): Promise<ReadonlyMap<string, readonly TagDefinition[]>>;
  /** Changes of the asset's tags (of that name), newest first; cursors are those of `changeCursor`. @throws BAD_USER_INPUT */
  tagHistory(
    actor: Actor,
    asset: TaggedAsset,
    name: string | null,
    first: number,
    after: string | null,
  ): Promise<TagHistoryPage>;
}

export function changeCursor({ seq }: Pick<TagChange, 'seq'>): string {
  return String(seq);
}

export function createTagViews({ graph, tags: store }: TagPorts): TagViews {
  return {
    missingTagsOf: async (actor, assets) => {
      requireSignedIn(actor);
      const readable = assets.filter(({ projectId }) => may(actor, 'asset.read', projectId));
      const catalogue = await TagCatalogue.open(
        store,
        readable.map(({ projectId }) => projectId),
      );
      const held = await graph.tagsOf(readable.map(({ id }) => id));
      return new Map(
        readable.map(({ id, projectId, level }) => {
          const names = new Set((held.get(id) ?? []).map(({ name }) => name));
          const required = catalogue.of(projectId).filter((one) => one.level === level && one.required);
          return [id, required.filter(({ name }) => !names.has(name))];
        }),
      );
    },
    tagHistory: async (actor, asset, name, first, after) => {
      requireSignedIn(actor);
      pageOf(first, null);
      if (after !== null && !/^\d{1,15}$/.test(after))
        throw badInput('after', 'the cursor of an edge of this list', after);
      if (!may(actor, 'asset.read', asset.projectId)) return { items: [], hasNextPage: false };
      const found = await store.changesOf(asset.id, name, first + 1, after === null ? null : Number(after));
      return { items: found.slice(0, first), hasNextPage: found.length > first };
    },
  };
}
