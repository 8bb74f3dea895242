import { isUtf8 } from 'node:buffer';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asError } from '../core/errors.ts';

/**
 * Every regular file below a folder, in order of name; links are not followed, and of the folder itself `skipped` is left out. What can't be
 * looked at (a folder that may not be read, a name that is not UTF-8) is told to `onTrouble`, and does not keep the rest from being found.
 * @throws the system's error when the folder itself can't be read
 */
export async function walkFolder(
  top: string,
  skipped: string,
  onTrouble: (what: string) => void,
): Promise<readonly string[]> {
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
      const name = entry.name.toString();
      if (folder === top && name === skipped) continue;
      const path = join(folder, name);
      if (!isUtf8(entry.name)) onTrouble(`left alone, since its name is not UTF-8: ${path}`);
      else if (entry.isFile()) files.push(path);
      else if (entry.isDirectory()) {
        await walk(path).catch((error: unknown) => {
          // Its writer took it away while we looked.
          if (!isGone(error)) onTrouble(`left alone, since it can't be read: ${asError(error).message}`);
        });
      }
    }
  };
  await walk(top);
  return files.toSorted();
}

/** True for what the system says of a path that isn't there (any more). */
export function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
