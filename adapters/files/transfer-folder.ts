import { createReadStream } from 'node:fs';
import { open, readFile, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { badInput } from '../../core/errors.ts';
import type { TransferFolder } from '../../core/transfer/ports.ts';
import { makeFolder, syncFolder } from './durable.ts';
import { FileObjectStore } from './file-object-store.ts';

const manifestName = 'manifest.json';
const bufferedBytes = 1024 * 1024;

/** An export as a folder: `manifest.json`, `tables/*.jsonl`, `graph.jsonl`, `objects.jsonl` and `objects/ab/cdef...`. */
export class FileTransferFolder implements TransferFolder {
  readonly objects: FileObjectStore;
  readonly #path: string;

  private constructor(path: string, objects: FileObjectStore) {
    this.#path = path;
    this.objects = objects;
  }

  /** For a new export. @throws BAD_USER_INPUT when there is something in the folder */
  static async create(path: string): Promise<FileTransferFolder> {
    await makeFolder(path);
    if ((await readdir(path)).length > 0) throw badInput('folder', 'an empty folder', path);
    return new FileTransferFolder(path, await FileObjectStore.open(path));
  }

  /** An export that is there. @throws BAD_USER_INPUT when it is none, or one that was not finished */
  static async open(path: string): Promise<FileTransferFolder> {
    const names = await readdir(path).catch((error: unknown): string[] => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    if (!names.includes(manifestName)) throw badInput('folder', 'a finished export (with manifest.json)', path);
    return new FileTransferFolder(path, await FileObjectStore.open(path));
  }

  async write(name: string, lines: AsyncIterable<string>): Promise<void> {
    const path = join(this.#path, name);
    await makeFolder(dirname(path));
    const file = await open(path, 'wx', 0o600);
    try {
      let text = '';
      for await (const line of lines) {
        text += `${line}\n`;
        if (text.length < bufferedBytes) continue;
        await file.appendFile(text);
        text = '';
      }
      await file.appendFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(dirname(path));
  }

  /** Split at line feeds alone: JSON texts may hold the other separators that line readers know. */
  async *lines(name: string): AsyncIterable<string> {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    try {
      for await (const chunk of createReadStream(join(this.#path, name), { highWaterMark: 256 * 1024 })) {
        const parts = (rest + decoder.write(chunk as Buffer)).split('\n');
        rest = parts.pop() ?? '';
        yield* parts;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw badInput(name, 'a file of the export', 'none');
      throw error;
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  }

  async writeManifest(text: string): Promise<void> {
    const path = join(this.#path, manifestName);
    const file = await open(`${path}.new`, 'wx', 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(`${path}.new`, path);
    await syncFolder(this.#path);
  }

  manifest(): Promise<string> {
    return readFile(join(this.#path, manifestName), 'utf8');
  }
}
