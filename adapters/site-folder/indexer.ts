/* eslint max-lines: ["error", { "max": 330, "skipBlankLines": true, "skipComments": true }] -- one state: what is walked, marked, missing and restless acts on each other */
import { stat } from 'node:fs/promises';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import { asError } from '../../core/errors.ts';
import { DiskError } from './disk.ts';
import { isSameFile, parentOf, type FileStamp } from './file-table.ts';
import { FolderWatch, type WatchOptions } from './folder-watch.ts';
import type { Listing } from './list-folder.ts';
import { Missing } from './missing.ts';
import { Quiet } from './quiet.ts';
import { takeIn, type FreshFile, type Tables } from './take-in.ts';

export interface IndexerOptions {
  readonly root: string;
  /** How long a file must have been left alone before it is taken in. @default 1000 */
  readonly quietMs?: number;
  /** What has gone is shown for so long, since it may only have been moved. @default 1000 */
  readonly graceMs?: number;
  /** Told of what goes wrong and of progress; no names of files. */
  readonly tell: (message: string) => void;
  /** True where the system can't tell of all changes, as on a network's file system. @default false */
  readonly walksOnly?: boolean;
  readonly watch?: WatchOptions['watch'];
}

/** Files whose headers are read together. */
const batch = 64;
/** How long one waits for further changes before looking. */
const debounceMs = 20;
const tickMs = 250;
/** Between two walks: where changes are told, only in case that one was missed. */
const walkMs = { told: 600_000, untold: 10_000 };
const progressMs = 10_000;

/**
 * Keeps the index as the folder is: walks through it at the start and now and then, and looks where the system says that something has
 * changed. Folders that cannot be listed, or whose disk is away, keep what is known of them.
 */
export class FolderIndexer {
  readonly #tables: Tables;
  readonly #options: IndexerOptions;
  readonly #watch: FolderWatch;
  readonly #quiet: Quiet;
  readonly #missing: Missing;
  readonly #dirty = new Set<string>();
  #working: Promise<void> | null = null;
  #walking: Promise<void> | null = null;
  #walkedAt: Date | null = null;
  #walkTook = 0;
  #available = true;
  #root: { readonly device: number; readonly inode: number } | null = null;
  #listeners: (() => void)[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #taken = 0;
  readonly #ending = new AbortController();

  constructor(tables: Tables, options: IndexerOptions) {
    this.#tables = tables;
    this.#options = options;
    this.#quiet = new Quiet(options.quietMs ?? 1000);
    this.#missing = new Missing(tables, options.graceMs ?? 1000, (path) => this.#isDiskOf(path));
    this.#watch = new FolderWatch({
      root: options.root,
      ...(options.watch && { watch: options.watch }),
      onChange: (path) => {
        this.mark(path);
      },
      onExhausted: (code) => {
        options.tell(`the system gives no more watches (${code}): changes are found by walking through the folder`);
      },
    });
    if (options.walksOnly === true) this.#watch.close();
  }

  get state(): {
    readonly available: boolean;
    readonly indexing: boolean;
    readonly watching: 'events' | 'walks';
    readonly scannedAt: Date | null;
  } {
    return {
      available: this.#available,
      indexing: this.#walkedAt === null,
      watching: this.#watch.isOn ? 'events' : 'walks',
      scannedAt: this.#walkedAt,
    };
  }

  /** Walks through the folder for the first time, and then goes on watching it until `close`. */
  start(): void {
    this.#progress();
    this.#after(0, () => void this.#tick());
  }

  /** Something may have changed there. */
  mark(path: string): void {
    if (this.#ending.signal.aborted) return;
    this.#dirty.add(path);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
      if (this.#dirty.size > 0) this.mark([...this.#dirty][0] ?? '');
      this.#changed();
    });
  }

  /** Resolves when the next change has been taken in, or looked at in vain, or when the site closes. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#ending.signal.aborted) resolve();
      else this.#listeners.push(resolve);
    });
  }

  /** True while it looks where something has changed. */
  get isLooking(): boolean {
    return this.#working !== null || this.#dirty.size > 0;
  }

  /** True when all that is known to have changed is taken in. */
  get isSettled(): boolean {
    return this.#walkedAt !== null && this.#working === null && this.#dirty.size === 0 && this.#quiet.isEmpty;
  }

  async close(): Promise<void> {
    this.#ending.abort();
    this.#watch.close();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#changed();
    await this.#tables.disk.close();
    await Promise.allSettled([this.#working, this.#walking]);
  }

  /** Walks through the whole folder; one walk at a time. */
  walk(): Promise<void> {
    this.#walking ??= this.#walkAll().finally(() => {
      this.#walking = null;
      this.#changed();
    });
    return this.#walking;
  }

  async #walkAll(): Promise<void> {
    const started = performance.now();
    if (await this.#scan('', true)) await this.#missing.drop(true);
    if (this.#ending.signal.aborted || !this.#available) return;
    this.#walkTook = performance.now() - started;
    if (this.#walkedAt === null && this.#taken > 0)
      this.#options.tell(`${String(this.#taken)} files were taken in, in ${(this.#walkTook / 1000).toFixed(1)} s`);
    this.#walkedAt = new Date();
  }

  /** Looks whether the folder is there, forgets what has gone for good, and walks when it is time. */
  async #tick(): Promise<void> {
    try {
      await this.#checkRoot();
      for (const path of this.#quiet.due()) this.mark(path);
      if (
        this.#available &&
        this.#working === null &&
        this.#missing.isDue &&
        (await this.#missing.drop(false)).length > 0
      )
        this.#changed();
      const { told, untold } = walkMs;
      const wait = this.#watch.isOn ? Math.max(told, this.#walkTook * 50) : Math.max(untold, this.#walkTook * 10);
      const isTime = this.#walkedAt === null || Date.now() - this.#walkedAt.getTime() > wait;
      if (this.#available && this.#walking === null && isTime) this.walk().catch(this.#trouble);
    } catch (error) {
      this.#trouble(error);
    }
    this.#after(tickMs, () => void this.#tick());
  }

  /** A disk that is not mounted looks like an empty folder of another device. */
  async #checkRoot(): Promise<void> {
    const found = await stat(this.#options.root).catch((error: unknown) => error as NodeJS.ErrnoException);
    const was = this.#root;
    const isSame = !(found instanceof Error) && was?.device === found.dev && was.inode === found.ino;
    if (isSame && this.#available) return;
    const listing = found instanceof Error ? null : await this.#tables.disk.list('').catch(() => null);
    const { files } = this.#tables;
    const device = was?.device ?? files.folder('')?.device ?? listing?.device;
    const isOther = listing !== null && (listing.device !== device || (was !== null && !isSame));
    const isEmpty = listing !== null && listing.files.length + listing.folders.length === 0;
    const known = isEmpty && files.filesIn('').length + files.foldersIn('').length > 0;
    if (found instanceof Error || listing === null || (isEmpty && isOther && known)) {
      if (this.#available) this.#options.tell('the folder is not there: what is known of it is kept until it is back');
      this.#available = false;
      return;
    }
    if (!this.#available) this.#options.tell('the folder is there again');
    this.#available = true;
    this.#root = { device: found.dev, inode: found.ino };
    if (was === null) return;
    this.#watch.renew();
    this.walk().catch(this.#trouble);
  }

  /** True when the nearest folder above the path that is there lies on the disk that it lay on. */
  async #isDiskOf(path: string): Promise<boolean> {
    const { root } = this.#options;
    for (let above = parentOf(path); ; above = parentOf(above)) {
      const found = await stat(above === '' ? root : `${root}/${above}`).catch(() => null);
      if (found === null && above !== '') continue;
      if (above === '') return found?.dev === this.#root?.device && found?.ino === this.#root?.inode;
      if (found?.dev !== this.#tables.files.folder(above)?.device) return false;
      return (await stat(root).catch(() => null))?.ino === this.#root?.inode;
    }
  }

  async #work(): Promise<void> {
    await setTimeoutPromise(debounceMs, null, { signal: this.#ending.signal, ref: false }).catch(() => null);
    while (this.#dirty.size > 0 && !this.#ending.signal.aborted && this.#available) {
      const paths = [...this.#dirty].slice(0, batch);
      for (const path of paths) this.#dirty.delete(path);
      const fresh: FreshFile[] = [];
      for (const path of paths) {
        try {
          fresh.push(...(await this.#lookAt(path)));
        } catch (error) {
          this.#quiet.forget(path);
          this.#trouble(error);
        }
      }
      await this.#take(fresh).catch(this.#trouble);
    }
    if (!this.#available) this.#dirty.clear();
  }

  async #lookAt(path: string): Promise<readonly FreshFile[]> {
    const { files, disk } = this.#tables;
    const found = path === '' ? ({ kind: 'folder' } as const) : await disk.look(path);
    const [file, folder] = [files.at(path), files.folder(path)];
    if (found?.kind !== 'file') {
      this.#quiet.forget(path);
      if (file) this.#missing.note(path, 'file', false);
    }
    if (found?.kind !== 'folder' && folder) {
      this.#watch.remove(path);
      this.#missing.note(path, 'folder', false);
    }
    if (found?.kind === 'folder') await this.#scan(path, false);
    if (found?.kind !== 'file') return [];
    this.#missing.found(path);
    // Its folder's own scan is under way, and finds it.
    if (!files.folder(parentOf(path))) {
      this.#quiet.forget(path);
      return [];
    }
    return this.#isFresh(path, found.stamp) ? [{ path, stamp: found.stamp }] : [];
  }

  #isFresh(path: string, stamp: FileStamp): boolean {
    const known = this.#tables.files.at(path);
    if (known && isSameFile(known, stamp)) {
      this.#quiet.forget(path);
      return false;
    }
    return this.#quiet.isQuiet(path, stamp);
  }

  /** Everything below a folder. False when that could not be seen to its end. Ends, also in failure, when nothing of it is under way. */
  async #scan(top: string, isWalk: boolean): Promise<boolean> {
    const reading = new Set<Promise<void>>();
    const failures: Error[] = [];
    const isWhole = await this.#scanInto(top, isWalk, reading, failures).finally(() => Promise.all(reading));
    if (failures[0]) throw failures[0];
    return isWhole;
  }

  /** `reading`: what is being taken in; it never fails, but adds to `failures`. */
  async #scanInto(top: string, isWalk: boolean, reading: Set<Promise<void>>, failures: Error[]): Promise<boolean> {
    const { files, disk } = this.#tables;
    const stack = [top];
    let fresh: FreshFile[] = [];
    for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
      if (this.#ending.signal.aborted || !this.#available || failures.length > 0) return false;
      this.#watch.add(path);
      let listing: Listing;
      try {
        listing = await disk.list(path);
      } catch (error) {
        if (!(error instanceof DiskError)) throw error;
        this.#couldNotList(path, error.code, isWalk);
        continue;
      }
      const folder = files.folder(path);
      const known = new Map(files.filesIn(path).map((row) => [row.path, row]));
      const knownFolders = new Set(files.foldersIn(path));
      const isEmpty = listing.files.length + listing.folders.length === 0;
      if (folder && folder.device !== listing.device && isEmpty && known.size + knownFolders.size > 0) {
        files.setTrouble(path, 'not mounted');
        continue;
      }
      files.putFolder(path, listing.device);
      files.setTrouble(path, null);
      this.#missing.found(path);
      const join = (name: string): string => (path === '' ? name : `${path}/${name}`);
      for (const { name, ...stamp } of listing.files) {
        const at = join(name);
        const row = known.get(at);
        known.delete(at);
        this.#missing.found(at);
        if (row && isSameFile(row, stamp)) continue;
        if (!this.#quiet.isQuiet(at, stamp)) continue;
        fresh.push({ path: at, stamp });
        if (fresh.length < batch) continue;
        const work: Promise<void> = this.#take(fresh)
          .catch((error: unknown) => void failures.push(asError(error)))
          .finally(() => reading.delete(work));
        reading.add(work);
        fresh = [];
        if (reading.size >= 3) await Promise.race(reading);
      }
      for (const gone of known.keys()) this.#missing.note(gone, 'file', isWalk);
      for (const name of listing.folders.toReversed()) {
        stack.push(join(name));
        knownFolders.delete(join(name));
      }
      for (const gone of knownFolders) {
        this.#watch.remove(gone);
        this.#missing.note(gone, 'folder', isWalk);
      }
    }
    await this.#take(fresh);
    return true;
  }

  #couldNotList(path: string, code: string, isWalk: boolean): void {
    const { files } = this.#tables;
    this.#watch.remove(path);
    if (['ENOENT', 'ENOTDIR'].includes(code)) {
      if (path !== '' && files.folder(path)) this.#missing.note(path, 'folder', isWalk);
      return;
    }
    // Its device is not known: that of the folder above.
    if (!files.folder(path)) files.putFolder(path, files.folder(parentOf(path))?.device ?? 0);
    files.setTrouble(path, code);
    this.#options.tell(`a folder could not be listed: ${code}`);
  }

  async #take(fresh: readonly FreshFile[]): Promise<void> {
    if (fresh.length === 0 || this.#ending.signal.aborted) return;
    const { again, refused } = await takeIn(this.#tables, fresh);
    this.#taken += fresh.length;
    for (const reason of refused.values()) this.#options.tell(`a file is left out: ${reason}`);
    for (const path of again) this.#quiet.again(path);
    this.#changed();
  }

  #changed(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }

  #progress(): void {
    this.#after(progressMs, () => {
      if (this.#walkedAt !== null) return;
      this.#options.tell(`${String(this.#taken)} files taken in so far`);
      this.#progress();
    });
  }

  readonly #trouble = (error: unknown): void => {
    if (this.#ending.signal.aborted) return;
    const { code } = error as NodeJS.ErrnoException;
    this.#options.tell(
      `the folder could not be looked at: ${code ?? (error instanceof Error ? error.name : 'unknown')}`,
    );
  };

  #after(ms: number, work: () => void): void {
    // A look that was under way when the site closed ends here.
    if (this.#ending.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
    timer.unref();
  }
}
