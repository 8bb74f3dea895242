import { constants } from 'node:fs';
import { access, readFile, realpath, stat, statfs } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import type { ArchiveScope, QidoQuery } from '../../core/dicomweb/qido-query.ts';
import { asError, badInput, HubError, notFound } from '../../core/errors.ts';
import type { SearchResult, SiteFolder, SiteHealth, SiteInstance, Stored } from '../../core/ports/site-folder.ts';
import { ArchiveReader, type IndexedInstance } from './archive-reader.ts';
import { Disk } from './disk.ts';
import { changed, openContent } from './file-content.ts';
import { FileTable, isSameFile, parentOf } from './file-table.ts';
import { hasPixels, headerOf, type IndexedHeader } from './header.ts';
import { openIndexDatabase } from './index-database.ts';
import { FolderIndexer, type IndexerOptions } from './indexer.ts';
import { InstanceTable } from './instance-table.ts';
import { stampOf } from './list-folder.ts';
import { searchArchive } from './search.ts';
import { StowFiles } from './stow-files.ts';
import { hide, type Tables } from './take-in.ts';

/** Of a deflated data set that is stored. */
const maxInflatedBytes = 64 * 1024 * 1024;
/** How long a request waits for a file that has gone from its place, or is being written, to be found again. */
const patienceMs = 6000;
/** Network file systems (NFS, SMB, CIFS, FUSE, 9p): the system tells of no change that another machine makes. */
const untold: readonly number[] = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997];

export interface FolderOptions extends Partial<Pick<IndexerOptions, 'quietMs' | 'graceMs' | 'watch'>> {
  /** Where the index is kept, outside of the folder; null: in memory, made anew at each start. @default null */
  readonly index?: string | null;
  /** How long `open` waits until all is indexed; what isn't by then is taken in while the site answers. @default 60000 */
  readonly waitMs?: number;
  /** Told of what goes wrong and of progress, without names of files: those may hold a patient's. */
  readonly tell?: (message: string) => void;
}

/** A folder's DICOM files, indexed by their headers and never altered. */
export class IndexedFolder implements SiteFolder {
  readonly #root: string;
  readonly #stow: StowFiles;
  readonly #tell: (message: string) => void;
  readonly #database: DatabaseSync;
  readonly #tables: Tables;
  readonly #reader: ArchiveReader;
  readonly #indexer: FolderIndexer;
  /** The last store of each UID that is under way: a second waits for it. */
  readonly #storing = new Map<string, Promise<unknown>>();

  private constructor(root: string, walksOnly: boolean, options: FolderOptions) {
    const { index = null, tell = () => undefined } = options;
    this.#root = root;
    this.#tell = tell;
    this.#stow = new StowFiles(root);
    this.#database = openIndexDatabase(index);
    this.#tables = {
      files: new FileTable(this.#database),
      instances: new InstanceTable(this.#database),
      disk: new Disk(root),
    };
    this.#reader = new ArchiveReader(this.#database, this.#tables.instances, root);
    this.#indexer = new FolderIndexer(this.#tables, { ...options, root, tell, walksOnly });
  }

  /** Opens the index and brings it up to date. @throws Error when it is no folder that can be read, BAD_USER_INPUT, CONFLICT */
  static async open(folder: string, options: FolderOptions = {}): Promise<IndexedFolder> {
    const root = await realpath(folder);
    await access(root, constants.R_OK | constants.X_OK);
    await checkOutside(root, options.index ?? null);
    const { type } = await statfs(root);
    const opened = new IndexedFolder(root, untold.includes(type), options);
    await opened.#stow.clear().catch((error: unknown) => {
      opened.#tell(`what a store left half written stays: ${codeOf(error)}`);
    });
    opened.#indexer.start();
    const until = Date.now() + (options.waitMs ?? 60_000);
    while (!opened.#indexer.isSettled && Date.now() < until && opened.#indexer.state.available)
      await opened.#change(until - Date.now());
    return opened;
  }

  search(query: QidoQuery): Promise<SearchResult> {
    return searchArchive(this.#reader, query);
  }

  async instances(scope: ArchiveScope): Promise<readonly SiteInstance[]> {
    const found = this.#reader.instances(scope);
    if (found.length > 0 || !this.#indexer.isLooking) return found;
    await this.#change(1000);
    return this.#reader.instances(scope);
  }

  locate(instance: SiteInstance): Promise<SiteInstance> {
    return this.#locate(instance as IndexedInstance);
  }

  async #locate(instance: IndexedInstance): Promise<IndexedInstance> {
    const until = Date.now() + patienceMs;
    let isMarked = false;
    for (let current = instance; ;) {
      const found = await stat(current.path).catch((error: unknown) => codeOf(error));
      if (typeof found !== 'string' && isSameFile(stampOf(found), current.stamp)) return current;
      if (!this.#indexer.state.available) throw new HubError('UNAVAILABLE', "the site's folder is not there");
      const isGone = found === 'ENOENT' || found === 'ENOTDIR';
      if (typeof found === 'string' && !isGone) throw new HubError('UNAVAILABLE', `the file cannot be read: ${found}`);
      if (Date.now() >= until) throw isGone ? new HubError('UNAVAILABLE', 'the file is not there') : changed();
      if (!isMarked) this.#indexer.mark(current.relativePath);
      isMarked = true;
      await this.#change(Math.min(until - Date.now(), 1000));
      const { studyInstanceUID: study, seriesInstanceUID: series, sopInstanceUID } = instance;
      const [next] = this.#reader.instances({ study, series, instance: sopInstanceUID });
      if (!next) throw notFound('instance');
      current = next;
    }
  }

  async *content(instance: SiteInstance): AsyncGenerator<Uint8Array, void, undefined> {
    let current = instance as IndexedInstance;
    const until = Date.now() + patienceMs;
    let isMarked = false;
    for (;;) {
      const chunks = await openContent(this.#root, current).catch((error: unknown) => {
        throw error instanceof HubError
          ? error
          : new HubError('UNAVAILABLE', `the file cannot be read: ${codeOf(error)}`);
      });
      if (chunks) return yield* chunks;
      const found = await this.#locate(current);
      // A link to a like file that is outside of the folder looks the same, and is never opened.
      if (found === current) {
        if (Date.now() >= until) throw changed();
        if (!isMarked) this.#indexer.mark(current.relativePath);
        isMarked = true;
        await this.#change(50);
      }
      current = found;
      // Who asked has been told its size and its transfer syntax.
      if (current.sizeBytes !== instance.sizeBytes || current.transferSyntaxUID !== instance.transferSyntaxUID)
        throw changed();
    }
  }

  async store(bytes: Uint8Array, study: string | null): Promise<Stored> {
    let header: IndexedHeader;
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

  async #storeAlone(header: IndexedHeader, bytes: Uint8Array): Promise<Stored> {
    const { sopInstanceUID, sopClassUID } = header;
    const earlier = this.#find(sopInstanceUID);
    if (earlier) {
      const same = await isContent(earlier, bytes);
      if (same) return { ok: true, sopClassUID, instance: earlier };
      if (same !== null) return { ok: false, sopClassUID, sopInstanceUID, failure: 'other-content' };
    }
    try {
      // Else the place where a disk would be mounted would be written to.
      if (!this.#indexer.state.available) throw new HubError('UNAVAILABLE', 'the folder is not there');
      const { path, isOther } = await this.#stow.write(header.studyInstanceUID, sopInstanceUID, bytes);
      if (isOther) return { ok: false, sopClassUID, sopInstanceUID, failure: 'other-content' };
      const stamp = stampOf(await stat(path));
      const relative = path.slice(this.#root.length + 1);
      const { files, instances } = this.#tables;
      instances.transact(() => {
        // A look at the folder may have found it between its writing and now.
        const now = instances.fileOf(sopInstanceUID);
        const row = now === null ? undefined : files.byId(now);
        if (row && row.path !== relative) {
          hide(this.#tables, row);
          files.delete(row.id);
        } else if (row) instances.remove(sopInstanceUID);
        files.putFolder(parentOf(relative), files.folder('')?.device ?? 0);
        instances.add(header, files.put(relative, stamp, 'exposed', sopInstanceUID));
      });
      const instance = this.#find(sopInstanceUID);
      if (!instance) throw new Error('an instance is not in the index that it was put into');
      return { ok: true, sopClassUID, instance };
    } catch (caught) {
      this.#tell(`a stored instance could not be written: ${codeOf(caught)}`);
      return { ok: false, sopClassUID, sopInstanceUID, failure: 'not-written' };
    }
  }

  #find(instance: string): IndexedInstance | undefined {
    return this.#reader.instances({ instance })[0];
  }

  flush(): Promise<void> {
    return this.#stow.sync();
  }

  health(): SiteHealth {
    const { files } = this.#tables;
    const state = this.#indexer.state;
    return {
      ...state,
      ...this.#reader.count(),
      unreadableFolders: files.troubledFolders(),
      unreadable: files.count('unreadable'),
      unreadableFiles: files.unreadable(),
      duplicates: files.count('duplicate'),
    };
  }

  async close(): Promise<void> {
    await this.#indexer.close();
    await Promise.allSettled(this.#storing.values());
    this.#database.close();
  }

  /** Waits for the index to change, at most so long. */
  async #change(ms: number): Promise<void> {
    const ended = new AbortController();
    const time = setTimeout(Math.max(1, ms), null, { signal: ended.signal }).catch(() => null);
    await Promise.race([this.#indexer.nextChange(), time]);
    ended.abort();
  }
}

/** Files are never altered, and a folder that watches its own index would never rest. @throws BAD_USER_INPUT */
async function checkOutside(root: string, index: string | null): Promise<void> {
  if (index === null) return;
  for (let path = index; ; path = parentOf(path)) {
    const real = await realpath(path === '' ? '.' : path).catch(() => null);
    if (real === null && path !== '') continue;
    if (real === root || real?.startsWith(`${root}/`) === true)
      throw badInput('index', 'a folder outside of the one that is served', index);
    return;
  }
}

function codeOf(caught: unknown): string {
  const error = asError(caught);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Null when there is no such file any more. */
async function isContent(instance: SiteInstance, bytes: Uint8Array): Promise<boolean | null> {
  try {
    if ((await stat(instance.path)).size !== bytes.byteLength) return false;
    return Buffer.compare(await readFile(instance.path), bytes) === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
