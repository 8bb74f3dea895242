import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DurableNodeFS, durableParameters } from './durable-node-fs.ts';
import { keepTidy } from './maintenance.ts';
import { migrate } from './migrate.ts';
import { PgliteClient } from './pglite.ts';
import { lockFolder } from './process-lock.ts';
import type { SqlClient } from './sql-client.ts';

export interface DataFolder {
  /** Its database, migrated. */
  readonly sql: SqlClient;
  /** Closes the database in order and lets another process have the folder. */
  close(): Promise<void>;
}

export interface DataFolderOptions {
  /** Hears faults of the maintenance in the background. @default a process warning */
  readonly onError?: (error: Error) => void;
}

/** 32 MB of buffers hold the hub's tables; PGlite's own 128 MB would all count as memory of this process. */
const settings = { shared_buffers: '32MB' };
const newPrefix = 'database.new-';

/**
 * Opens the embedded database of a data folder, making both when they are not there. One process at a time. `kill -9` and
 * power cuts at any moment lose nothing acknowledged, also during the first start.
 * @throws CONFLICT when a living process has it; Error when a newer version wrote it
 */
export async function openDataFolder(home: string, options: DataFolderOptions = {}): Promise<DataFolder> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const lock = lockFolder(home);
  try {
    const path = join(home, 'database');
    const names = await readdir(home);
    // What first starts left that did not come to their end.
    for (const name of names) if (name.startsWith(newPrefix)) await rm(join(home, name), { recursive: true });
    if (!names.includes('database')) await initialize(home, path);
    const client = new PgliteClient(await openDatabase(path));
    try {
      await migrate(client);
    } catch (error) {
      await client.close();
      throw error;
    }
    const tidy = keepTidy(client, options.onError ?? ((error) => process.emitWarning(error)));
    return {
      sql: client,
      close: async () => {
        await tidy.stop();
        await client.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openDatabase(path: string): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableNodeFS(path),
    startParams: durableParameters(PGlite.defaultStartParams, settings),
  });
}

/** An initialisation that is cut off leaves a folder that PostgreSQL can't open, so it happens beside the place. */
async function initialize(home: string, path: string): Promise<void> {
  const temporary = join(home, `${newPrefix}${randomUUID()}`);
  const database = await openDatabase(temporary);
  await database.close();
  await syncTree(temporary);
  await rename(temporary, path);
  await sync(home);
}

async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  // Some at a time: a disk is faster so, and open files are few on some systems.
  while (paths.length > 0) await Promise.all(paths.splice(0, 32).map(sync));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
