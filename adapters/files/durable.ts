import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder's entries durable: a file that was created, renamed or removed in it stays so after a power cut. */
export const syncFolder = (folder: string): Promise<void> => syncFile(folder);

/** Makes the content of a file durable. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder (and those above it) durably. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}
