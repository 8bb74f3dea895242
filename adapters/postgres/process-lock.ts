import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HubError } from '../../core/errors.ts';

/**
 * Holds a folder for this process alone until `release`, or until the process ends in whatever way. The operating
 * system keeps the lock (it is that of an SQLite file, on which Node's own SQLite waits for nobody), so a dead
 * process never holds it, and neither a reused process number nor another container can be mistaken for its owner.
 * @throws CONFLICT naming the process that holds it
 */
export function lockFolder(folder: string): { release(): void } {
  const owner = join(folder, 'lock.owner');
  const database = new DatabaseSync(join(folder, 'lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode !== 5) throw error;
    const pid = readOwner(owner);
    throw new HubError(
      'CONFLICT',
      `the data folder ${folder} is in use by process ${pid}: stop that one first, or choose another folder by PESSCARA_HOME`,
      { folder, pid },
    );
  }
  writeFileSync(owner, `${String(process.pid)}\n`);
  return {
    release: () => {
      database.close();
    },
  };
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    // It has the lock, but has not yet said who it is.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '(unknown)';
    throw error;
  }
}
