import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../core/json.ts';

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

  /** Writes the file whole or not at all; its name is durable after `sync`. */
  async write(studyInstanceUID: string, sopInstanceUID: string, bytes: Uint8Array): Promise<{ readonly path: string }> {
    const folder = join(this.#root, sha256(studyInstanceUID).slice(0, 16));
    const path = join(folder, `${sha256(sopInstanceUID).slice(0, 32)}.dcm`);
    await mkdir(this.#incoming, { recursive: true });
    if ((await mkdir(folder, { recursive: true })) !== undefined)
      this.#unsynced.add(dirname(folder)).add(dirname(this.#root));
    const temporary = join(this.#incoming, randomBytes(12).toString('hex'));
    try {
      const file = await open(temporary, 'wx', 0o644);
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    this.#unsynced.add(folder);
    return { path };
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
