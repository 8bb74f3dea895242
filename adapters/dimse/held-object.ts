import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';

const maxChunks = 1024;

/**
 * A data set while it comes in: short ones in memory, longer ones in a file without a name, encrypted with a key that only this process's
 * memory has. So many senders cost little memory, and a process that dies leaves nobody's data behind.
 */
export class HeldObject implements AsyncDisposable {
  readonly #folder: string;
  readonly #memoryBytes: number;
  readonly #key = randomBytes(32);
  readonly #counter = randomBytes(16);
  #cipher: ReturnType<typeof createCipheriv> | null = null;
  #file: FileHandle | null = null;
  #chunks: Buffer[] = [];
  #chunkBytes = 0;
  #size = 0;

  constructor(folder: string, memoryBytes: number) {
    this.#folder = folder;
    this.#memoryBytes = memoryBytes;
  }

  get sizeBytes(): number {
    return this.#size;
  }

  /** @throws UNAVAILABLE when there is no room for the file */
  async add(bytes: Buffer): Promise<void> {
    this.#size += bytes.length;
    this.#chunks.push(bytes);
    this.#chunkBytes += bytes.length;
    // A sender of very small pieces must not cost more for keeping them apart than for keeping them.
    if (this.#chunks.length >= maxChunks) this.#chunks = [Buffer.concat(this.#chunks)];
    if (this.#chunkBytes > this.#memoryBytes) await this.#spill();
  }

  async #spill(): Promise<void> {
    try {
      this.#file ??= await nameless(this.#folder);
      this.#cipher ??= createCipheriv('aes-256-ctr', this.#key, this.#counter);
      const written = this.#cipher.update(Buffer.concat(this.#chunks));
      for (let at = 0; at < written.length;) at += (await this.#file.write(written, at)).bytesWritten;
      this.#chunks = [];
      this.#chunkBytes = 0;
    } catch (cause) {
      throw new HubError('UNAVAILABLE', 'no room for temporary files: make some', {}, { cause });
    }
  }

  /** All of it, in order. It is in memory as a whole now. */
  async read(): Promise<readonly Buffer[]> {
    if (this.#file === null) return this.#chunks;
    await this.#spill();
    const decipher = createDecipheriv('aes-256-ctr', this.#key, this.#counter);
    const pieces: Buffer[] = [];
    for await (const piece of this.#file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 })) {
      pieces.push(decipher.update(piece as Buffer));
    }
    return pieces;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.close();
  }
}

/** A file that is open, and that nobody else sees: it goes with this process. */
async function nameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `pesscara-dimse-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}
