import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { FileStamp } from './file-table.ts';

export interface Listing {
  /** The file system that the folder lies on. */
  readonly device: number;
  readonly files: readonly (FileStamp & { readonly name: string })[];
  readonly folders: readonly string[];
}

export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileStamp {
  return { sizeBytes: size, modifiedMs: mtimeMs, changedMs: ctimeMs, inode: ino };
}

/**
 * What stands in a folder, by name; hidden names are left out. A link counts as the file that it points to when that lies within the
 * root (as data sets of git-annex are), never when it leads out of it. @throws Error with the system's code
 */
export function listFolder(path: string, root: string): Listing {
  const device = statSync(path).dev;
  const files: (FileStamp & { name: string })[] = [];
  const folders: string[] = [];
  const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) {
      folders.push(entry.name);
      continue;
    }
    const at = join(path, entry.name);
    if (entry.isFile()) {
      const found = statSync(at, { throwIfNoEntry: false });
      if (found?.isFile() === true) files.push({ name: entry.name, ...stampOf(found) });
    } else if (entry.isSymbolicLink()) {
      const found = lookAt(at, root);
      if (found?.kind === 'file') files.push({ name: entry.name, ...found.stamp });
    }
  }
  return { device, files, folders };
}

export type Found = { readonly kind: 'file'; readonly stamp: FileStamp } | { readonly kind: 'folder' } | null;

/** What stands at a path: null for nothing, or nothing that is exposed. @throws Error with the system's code */
export function lookAt(path: string, root: string): Found {
  try {
    const found = statSync(path);
    const real = realpathSync.native(path);
    if (!real.startsWith(`${root}/`)) return null;
    if (found.isDirectory()) return real === path ? { kind: 'folder' } : null;
    return found.isFile() ? { kind: 'file', stamp: stampOf(found) } : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
