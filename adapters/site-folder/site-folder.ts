import { readFile, realpath } from 'node:fs/promises';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import type { ArchiveScope, QidoQuery } from '../../core/dicomweb/qido-query.ts';
import { asError, HubError } from '../../core/errors.ts';
import { sha256 } from '../../core/json.ts';
import type { SearchResult, SiteFolder, SiteHealth, SiteInstance, Stored } from '../../core/ports/site-folder.ts';
import { hasPixels, headerOf, readHeader, type Header } from './header.ts';
import { findFiles, type FoundFile } from './scan.ts';
import { searchTree } from './search.ts';
import { StowFiles } from './stow-files.ts';
import { ArchiveTree, instancesInOrder, seriesInOrder, type StudyNode } from './tree.ts';

/** Of a deflated data set that is stored. */
const maxInflatedBytes = 64 * 1024 * 1024;
/** Files whose headers are read at a time. */
const concurrency = 16;
/** A look at the folder follows the last one after this, or after ten times as long as that took. */
const rescanMs = 10_000;
/** A question for what isn't there makes us look again, but not oftener than this. */
const eagerRescanMs = 1000;

interface Known {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly state: 'exposed' | 'duplicate' | 'unreadable';
  /** SOP Instance UID, of an exposed file or of a duplicate. */
  readonly uid: string | null;
  /** Why it is unreadable. */
  readonly reason?: string;
}

export interface FolderOptions {
  /** Told of what went wrong, without names of files: those may hold a patient's. */
  readonly onTrouble?: (message: string) => void;
}

/** A folder's DICOM files, indexed in memory by their headers and never altered. */
export class IndexedFolder implements SiteFolder {
  readonly #root: string;
  readonly #stow: StowFiles;
  readonly #options: FolderOptions;
  readonly #tree = new ArchiveTree();
  readonly #known = new Map<string, Known>();
  /** The last store of each UID that is under way: a second waits for it. */
  readonly #storing = new Map<string, Promise<unknown>>();
  #scanning: Promise<void> | null = null;
  #scannedAt: Date | null = null;
  #scanMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  private constructor(root: string, options: FolderOptions) {
    this.#root = root;
    this.#options = options;
    this.#stow = new StowFiles(root);
  }

  /** Reads the headers of the whole folder. @throws Error when it is no folder that can be read */
  static async open(folder: string, options: FolderOptions = {}): Promise<IndexedFolder> {
    const opened = new IndexedFolder(await realpath(folder), options);
    await opened.#stow.clear();
    await opened.rescan();
    opened.#plan();
    return opened;
  }

  search(query: QidoQuery): SearchResult {
    return searchTree(this.#tree, query);
  }

  async instances(scope: ArchiveScope): Promise<readonly SiteInstance[]> {
    const found = this.#instances(scope);
    const age = this.#scannedAt === null ? Infinity : Date.now() - this.#scannedAt.getTime();
    if (found.length > 0 || age < Math.max(eagerRescanMs, this.#scanMs)) return found;
    await this.rescan();
    return this.#instances(scope);
  }

  #instances(scope: ArchiveScope): readonly SiteInstance[] {
    if (scope.instance !== undefined) {
      const node = this.#tree.find(scope.instance);
      const fits =
        node &&
        (scope.study ?? node.studyInstanceUID) === node.studyInstanceUID &&
        (scope.series ?? node.seriesInstanceUID) === node.seriesInstanceUID;
      return fits ? [node] : [];
    }
    const studies: readonly (StudyNode | undefined)[] =
      scope.study === undefined ? this.#tree.studies() : [this.#tree.study(scope.study)];
    return studies.flatMap((study) =>
      (study ? seriesInOrder(study) : [])
        .filter((series) => scope.series === undefined || series.uid === scope.series)
        .flatMap(instancesInOrder),
    );
  }

  async store(bytes: Uint8Array, study: string | null): Promise<Stored> {
    let header: Header;
    try {
      // All of it, so that a file which ends early is refused and not acknowledged.
      const whole = readDicom(bytes, { maxInflatedBytes });
      header = headerOf(readDicom(bytes, { maxInflatedBytes, stopBefore: '7FE00008' }), hasPixels(whole));
    } catch (caught) {
      const error = asError(caught);
      if (error instanceof HubError && error.code === 'NOT_DICOM')
        return { ok: false, sopClassUID: null, sopInstanceUID: null, failure: 'not-dicom' };
      throw error;
    }
    const { sopInstanceUID, sopClassUID } = header;
    if (study !== null && study !== header.studyInstanceUID)
      return { ok: false, sopClassUID, sopInstanceUID, failure: 'other-study' };
    const before = this.#storing.get(sopInstanceUID) ?? Promise.resolve();
    const work = before.then(() => this.#storeAlone(header, bytes));
    const settled = work.catch(() => undefined);
    this.#storing.set(sopInstanceUID, settled);
    try {
      return await work;
    } finally {
      if (this.#storing.get(sopInstanceUID) === settled) this.#storing.delete(sopInstanceUID);
    }
  }

  async #storeAlone(header: Header, bytes: Uint8Array): Promise<Stored> {
    const { sopInstanceUID, sopClassUID } = header;
    const earlier = this.#tree.find(sopInstanceUID);
    if (earlier) {
      const same = earlier.sizeBytes === bytes.byteLength && (await isContent(earlier.path, bytes));
      if (same) return { ok: true, sopClassUID, instance: earlier };
      if (same !== null) return { ok: false, sopClassUID, sopInstanceUID, failure: 'other-content' };
      this.#forget(earlier.path); // its file has gone
    }
    try {
      const { path, mtimeMs } = await this.#stow.write(header.studyInstanceUID, sopInstanceUID, bytes);
      // A look at the folder may have found it between its writing and now.
      const instance = this.#tree.find(sopInstanceUID) ?? this.#tree.add(header, path, bytes.byteLength);
      this.#known.set(path, { sizeBytes: bytes.byteLength, mtimeMs, state: 'exposed', uid: sopInstanceUID });
      return { ok: true, sopClassUID, instance };
    } catch (caught) {
      this.#options.onTrouble?.(
        `a stored instance could not be written: ${(caught as NodeJS.ErrnoException).code ?? 'unknown'}`,
      );
      return { ok: false, sopClassUID, sopInstanceUID, failure: 'not-written' };
    }
  }

  flush(): Promise<void> {
    return this.#stow.sync();
  }

  health(): SiteHealth {
    const unreadable = [...this.#known].filter(([, file]) => file.state === 'unreadable');
    return {
      instances: this.#tree.instanceCount,
      studies: this.#tree.studyCount,
      unreadable: unreadable.length,
      unreadableFiles: unreadable
        .slice(0, 100)
        .map(([path, { reason = '' }]) => ({ path: path.slice(this.#root.length + 1), reason })),
      duplicates: this.#known
        .values()
        .filter((file) => file.state === 'duplicate')
        .reduce((count) => count + 1, 0),
      scannedAt: this.#scannedAt,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#scanning;
  }

  /** Looks at the folder: takes in what is new or changed, drops what has gone. One look at a time. */
  rescan(): Promise<void> {
    this.#scanning ??= this.#scan().finally(() => {
      this.#scanning = null;
    });
    return this.#scanning;
  }

  async #scan(): Promise<void> {
    const started = performance.now();
    const gone = new Set(this.#known.keys());
    const fresh: FoundFile[] = [];
    for await (const file of findFiles(this.#root)) {
      const known = this.#known.get(file.path);
      gone.delete(file.path);
      if (known?.sizeBytes !== file.sizeBytes || known.mtimeMs !== file.mtimeMs) fresh.push(file);
      if (this.#closed) return;
    }
    for (const path of gone) this.#forget(path);
    for (let at = 0; at < fresh.length && !this.#closed; at += concurrency) {
      const batch = fresh.slice(at, at + concurrency);
      const headers = await Promise.all(batch.map(async (file) => ({ file, header: await this.#headerOf(file) })));
      for (const { file, header } of headers) this.#takeIn(file, header);
    }
    this.#scanMs = performance.now() - started;
    this.#scannedAt = new Date();
  }

  /** The header, or why there is none. */
  async #headerOf(file: FoundFile): Promise<Header | string> {
    try {
      return await readHeader(file.path);
    } catch (caught) {
      const error = asError(caught);
      const reason =
        error instanceof HubError ? error.message : ((error as NodeJS.ErrnoException).code ?? 'cannot be read');
      this.#options.onTrouble?.(`file ${sha256(file.path).slice(0, 12)} is left out: ${reason}`);
      return reason;
    }
  }

  #takeIn({ path, sizeBytes, mtimeMs }: FoundFile, header: Header | string): void {
    const known = this.#known.get(path);
    if (known?.state === 'exposed' && known.sizeBytes === sizeBytes && known.mtimeMs === mtimeMs) return; // stored meanwhile
    if (known) this.#forget(path);
    if (typeof header === 'string') {
      this.#known.set(path, { sizeBytes, mtimeMs, state: 'unreadable', uid: null, reason: header });
      return;
    }
    const isDuplicate = this.#tree.find(header.sopInstanceUID) !== undefined;
    if (!isDuplicate) this.#tree.add(header, path, sizeBytes);
    this.#known.set(path, {
      sizeBytes,
      mtimeMs,
      state: isDuplicate ? 'duplicate' : 'exposed',
      uid: header.sopInstanceUID,
    });
  }

  #forget(path: string): void {
    const known = this.#known.get(path);
    this.#known.delete(path);
    if (known?.state !== 'exposed' || known.uid === null) return;
    this.#tree.remove(known.uid);
    // Another file of that UID takes its place when the folder is looked at next.
    for (const [other, { uid }] of this.#known) if (uid === known.uid) this.#known.delete(other);
  }

  #plan(): void {
    this.#timer = setTimeout(
      () => {
        void this.rescan()
          .catch((caught: unknown) => {
            this.#options.onTrouble?.(
              `the folder could not be read: ${(asError(caught) as NodeJS.ErrnoException).code ?? 'unknown'}`,
            );
          })
          .finally(() => {
            if (!this.#closed) this.#plan();
          });
      },
      Math.max(rescanMs, this.#scanMs * 10),
    );
    this.#timer.unref();
  }
}

/** Null when there is no such file any more. */
async function isContent(path: string, bytes: Uint8Array): Promise<boolean | null> {
  try {
    return Buffer.compare(await readFile(path), bytes) === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
