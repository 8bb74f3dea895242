import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, readdir, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { badInput, HubError, notFound } from '../../core/errors.ts';
import { sha256 as hashOf } from '../../core/json.ts';
import { isDiskFull } from '../../core/disk-full.ts';
import type { ObjectStore, StagedFile, Staging } from '../../core/ports/object-store.ts';
import { makeFolder, syncFile, syncFolder } from './durable.ts';
import { removeLeftovers, temporaryPath } from './temporary-files.ts';

const address = /^[0-9a-f]{64}$/;

/**
 * Content-addressed files: `<folder>/objects/ab/cdef...`, where abcdef... is the SHA-256 of the content. An object appears
 * under its name by a rename, after its bytes are on disk: there is never a part of one.
 */
export class FileObjectStore implements ObjectStore {
  readonly #objects: string;
  readonly #incoming: string;
  /** Folders known to exist durably. */
  readonly #folders = new Set<string>();
  /** Absent where the disk has no hard links. */
  staging?: Staging;

  private constructor(folder: string) {
    this.#objects = join(folder, 'objects');
    this.#incoming = join(folder, 'incoming');
  }

  /** Opens the store, making it when it is not there, and removes what crashes left half-written. */
  static async open(folder: string): Promise<FileObjectStore> {
    const store = new FileObjectStore(folder);
    await makeFolder(store.#objects);
    await makeFolder(store.#incoming);
    await removeLeftovers(store.#incoming);
    if (await hasLinks(store.#incoming)) store.staging = store.#files();
    return store;
  }

  /** @throws UNAVAILABLE when the disk is full */
  async put(
    content: Uint8Array | Readable,
    known?: string,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
    if (content instanceof Uint8Array) {
      const stored = { sha256: known ?? hashOf(content), sizeBytes: content.byteLength };
      // Bytes that are there need no second writing, only the certainty that their name is on disk.
      if ((await this.size(stored.sha256)) === stored.sizeBytes) await this.#name(null, stored.sha256);
      else await this.#write([content], stored.sha256);
      return stored;
    }
    return this.#write(content);
  }

  /** The bytes, checked against their address. @throws INTERNAL_SERVER_ERROR when the disk has changed them */
  async get(sha256: string): Promise<Uint8Array> {
    const content = await this.#found(sha256, (path) => readFile(path));
    if (hashOf(content) !== sha256) {
      throw new HubError('INTERNAL_SERVER_ERROR', `the stored object ${sha256} is damaged: restore it from a backup`);
    }
    return content;
  }

  /** Not checked against the address: a range can't be. */
  async stream(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable> {
    const handle = await this.#found(sha256, (path) => open(path, 'r'));
    try {
      if (range !== undefined) {
        const { size } = await handle.stat();
        const fits =
          Number.isInteger(range.start) && Number.isInteger(range.end) && 0 <= range.start && range.start <= range.end;
        if (!fits || range.end >= size) {
          throw badInput('range', `0 <= start <= end < ${String(size)}`, `${String(range.start)}-${String(range.end)}`);
        }
      }
      return handle.createReadStream({ ...range, highWaterMark: 256 * 1024 });
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async size(sha256: string): Promise<number | null> {
    if (!address.test(sha256)) return null;
    try {
      return (await stat(this.#path(sha256))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async delete(sha256: string): Promise<void> {
    if (address.test(sha256)) await rm(this.#path(sha256), { force: true });
  }

  /** Every object, in order of its address. */
  async *list(): AsyncGenerator<{ readonly sha256: string; readonly sizeBytes: number }> {
    for (const start of (await readdir(this.#objects)).toSorted()) {
      for (const rest of (await readdir(join(this.#objects, start))).toSorted()) {
        const sizeBytes = await this.size(start + rest);
        if (sizeBytes !== null) yield { sha256: start + rest, sizeBytes };
      }
    }
  }

  #path(sha256: string): string {
    return join(this.#objects, sha256.slice(0, 2), sha256.slice(2));
  }

  async #found<T>(sha256: string, read: (path: string) => Promise<T>): Promise<T> {
    // What is no address never becomes a path.
    if (!address.test(sha256)) throw notFound('stored object');
    try {
      return await read(this.#path(sha256));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound('stored object');
      throw error;
    }
  }

  async #write(
    content: AsyncIterable<unknown> | readonly Uint8Array[],
    known?: string,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
    const temporary = temporaryPath(this.#incoming);
    let handle: FileHandle | null = null;
    try {
      handle = await open(temporary, 'wx', 0o400);
      const hash = createHash('sha256');
      let sizeBytes = 0;
      for await (const chunk of content as AsyncIterable<Uint8Array | string>) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        if (known === undefined) hash.update(bytes);
        sizeBytes += bytes.byteLength;
        await writeWhole(handle, bytes);
      }
      await handle.sync();
      await handle.close();
      handle = null;
      const sha256 = known ?? hash.digest('hex');
      await this.#name(temporary, sha256);
      return { sha256, sizeBytes };
    } catch (error) {
      await handle?.close();
      await rm(temporary, { force: true });
      throw this.#failure(error);
    }
  }

  #files(): Staging {
    return {
      newPath: () => temporaryPath(this.#incoming),
      take: async (files) => {
        await this.#orFull(() => Promise.all(files.map(({ path }) => syncFile(path))));
        await this.#takeBy(rename, files);
      },
      takeTraced: (file) => this.#takeBy((from, to) => linkOver(from, to, temporaryPath(this.#incoming)), [file]),
      discard: async (paths) => {
        await Promise.all(paths.map((path) => rm(path, { force: true })));
      },
      leftovers: () => this.#leftovers(),
    };
  }

  /** One after the other: they may be large, and many. What another process discards meanwhile is passed over. */
  async *#leftovers(): AsyncGenerator<StagedFile> {
    for (const path of await removeLeftovers(this.#incoming)) {
      const hash = createHash('sha256');
      try {
        for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
        throw error;
      }
      yield { path, sha256: hash.digest('hex') };
    }
  }

  async #takeBy(way: (from: string, to: string) => Promise<void>, files: readonly StagedFile[]): Promise<void> {
    await this.#orFull(async () => {
      const folders = new Set<string>();
      for (const { path: from, sha256 } of files) {
        const path = this.#path(sha256);
        await this.#makeFolder(dirname(path));
        await way(from, path);
        folders.add(dirname(path));
      }
      await Promise.all([...folders].map((folder) => syncFolder(folder)));
    });
  }

  async #orFull(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): unknown {
    return isDiskFull(error)
      ? new HubError('UNAVAILABLE', "the objects' disk is full: make room", {}, { cause: error })
      : error;
  }

  /** Makes a file durably the object of that address; null: one that is there. */
  async #name(from: string | null, sha256: string): Promise<void> {
    const path = this.#path(sha256);
    const folder = dirname(path);
    if (from !== null) {
      await this.#makeFolder(folder);
      // Onto an equal file it is harmless, and heals a damaged one.
      await rename(from, path);
    }
    await syncFolder(folder);
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    await makeFolder(folder);
    this.#folders.add(folder);
  }
}

/** Gives a file another name, also where an older one has it: onto an equal file it is harmless, and heals a damaged one. That name is never without a file. */
async function linkOver(from: string, to: string, beside: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await link(from, beside);
    await rename(beside, to);
    // Of two names of one file, a rename leaves both.
    await rm(beside, { force: true });
  }
}

async function hasLinks(folder: string): Promise<boolean> {
  const [one, other] = [temporaryPath(folder), temporaryPath(folder)];
  await writeFile(one, '');
  try {
    await link(one, other);
    return true;
  } catch {
    return false;
  } finally {
    await rm(one, { force: true });
    await rm(other, { force: true });
  }
}

/** `write` may take less than it is given. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength;) {
    offset += (await handle.write(bytes, offset)).bytesWritten;
  }
}
