import type { ReceivedFile } from '../intake/intake.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** A file that was refused. */
export interface RefusedFile extends ReceivedFile {
  readonly poolId: string;
  readonly refusedAt: Date;
  /** Where its sealed bytes are; null when they aren't kept (any more). */
  readonly originalObject: string | null;
}

/** What was refused and is kept aside. Every write joins the ambient transaction. */
export interface RefusedStore {
  /** In order of arrival; a cursor is a file's id. */
  refusedOf(projectId: string, page: PageRequest): Promise<Page<RefusedFile>>;
  getRefused(fileIds: readonly string[]): Promise<ReadonlyMap<string, RefusedFile>>;
  /**
   * REFUSED becomes RECEIVED again, in its ingestion's open batch, which it answers; null when it isn't REFUSED with its bytes any more, or the
   * project has another file under this SOP Instance UID, which it can't replace (see `Known.isUpdate`).
   * @throws CONFLICT when one came in at this moment (which ends the transaction)
   */
  readmit(fileId: string, sopInstanceUID: string): Promise<number | null>;
  /**
   * Of these files, those that are still REFUSED with just those bytes: nothing leads to their bytes any more, which are noted as being deleted. Once
   * this is committed they are deleted, and the notes forgotten (`forgetArriving`); a sweep does so where a crash came in between.
   */
  letGo(
    files: readonly { readonly id: string; readonly originalObject: string | null }[],
  ): Promise<readonly { readonly id: string; readonly originalObject: string }[]>;
  /** Kept files that were refused so long ago, oldest first. */
  keptSince(olderThanMs: number, limit: number): Promise<readonly RefusedFile[]>;
}
