import { close, fstat, open, read, readlinkSync, type Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { HubError } from '../../core/errors.ts';
import type { IndexedInstance } from './archive-reader.ts';
import { isSameFile, type FileStamp } from './file-table.ts';
import { stampOf } from './list-folder.ts';
import { chunkBytes, releaseBuffer, takeBuffer } from './read-buffers.ts';

// Of descriptors, not of `FileHandle`s, which cost several times as much for each call: an image is opened, read, looked at and closed.
const openFile = promisify(open);
const statFile = promisify(fstat) as (fd: number) => Promise<Stats>;

type Chunks = AsyncGenerator<Uint8Array, void, undefined>;

/**
 * The bytes of the file that was indexed, in chunks, each good until the next is asked for; null when another stands at its path, none, or a link out of
 * the folder. Fails rather than end well when the file is changed while it is read. @throws UNAVAILABLE, or Error with the system's code
 */
export async function openContent(root: string, instance: IndexedInstance): Promise<Chunks | null> {
  const fd = await openFile(instance.path, 'r').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  });
  if (fd === null) return null;
  let chunks: Chunks | null = null;
  try {
    if (!(await realPath(fd, instance.path)).startsWith(`${root}/`)) return null;
    if (instance.stamp.sizeBytes <= chunkBytes) return await wholeOf(fd, instance.stamp);
    if (isSameFile(stampOf(await statFile(fd)), instance.stamp)) chunks = chunksOf(fd, instance.stamp);
    return chunks;
  } finally {
    if (chunks === null) closeFile(fd);
  }
}

/** Of what was opened, where the system tells that, from memory and at once; else of what stands at its path now. */
function realPath(fd: number, path: string): string | Promise<string> {
  return process.platform === 'linux' ? readlinkSync(`/proc/self/fd/${String(fd)}`) : realpath(path);
}

/** Nobody waits for it: of a file that was only read, closing has nothing to tell. */
function closeFile(fd: number): void {
  close(fd, () => undefined);
}

/** A small file, read whole; what it is is looked at once, afterwards. */
async function wholeOf(fd: number, stamp: FileStamp): Promise<Chunks | null> {
  const buffer = takeBuffer();
  const length = await readFully(fd, buffer, stamp.sizeBytes, 0);
  const isSame = isSameFile(stampOf(await statFile(fd)), stamp);
  if (isSame && length === stamp.sizeBytes) return once(buffer, length);
  releaseBuffer(buffer);
  // Its size is not what can be read of it: to look for it elsewhere would find it here again.
  if (isSame) throw changed();
  return null;
}

// A buffer is released when the next chunk is asked for, and left to the garbage collector when nobody asks: it may be on its way to a client then.
async function* once(buffer: Buffer, length: number): Chunks {
  yield await Promise.resolve(buffer.subarray(0, length));
  releaseBuffer(buffer);
}

async function* chunksOf(fd: number, { sizeBytes, modifiedMs }: FileStamp): Chunks {
  const chunkAt = async (at: number): Promise<{ readonly buffer: Buffer; readonly length: number }> => {
    const buffer = takeBuffer();
    const length = Math.min(chunkBytes, sizeBytes - at);
    if ((await readFully(fd, buffer, length, at)) < length) throw changed();
    // The last bytes leave only when all are known to be of one content; it may have been moved meanwhile.
    if (at + length === sizeBytes) {
      const now = await statFile(fd);
      if (now.size !== sizeBytes || now.mtimeMs !== modifiedMs) throw changed();
    }
    return { buffer, length };
  };
  let next = chunkAt(0);
  try {
    for (let at = 0; at < sizeBytes;) {
      const { buffer, length } = await next;
      at += length;
      if (at < sizeBytes) {
        next = chunkAt(at);
        // Whoever asks for it hears of its failure; nobody may, when the client has gone.
        next.catch(() => undefined);
      }
      yield buffer.subarray(0, length);
      releaseBuffer(buffer);
    }
  } finally {
    await next.catch(() => undefined);
    closeFile(fd);
  }
}

/** How many bytes were read: fewer than wanted only where the file ends. */
async function readFully(fd: number, buffer: Buffer, wanted: number, position: number): Promise<number> {
  for (let at = 0; at < wanted;) {
    const bytesRead = await readInto(fd, buffer, at, wanted - at, position + at);
    if (bytesRead === 0) return at;
    at += bytesRead;
  }
  return wanted;
}

function readInto(fd: number, buffer: Buffer, at: number, length: number, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, buffer, at, length, position, (error, bytesRead) => {
      if (error) reject(error);
      else resolve(bytesRead);
    });
  });
}

export function changed(): HubError {
  return new HubError('UNAVAILABLE', 'the file is being changed');
}
