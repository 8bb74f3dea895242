import type { DicomJson } from '../dicom/dicom-json.ts';
import type { ArchiveScope, QidoQuery } from '../dicomweb/qido-query.ts';
import type { PixelFileStamp } from './pixel-renderer.ts';

/** One DICOM file that the site exposes. */
export interface SiteInstance {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly transferSyntaxUID: string;
  readonly frameCount: number;
  readonly path: string;
  readonly sizeBytes: number;
  /** What the file was when it was indexed. */
  readonly stamp: PixelFileStamp;
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
  /** False when the folder has vanished (a disk that is not mounted): what is known of it is kept, and nothing can be retrieved. */
  readonly available: boolean;
  /** True while files are being taken in that were there when the site started. */
  readonly indexing: boolean;
  /** How changes are seen: told by the system at once, or by walking through the whole folder again and again. */
  readonly watching: 'events' | 'walks';
  /** Folders that can't be listed any more; what is known of them is kept. */
  readonly unreadableFolders: number;
  readonly instances: number;
  readonly studies: number;
  /** Files that cannot be read as DICOM, or hold no image, study or series UID. */
  readonly unreadable: number;
  /** A hundred of them, by path within the folder, which may hold a patient's name: for the site's own people. */
  readonly unreadableFiles: readonly { readonly path: string; readonly reason: string }[];
  /** Files with the SOP Instance UID of another that is exposed. */
  readonly duplicates: number;
  /** When the whole folder was last walked through. */
  readonly scannedAt: Date | null;
}

/** A folder of DICOM as an archive. */
export interface SiteFolder {
  /** In order of study date, newest first, then of UID; series and instances by number, then UID. */
  search(query: QidoQuery): Promise<SearchResult>;
  /** In order of series number, then instance number, then UID. Takes in what is known to have changed before it says there are none. */
  instances(scope: ArchiveScope): Promise<readonly SiteInstance[]>;
  /**
   * The instance as it is now, once its file is found to be as the index says, wherever it has been moved to.
   * @throws NOT_FOUND when it has gone, UNAVAILABLE while it is being changed or the folder is away
   */
  locate(instance: SiteInstance): Promise<SiteInstance>;
  /**
   * The file's bytes, in chunks that are each good until the next is asked for: their memory is used again. Fails, with the codes of `locate`, rather
   * than give bytes of another file, or of one that changes meanwhile.
   */
  content(instance: SiteInstance): AsyncIterable<Uint8Array>;
  /** Writes the file; it is durable once `flush` resolves. `study`: the only one it may belong to. */
  store(bytes: Uint8Array, study: string | null): Promise<Stored>;
  flush(): Promise<void>;
  health(): SiteHealth;
  close(): Promise<void>;
}
