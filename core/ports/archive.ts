import type { DicomJson } from '../dicom/dicom-json.ts';

/** One study, as an archive's QIDO-RS answer says it (PS3.18 §10.6.3.3). */
export interface ArchivedStudy {
  readonly studyInstanceUID: string;
  /** YYYY-MM-DD */
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  readonly patientId: string | null;
  readonly modalities: readonly string[];
  readonly instanceCount: number | null;
}

export interface StudyQuery {
  readonly patientId?: string;
  readonly studyInstanceUID?: string;
  readonly modality?: string;
  /** YYYY-MM-DD, inclusive. */
  readonly studyDateFrom?: string;
  readonly studyDateTo?: string;
}

export interface StoreResult {
  /** SOP Instance UIDs that the archive has now. */
  readonly stored: readonly string[];
  readonly failed: readonly { readonly sopInstanceUID: string; readonly reason: string }[];
}

/** A question to an archive's search (QIDO-RS), in its own words. */
export interface ArchiveSearch {
  /** Below the base of the service: `studies`, `studies/1.2.3/series`. */
  readonly path: string;
  /** Attributes to match, `includefield`, `fuzzymatching`; neither `limit` nor `offset`. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly limit: number;
  readonly offset: number;
}

export interface ArchivePage {
  readonly rows: readonly DicomJson[];
  /** Matches in all; null where the archive does not say so. */
  readonly total: number | null;
  /** True when the archive says that it has more than it answered (PS3.18 §8.3.4.4). */
  readonly hasMore: boolean;
}

/** A retrieve transaction (WADO-RS) as a client of the hub wants it. */
export interface ArchiveRequest {
  /** Below the base of the service: `studies/1.2.3/series/4.5.6/metadata`. */
  readonly path: string;
  /** Without the question mark; empty for none. */
  readonly query: string;
  readonly accept: string;
  /** The Range header; null for the whole. */
  readonly range: string | null;
}

/** What the archive answers, its bytes as they come: whoever does not read them to their end calls `return` on their iterator. */
export interface ArchiveAnswer {
  readonly status: number;
  /** Names in lower case; of those that say something of the bytes. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * A DICOMweb service. Every call may throw UPSTREAM_UNAVAILABLE or DEADLINE_EXCEEDED, a search also UNSUPPORTED (a refusal); messages hold no address,
 * no credential and no patient data.
 */
export interface Archive {
  searchStudies(query: StudyQuery, limit: number, signal: AbortSignal): Promise<readonly ArchivedStudy[]>;
  /** Instances that it holds of each study or series; 0 when none. */
  countInstances(
    of: { readonly studyInstanceUIDs: readonly string[] } | { readonly seriesInstanceUIDs: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>>;
  /** The instance's DICOM file as the archive stores it. @throws NOT_FOUND */
  retrieveInstance(
    studyInstanceUID: string,
    seriesInstanceUID: string,
    sopInstanceUID: string,
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  /** One page of a search, as the archive answers it. */
  search(search: ArchiveSearch, signal: AbortSignal): Promise<ArchivePage>;
  /** Resolves with the head of the answer, whatever its status; the signal also ends a body under way. */
  retrieve(request: ArchiveRequest, signal: AbortSignal): Promise<ArchiveAnswer>;
  /** STOW-RS. Storing an instance again is no error. */
  store(instances: readonly Uint8Array[], signal: AbortSignal): Promise<StoreResult>;
}

/** A registered site. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Bearer token, or `name:password` of HTTP Basic, decrypted; null when the site asks for none. */
  readonly token: string | null;
  /** Null for TLS as everyone has it. */
  readonly tls?: SiteTls | null;
}

/** TLS with certificates of one's own, in PEM. */
export interface SiteTls {
  /** What the hub shows of itself (mutual TLS), with its key; null for none. */
  readonly certificate: string | null;
  readonly privateKey: string | null;
  /** Who signed the site's certificate; null for those that everyone trusts. */
  readonly authority: string | null;
}

/** Opens a site's archive; cheap, may be called for each request. */
export type OpenArchive = (site: Site) => Archive;
