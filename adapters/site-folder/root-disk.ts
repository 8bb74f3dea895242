import { stat } from 'node:fs/promises';
import { parentOf } from './file-table.ts';
import type { Tables } from './take-in.ts';

/** Whether the folder that is served is there, and on which disk. */
export class RootDisk {
  readonly #tables: Tables;
  readonly #path: string;
  readonly #tell: (message: string) => void;
  #root: { readonly device: number; readonly inode: number } | null = null;
  isAvailable = true;

  constructor(tables: Tables, path: string, tell: (message: string) => void) {
    this.#tables = tables;
    this.#path = path;
    this.#tell = tell;
  }

  /**
   * Looks whether the folder is there. A disk that is not mounted looks like an empty folder of another device. True when it
   * is another than at the last look, or there again.
   */
  async check(): Promise<boolean> {
    const found = await stat(this.#path).catch((error: unknown) => error as NodeJS.ErrnoException);
    const was = this.#root;
    const isSame = !(found instanceof Error) && was?.device === found.dev && was.inode === found.ino;
    if (isSame && this.isAvailable) return false;
    const listing = found instanceof Error ? null : await this.#tables.disk.list('').catch(() => null);
    const { files } = this.#tables;
    const device = was?.device ?? files.folder('')?.device ?? listing?.device;
    const isOther = listing !== null && (listing.device !== device || (was !== null && !isSame));
    const isEmpty = listing !== null && listing.files.length + listing.folders.length === 0;
    const known = isEmpty && files.filesIn('').length + files.foldersIn('').length > 0;
    if (found instanceof Error || listing === null || (isEmpty && isOther && known)) {
      if (this.isAvailable) this.#tell('the folder is not there: what is known of it is kept until it is back');
      this.isAvailable = false;
      return false;
    }
    if (!this.isAvailable) this.#tell('the folder is there again');
    this.isAvailable = true;
    this.#root = { device: found.dev, inode: found.ino };
    return was !== null;
  }

  /** True when the nearest folder above the path that is there lies on the disk that it lay on. */
  async isDiskOf(path: string): Promise<boolean> {
    const root = this.#path;
    for (let above = parentOf(path); ; above = parentOf(above)) {
      const found = await stat(above === '' ? root : `${root}/${above}`).catch(() => null);
      if (found === null && above !== '') continue;
      if (above === '') return found?.dev === this.#root?.device && found?.ino === this.#root?.inode;
      if (found?.dev !== this.#tables.files.folder(above)?.device) return false;
      return (await stat(root).catch(() => null))?.ino === this.#root?.inode;
    }
  }
}
