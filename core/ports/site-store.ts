/** A site as it is kept: its credentials sealed. */
export interface StoredSite {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** See `sealCredential`; null when the site asks for no token. */
  readonly sealedToken: string | null;
  /** Likewise, of the JSON of a SiteTls; null without mutual TLS. */
  readonly sealedTls: string | null;
  /** What a question to it may take; null for the hub's default. */
  readonly deadlineMs: number | null;
}

/** The registered sites, and which projects they serve. Reads are batched; an id unknown is absent from the answer. */
export interface SiteStore {
  /** Adds the site, or replaces the one of that id. Joins the ambient transaction. */
  putSite(site: StoredSite): Promise<void>;
  /** By name. */
  listSites(): Promise<readonly StoredSite[]>;
  getSites(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSite>>;
  findSite(name: string): Promise<StoredSite | null>;
  /** Every pair of a project and a site that serves it (by a pool that points to it, or by a grant), of these projects ('ALL': of every project). */
  projectSites(projectIds: 'ALL' | readonly string[]): Promise<readonly ProjectSite[]>;
  /** False when it was granted before. Joins the ambient transaction. @throws NOT_FOUND for a project that is not there */
  grant(pair: ProjectSite, grantedBy: string): Promise<boolean>;
  /** False when there was no such grant. Joins the ambient transaction. */
  revoke(pair: ProjectSite): Promise<boolean>;
}

export interface ProjectSite {
  readonly projectId: string;
  readonly siteId: string;
}

/** One look at whether a site answers. */
export interface SiteLook {
  readonly at: Date;
  /** Null when it did not answer. */
  readonly latencyMs: number | null;
  /** Why it did not, without addresses or credentials; null when it answered. */
  readonly error: string | null;
}

/** The looks at sites: of many processes, one takes each. */
export interface SiteLooks {
  /** The sites at which nobody has looked for `everyMs`; from now on they count as looked at. */
  claim(everyMs: number): Promise<readonly StoredSite[]>;
  /** Keeps the look and the newest `keep` of that site. */
  record(siteId: string, look: SiteLook, keep: number): Promise<void>;
  /** Newest first; a site without looks is absent. */
  of(siteIds: readonly string[]): Promise<ReadonlyMap<string, readonly SiteLook[]>>;
}
