import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../core/json.ts';

/** Codes of file systems that have no hard links, as network shares: there one looks first, and then renames. */
const withoutLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Writes files that came by store: below `stow/`, named by digests, so that no tag's value ever becomes a path. */
export class StowFiles {
  readonly #root: string;
  readonly #incoming: string;
  #unsynced = new Set<string>();

  constructor(folder: string) {
    this.#root = join(folder, 'stow');
    this.#incoming = join(this.#root, '.incoming');
  }

  /** What a process that was killed has left half written. */
  async clear(): Promise<void> {
    await rm(this.#incoming, { recursive: true, force: true });
  }

  /**
   * Writes the file whole or not at all; its name is durable after `sync`. A file that stands there stays, also one that the index does
   * not know yet: it may have been acknowledged. `isOther`: it holds other bytes.
   */
  async write(
    studyInstanceUID: string,
    sopInstanceUID: string,
    bytes: Uint8Array,
  ): Promise<{ readonly path: string; readonly isOther: boolean }> {
    const folder = join(this.#root, sha256(studyInstanceUID).slice(0, 16));
    const path = join(folder, `${sha256(sopInstanceUID).slice(0, 32)}.dcm`);
    await mkdir(this.#incoming, { recursive: true });
    if ((await mkdir(folder, { recursive: true })) !== undefined)
      this.#unsynced.add(dirname(folder)).add(dirname(this.#root));
    let isOther = false;
    const temporary = join(this.#incoming, randomBytes(12).toString('hex'));
    try {
      const file = await open(temporary, 'wx', 0o644);
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      // Unlike a rename, this never takes the place of another file.
      await link(temporary, path).catch(async (error: unknown) => {
        const { code = '' } = error as NodeJS.ErrnoException;
        if (!['EEXIST', ...withoutLinks].includes(code)) throw error;
        const there = await readFile(path).catch((caught: unknown) => {
          if (code !== 'EEXIST' && (caught as NodeJS.ErrnoException).code === 'ENOENT') return null;
          throw caught;
        });
        if (there === null) await rename(temporary, path);
        else isOther = Buffer.compare(there, bytes) !== 0;
      });
    } finally {
      await rm(temporary, { force: true });
    }
    this.#unsynced.add(folder);
    return { path, isOther };
  }

  /** Makes durable the names of all files written so far. */
  async sync(): Promise<void> {
    const folders = this.#unsynced;
    this.#unsynced = new Set();
    try {
      for (const folder of folders) {
        const handle = await open(folder, 'r');
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
      }
    } catch (error) {
      for (const folder of folders) this.#unsynced.add(folder);
      throw error;
    }
  }
}
