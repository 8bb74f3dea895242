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

/**
 * A DICOMweb service. Every call may throw UPSTREAM_UNAVAILABLE or DEADLINE_EXCEEDED; messages hold no address,
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
}

/** Opens a site's archive; cheap, may be called for each request. */
export type OpenArchive = (site: Site) => Archive;
