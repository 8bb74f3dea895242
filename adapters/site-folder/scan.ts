import { opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/**
 * Every file below the folder, in order of path within each folder; hidden ones are left out. A link counts as what it
 * points to when that lies within the folder (as data sets of git-annex are), never when it leads out of it.
 */
export async function* findFiles(root: string): AsyncGenerator<FoundFile, void, undefined> {
  const inside = `${await realpath(root)}${sep}`;
  yield* walk(root, inside);
}

async function* walk(folder: string, inside: string): AsyncGenerator<FoundFile, void, undefined> {
  const entries = [];
  for await (const entry of await opendir(folder)) if (!entry.name.startsWith('.')) entries.push(entry);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, inside);
    else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsInside(path, inside)))) {
      const found = await fileAt(path);
      if (found) yield found;
    }
  }
}

async function leadsInside(path: string, inside: string): Promise<boolean> {
  try {
    return (await realpath(path)).startsWith(inside);
  } catch {
    return false; // a link to nothing
  }
}

/** Null when it has gone since it was listed, or is no plain file. */
async function fileAt(path: string): Promise<FoundFile | null> {
  try {
    const { size, mtimeMs, isFile } = await stat(path).then((found) => ({
      size: found.size,
      mtimeMs: found.mtimeMs,
      isFile: found.isFile(),
    }));
    return isFile ? { path, sizeBytes: size, mtimeMs } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
