import type { JsonObject } from '../json.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** One version of a project's de-identification profile; never changed once it is there. */
export interface ProfileVersion {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  /** From 1. */
  readonly version: number;
  /** As a client wrote it (core/deidentification/profile-input.ts), without what was absent. */
  readonly definition: JsonObject;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** One entry of a profile's lookup tables, encrypted. */
export interface SealedLookup {
  /** Keyed digest of project, profile, type and key: finds the row, tells nothing. */
  readonly digest: string;
  readonly type: string;
  /** AES-256-GCM: nonce (12 bytes), cipher text, tag (16 bytes). */
  readonly sealed: Uint8Array;
}

/** A project's de-identification profiles and what they look up. Every write joins the ambient transaction. */
export interface ProfileStore {
  /** Keeps others from adding versions of that name until the ambient transaction ends. */
  lockProfile(projectId: string, name: string): Promise<void>;
  addProfile(profile: Omit<ProfileVersion, 'createdAt'>): Promise<ProfileVersion>;
  /** That version, or the newest when `version` is null; null when there is none. */
  findProfile(projectId: string, name: string, version: number | null): Promise<ProfileVersion | null>;
  getProfiles(ids: readonly string[]): Promise<ReadonlyMap<string, ProfileVersion>>;
  /** All versions, or those of one name, newest first; `after` is an id of one. */
  profilesOf(projectId: string, name: string | null, page: PageRequest): Promise<Page<ProfileVersion>>;

  /** Adds entries, or puts them in the place of those with the same digest. */
  putLookups(projectId: string, profile: string, entries: readonly SealedLookup[]): Promise<void>;
  /** Forgets all entries of that type; how many there were. */
  removeLookups(projectId: string, profile: string, type: string): Promise<number>;
  /** Entries by type. */
  countLookups(projectId: string, profile: string): Promise<ReadonlyMap<string, number>>;
  /** Those of the digests that are there. */
  findLookups(projectId: string, profile: string, digests: readonly string[]): Promise<readonly SealedLookup[]>;
}
