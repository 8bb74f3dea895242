import type { JsonObject } from '../json.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** A search that someone has kept, as it was written; whoever runs it finds what they themselves may see. */
export interface SavedQuery {
  readonly id: string;
  /** The account of who saved it first. */
  readonly ownerId: string;
  readonly owner: string;
  /** The project with whose members it is shared; null: the owner's alone. */
  readonly projectId: string | null;
  readonly name: string;
  readonly description: string | null;
  /** A filter as clients write it; moments as ISO 8601. */
  readonly filter: JsonObject;
  /** An order as clients write it, null for that of ids. */
  readonly order: JsonObject | null;
  readonly savedAt: Date;
}

export interface SavedQueries {
  /** One of that id is replaced, but for its owner. */
  put(query: SavedQuery): Promise<void>;
  remove(id: string): Promise<void>;
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, SavedQuery>>;
  /** In order of id: the owner's private ones (of no owner, for null), and those that are shared with one of the projects. */
  page(
    of: { readonly ownerId: string | null; readonly projectIds: 'ALL' | readonly string[] },
    page: PageRequest,
  ): Promise<Page<SavedQuery>>;
}
