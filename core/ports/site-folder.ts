import type { DicomJson } from '../dicom/dicom-json.ts';
import type { ArchiveScope, QidoQuery } from '../dicomweb/qido-query.ts';

/** One DICOM file that the site exposes. */
export interface SiteInstance {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly transferSyntaxUID: string;
  readonly frameCount: number;
  readonly path: string;
  readonly sizeBytes: number;
  /** False for a file without the preamble or the meta information that PS3.10 asks for. */
  readonly isPart10: boolean;
  /**
   * The data set as JSON text (PS3.18 Annex F). Values too long for it, and pixels, are named by
   * `"BulkDataURI":"<bulkDataPrefix><path of tags>"`, for the caller to put an address in.
   */
  readonly metadata: () => string;
}

export const bulkDataPrefix = 'urn:pesscara:bulkdata:';

export interface SearchResult {
  readonly items: readonly DicomJson[];
  /** Matches in all, whatever the page. */
  readonly total: number;
}

/** What became of one instance that was sent. */
export type Stored =
  | { readonly ok: true; readonly sopClassUID: string; readonly instance: SiteInstance }
  | {
      readonly ok: false;
      readonly sopClassUID: string | null;
      readonly sopInstanceUID: string | null;
      readonly failure: 'not-dicom' | 'other-study' | 'other-content' | 'not-written';
    };

export interface SiteHealth {
  readonly instances: number;
  readonly studies: number;
  /** Files that cannot be read as DICOM, or hold no image, study or series UID. */
  readonly unreadable: number;
  /** The first hundred of them, by path within the folder, which may hold a patient's name: for the site's own people. */
  readonly unreadableFiles: readonly { readonly path: string; readonly reason: string }[];
  /** Files with the SOP Instance UID of another that is exposed. */
  readonly duplicates: number;
  readonly scannedAt: Date | null;
}

/** A folder of DICOM as an archive. */
export interface SiteFolder {
  search(query: QidoQuery): SearchResult;
  /** In order of series number, then instance number, then UID. Looks at the folder again before it says there are none. */
  instances(scope: ArchiveScope): Promise<readonly SiteInstance[]>;
  /** Writes the file; it is durable once `flush` resolves. `study`: the only one it may belong to. */
  store(bytes: Uint8Array, study: string | null): Promise<Stored>;
  flush(): Promise<void>;
  health(): SiteHealth;
  close(): Promise<void>;
}
