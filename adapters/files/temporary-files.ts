import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../core/is-alive.ts';

/** This run of this process: a process id alone may be that of a dead process (in a container it is always the same). */
const run = `${encodeURIComponent(hostname())}~${String(process.pid)}~${randomUUID()}`;
const dayMs = 86_400_000;

/** A path in the folder for a file that is still being written. */
export function temporaryPath(folder: string): string {
  return join(folder, `${run}~${randomUUID()}`);
}

/**
 * Removes the files that dead processes left; those of living ones, and of other hosts for a day, stay. Answers the paths of those that have another
 * name besides, which stay as well.
 */
export async function removeLeftovers(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const stale = await Promise.all(names.map((name) => isStale(folder, name)));
  const leftovers = names.filter((_, index) => stale[index]).map((name) => join(folder, name));
  const linked = await Promise.all(leftovers.map(async (path) => (await namesOf(path)) > 1));
  await Promise.all(leftovers.filter((_, index) => !linked[index]).map((path) => rm(path, { force: true })));
  return leftovers.filter((_, index) => linked[index]);
}

async function isStale(folder: string, name: string): Promise<boolean> {
  if (name.startsWith(`${run}~`)) return false;
  const [host, pid] = name.split('~');
  if (host === encodeURIComponent(hostname()) && !(Number(pid) !== process.pid && isAlive(Number(pid)))) return true;
  try {
    return Date.now() - (await stat(join(folder, name))).mtimeMs > dayMs;
  } catch (error) {
    // Its owner has just finished with it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** How many names the file has; 0 when it is gone. */
async function namesOf(path: string): Promise<number> {
  try {
    return (await stat(path)).nlink;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
