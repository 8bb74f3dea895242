import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../data/pydicom');

/** Every file of pydicom's test folder, by its path there, in order of path. */
export function pydicomFiles(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ name: path.slice(folder.length + 1), bytes: readFileSync(path) }));
}

export function pydicomFile(name: string): Uint8Array {
  return readFileSync(join(folder, name));
}
