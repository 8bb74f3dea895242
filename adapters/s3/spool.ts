import { createHash, randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDiskFull } from '../../core/disk-full.ts';
import { HubError } from '../../core/errors.ts';

/** Content whose hash is known before any of it is sent: short in memory, long in a file without a name. */
export interface Spooled extends AsyncDisposable {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Null when it is in the file. */
  readonly bytes: Buffer | null;
  /** The content again, from the start. @throws INTERNAL_SERVER_ERROR at its end when it is no longer what was hashed */
  read(): AsyncGenerator<Buffer>;
}

/** Takes in a stream, keeping at most `memoryBytes` of it in memory. A process that dies leaves nothing in `folder`. */
export async function spool(content: Readable, folder: string, memoryBytes: number): Promise<Spooled> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let held: Buffer[] = [];
  let file: FileHandle | null = null;
  try {
    for await (const chunk of content as AsyncIterable<Uint8Array | string>) {
      const bytes = Buffer.from(chunk as Uint8Array);
      hash.update(bytes);
      sizeBytes += bytes.length;
      held.push(bytes);
      if (file === null && sizeBytes <= memoryBytes) continue;
      file ??= await nameless(folder);
      await appendAll(file, held);
      held = [];
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  const sha256 = hash.digest('hex');
  const handle = file;
  return {
    sha256,
    sizeBytes,
    bytes: handle === null ? Buffer.concat(held) : null,
    read: () => readAgain(handle, held, sha256),
    [Symbol.asyncDispose]: async () => handle?.close(),
  };
}

/** A file that is open, and that nobody else sees: it goes with this process. */
async function nameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `pesscara-spool-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}

async function appendAll(file: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  try {
    for (const chunk of chunks) await file.appendFile(chunk);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    throw new HubError('UNAVAILABLE', 'no room for temporary files: make some', {}, { cause: error });
  }
}

async function* readAgain(file: FileHandle | null, held: readonly Buffer[], sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const again = file?.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 }) ?? held;
  for await (const chunk of again as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) {
    throw new HubError('INTERNAL_SERVER_ERROR', 'the disk of temporary files gave back other bytes than it took');
  }
}
