import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubError } from '../errors.ts';
import { wrongResult } from './check-result.ts';

/** Neither a link is followed, nor does a pipe without a writer hold us. */
const careful = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a plain file below a folder that a program may write to: neither the file nor a folder on the way to it may be a link, which could lead to
 * anything that the hub can read, nor a pipe or device. Null when there is none. @throws STEP_FAILED for what is no plain file
 */
export async function openPlain(folder: string, names: readonly string[]): Promise<FileHandle | null> {
  const opened: FileHandle[] = [];
  try {
    let path = folder;
    for (const [index, name] of ['', ...names].entries()) {
      const isFile = index === names.length;
      const at = await openAt(
        name === '' ? path : join(path, name),
        isFile ? careful : careful | constants.O_DIRECTORY,
      );
      if (at === null) return null;
      opened.push(at);
      // Through what was opened, not by its name, which may mean something else by now.
      path = process.platform === 'linux' ? `/proc/self/fd/${String(at.fd)}` : join(path, name);
    }
    const file = opened.pop();
    if (file === undefined) return null;
    const { nlink } = await plainStat(file);
    if (nlink === 1) return file;
    await file.close();
    throw notPlain();
  } finally {
    await Promise.all(opened.map((handle) => handle.close()));
  }
}

/** The bytes of such a file; null when there is none. @throws STEP_FAILED for what is no plain file, or longer */
export async function readPlain(folder: string, names: readonly string[], maxBytes: number): Promise<Buffer | null> {
  const file = await openPlain(folder, names);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const pieces: Buffer[] = [];
    // One byte more than it has: it may grow while it is read.
    for (let left = Math.min(size, maxBytes) + 1; left > 0;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(left, 1 << 24)), 0, null, null);
      if (bytesRead === 0) break;
      pieces.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    const bytes = Buffer.concat(pieces);
    if (bytes.length > maxBytes) throw wrongResult(`a file is larger than ${String(maxBytes)} bytes`);
    return bytes;
  } finally {
    await file.close();
  }
}

async function openAt(path: string, flags: number): Promise<FileHandle | null> {
  try {
    return await open(path, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    // A link; no folder; a socket or device.
    if (code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENXIO' || code === 'EISDIR') throw notPlain();
    throw error;
  }
}

async function plainStat(file: FileHandle): Promise<{ readonly nlink: number }> {
  const found = await file.stat();
  if (found.isFile()) return found;
  await file.close();
  throw notPlain();
}

const notPlain = (): HubError => wrongResult('what it names is not a plain file');

/** Whether something of that name is in the folder of a program, whatever it is. */
export async function hasEntry(folder: string, name: string): Promise<boolean> {
  try {
    await lstat(join(folder, name));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
