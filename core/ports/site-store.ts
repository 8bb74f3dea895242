/** A site as it is kept: its token sealed. */
export interface StoredSite {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** See `sealCredential`; null when the site asks for no token. */
  readonly sealedToken: string | null;
}

/** The registered sites, and which projects their pools serve. Reads are batched; an id unknown is absent from the answer. */
export interface SiteStore {
  /** Adds the site, or replaces the one of that id. Joins the ambient transaction. */
  putSite(site: StoredSite): Promise<void>;
  /** By name. */
  listSites(): Promise<readonly StoredSite[]>;
  getSites(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSite>>;
  findSite(name: string): Promise<StoredSite | null>;
  /** Every pair of a project and a site that one of its pools points to, of these projects ('ALL': of every project). */
  poolSites(projectIds: 'ALL' | readonly string[]): Promise<readonly PoolSite[]>;
}

export interface PoolSite {
  readonly projectId: string;
  readonly siteId: string;
}
