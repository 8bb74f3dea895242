import { mkdir, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../core/is-alive.ts';
import { removeTree } from '../core/programs/remove-tree.ts';

export interface WorkFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A folder of this process alone below `root`, for what its steps are working on. Folders of processes of this machine that have ended
 * are removed, or all where this process has the root alone: nothing in them is needed again.
 */
export async function openWorkFolder(root: string, alone: boolean): Promise<WorkFolder> {
  if (alone) await removeTree(root);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const prefix = `${hostname()}-`;
  for (const name of await readdir(root)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(pid) && (pid === process.pid || !isAlive(pid))) {
      await removeTree(join(root, name));
    }
  }
  const path = join(root, `${prefix}${String(process.pid)}`);
  await mkdir(path, { mode: 0o700 });
  return { path, remove: () => removeTree(path) };
}
