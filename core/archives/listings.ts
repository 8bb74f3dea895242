import type { DicomJson } from '../dicom/dicom-json.ts';
import type { Tag } from '../dicom/dataset.ts';
import { textIn } from '../dicomweb/rows.ts';
import { HubError } from '../errors.ts';
import type { Archive, ArchiveSearch } from '../ports/archive.ts';
import { refusedBySite } from './site-status.ts';

/** All that one archive answers to a search, each object once. */
export interface Listing {
  readonly rows: readonly DicomJson[];
  /** True when the archive has, or may have, more than was read. */
  readonly truncated: boolean;
}

export interface ListingLimits {
  /** Most objects read. */
  readonly most: number;
  /** No further page is asked for after that. */
  readonly withinMs: number;
}

const pageSize = 1000;
/** What archives take that refuse to answer more at once, as Azure's. */
const modestPageSize = 200;

/**
 * Reads a search through, page after page by limit and offset, whatever the archive's order is and however many it answers
 * at once, asked for more or not. Rows without the UID that `key` names are left out.
 */
export async function listAll(
  archive: Archive,
  search: Pick<ArchiveSearch, 'path' | 'parameters'>,
  key: Tag,
  { most, withinMs }: ListingLimits,
  signal: AbortSignal,
): Promise<Listing> {
  const started = performance.now();
  const rows = new Map<string, DicomJson>();
  let offset = 0;
  let size = pageSize;
  for (;;) {
    // One more than wanted, to know that there are more.
    const limit = Math.min(size, most + 1 - rows.size);
    const page = await archive.search({ ...search, limit, offset }, signal).catch((error: unknown) => {
      const mayTakeFewer = offset === 0 && limit > modestPageSize;
      if (!mayTakeFewer || !(error instanceof HubError) || error.code !== refusedBySite) throw error;
      return null;
    });
    if (page === null) {
      size = modestPageSize;
      continue;
    }
    const before = rows.size;
    for (const row of page.rows) {
      const uid = textIn(row, key);
      if (uid !== null && !rows.has(uid)) rows.set(uid, row);
    }
    offset += page.rows.length;
    if (rows.size > most) return { rows: [...rows.values()].slice(0, most), truncated: true };
    // An archive that answers more than it was asked for does not know `limit`, and answers all at once.
    const isFull = page.rows.length === limit;
    const mayGoOn = isFull || page.hasMore || looksCapped(page.rows.length, limit);
    const isLast = page.total === null ? !mayGoOn : offset >= page.total;
    // Where a full page brings nothing new the archive does not know `offset`: what it has beyond cannot be read.
    const isStuck = page.rows.length === 0 || rows.size === before;
    if (isLast || isStuck) {
      const isShort = page.total !== null && rows.size < page.total;
      return { rows: [...rows.values()], truncated: isShort || (!isLast && page.rows.length > 0) };
    }
    if (performance.now() - started > withinMs) return { rows: [...rows.values()], truncated: true };
  }
}

/** Some archives answer no more than so many at once, and don't say that there are more: their administrators choose round numbers. */
function looksCapped(count: number, limit: number): boolean {
  return count > 0 && count < limit && (count % 50 === 0 || (count >= 64 && (count & (count - 1)) === 0));
}

export interface ListingCache {
  /** What `read` answers; where `mayReuse`, what it answered to that key not long ago. */
  get(key: string, mayReuse: boolean, read: () => Promise<Listing>): Promise<Listing>;
}

/** How much a listing takes: the attributes of all its rows. A row may have 10 of them, or with `includefield=all` hundreds. */
function weightOf({ rows }: Listing): number {
  return rows.reduce((sum, row) => sum + Object.keys(row).length, 0);
}

/**
 * Keeps listings for as long as someone pages through them, so that each further page asks no archive again. The first page
 * of a search never comes from here. What is too large to keep is read again for each page.
 */
export function createListingCache({ most = 3_000_000, mostOfOne = 1_000_000, keepMs = 60_000 } = {}): ListingCache {
  const kept = new Map<string, { readonly listing: Listing; readonly weight: number; readonly at: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  /** Drops the oldest while they are too many, and those whose time is over; comes back for the others. */
  let timer: NodeJS.Timeout | null = null;
  const sweep = (): void => {
    for (const [oldest, { at }] of kept) {
      if (total <= most && performance.now() - at < keepMs) break;
      drop(oldest);
    }
    if (kept.size === 0 || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      sweep();
    }, keepMs).unref();
  };
  return {
    async get(key, mayReuse, read) {
      const found = kept.get(key);
      if (mayReuse && found && performance.now() - found.at < keepMs) return found.listing;
      const listing = await read();
      drop(key);
      const weight = weightOf(listing);
      if (weight <= mostOfOne) {
        kept.set(key, { listing, weight, at: performance.now() });
        total += weight;
      }
      sweep();
      return listing;
    },
  };
}
