import { watch, type FSWatcher } from 'node:fs';

export interface WatchOptions {
  readonly root: string;
  /** A path below the root at which something may have changed; of a folder when the system doesn't say of what in it. */
  readonly onChange: (path: string) => void;
  /** The system gives no more watches: changes must be found by walking. */
  readonly onExhausted: (code: string) => void;
  /** @default node:fs's */
  readonly watch?: typeof watch;
}

/** Is told by the system what changes in folders, one watch each. */
export class FolderWatch {
  readonly #options: WatchOptions;
  readonly #watch: typeof watch;
  readonly #watches = new Map<string, FSWatcher>();
  #off = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#watch = options.watch ?? watch;
  }

  get isOn(): boolean {
    return !this.#off;
  }

  /** To be called before the folder is listed, so that nothing is missed in between. */
  add(path: string): void {
    if (this.#off || this.#watches.has(path)) return;
    const { root, onChange, onExhausted } = this.#options;
    try {
      const watcher = this.#watch(path === '' ? root : `${root}/${path}`, { persistent: false }, (_, name) => {
        if (name === null) onChange(path);
        else if (!name.startsWith('.')) onChange(path === '' ? name : `${path}/${name}`);
      });
      watcher.on('error', () => {
        this.remove(path);
        onChange(path);
      });
      this.#watches.set(path, watcher);
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      // A folder that has gone or can't be read is the listing's matter.
      if (!['ENOSPC', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENOSYS'].includes(code)) return;
      this.close();
      onExhausted(code);
    }
  }

  /** Also of all folders below: one that was moved would tell of its changes under its former path. */
  remove(path: string): void {
    for (const [at, watcher] of this.#watches) {
      if (at !== path && path !== '' && !at.startsWith(`${path}/`)) continue;
      watcher.close();
      this.#watches.delete(at);
    }
  }

  /** The folder at the root is another one: watches of the old one say nothing of it. */
  renew(): void {
    this.remove('');
  }

  close(): void {
    this.#off = true;
    for (const watcher of this.#watches.values()) watcher.close();
    this.#watches.clear();
  }
}
