import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import { HubError } from '../../core/errors.ts';
import type { IndexedInstance } from './archive-reader.ts';
import { isSameFile, type FileStamp } from './file-table.ts';
import { stampOf } from './list-folder.ts';

/** Of which one is read while another is sent. */
const chunkBytes = 1024 * 1024;

/**
 * The bytes of the file that was indexed, in chunks; null when another stands at its path, none, or a link out of the folder. Fails rather than end well when the
 * file is changed while it is read. @throws UNAVAILABLE, or Error with the system's code
 */
export async function openContent(
  root: string,
  instance: IndexedInstance,
): Promise<AsyncGenerator<Uint8Array, void, undefined> | null> {
  const file = await open(instance.path, 'r').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  });
  if (file === null) return null;
  let isOpened = false;
  try {
    if (!isSameFile(stampOf(await file.stat()), instance.stamp)) return null;
    if (!(await realPath(file, instance.path)).startsWith(`${root}/`)) return null;
    isOpened = true;
  } finally {
    if (!isOpened) await file.close();
  }
  return chunksOf(file, instance.stamp);
}

/** Of what was opened, where the system tells that; else of what stands at its path now. */
function realPath(file: FileHandle, path: string): Promise<string> {
  return process.platform === 'linux' ? readlink(`/proc/self/fd/${String(file.fd)}`) : realpath(path);
}

async function* chunksOf(
  file: FileHandle,
  { sizeBytes, modifiedMs }: FileStamp,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let at = 0; at < sizeBytes;) {
      const length = Math.min(chunkBytes, sizeBytes - at);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, at);
      at += bytesRead;
      if (bytesRead === 0) throw changed();
      // The last bytes leave only when all are known to be of one content; it may have been moved meanwhile.
      if (at >= sizeBytes) {
        const now = await file.stat();
        if (now.size !== sizeBytes || now.mtimeMs !== modifiedMs) throw changed();
      }
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

export function changed(): HubError {
  return new HubError('UNAVAILABLE', 'the file is being changed');
}
