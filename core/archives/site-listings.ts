import type { Tag } from '../dicom/dataset.ts';
import type { ArchiveSearch } from '../ports/archive.ts';
import type { StoredSite } from '../ports/site-store.ts';
import type { Asking } from './asking.ts';
import { listAll, type Listing, type ListingCache } from './listings.ts';
import type { Answer } from './site-status.ts';

export interface SiteListingPorts {
  readonly asking: Asking;
  readonly listings: ListingCache;
  /** Most rows read of one site. */
  readonly perSite: number;
}

/** All that a site answers to a search; where `mayReuse`, what it answered to it not long ago. */
export function createSiteListings({ asking, listings, perSite }: SiteListingPorts) {
  return (
    site: StoredSite,
    search: Pick<ArchiveSearch, 'path' | 'parameters'>,
    key: Tag,
    mayReuse: boolean,
    stop?: AbortSignal,
  ): Promise<Answer<Listing>> => {
    const limits = { most: perSite, withinMs: asking.deadlineOf(site) / 2 };
    const name = JSON.stringify([site.id, site.url, search]);
    return asking.ask(
      site,
      (archive, signal) => listings.get(name, mayReuse, () => listAll(archive, search, key, limits, signal)),
      stop,
    );
  };
}

export type SiteListings = ReturnType<typeof createSiteListings>;
