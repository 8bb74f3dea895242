import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { openDataFolder } from '../../adapters/postgres/open-data-folder.ts';
import { PgliteClient } from '../../adapters/postgres/pglite.ts';
import { schemaKey } from './schema-key.ts';

/*
 * Making an embedded database takes some seconds of a core, which nearly every test would pay. So an empty, migrated one is kept for each
 * state of the migrations, and tests get copies. That a hub makes its own on an empty folder is what tests/e2e/data-folder shows.
 */

const root = join(import.meta.dirname, '..', '..');
const cache = join(root, '.cache', 'embedded');

function place(ending: string): string {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8'),
  ) as { version: string };
  return join(cache, `${schemaKey()}-${version}${ending}`);
}

/** What is at the path, made by whoever comes first; two at once make it twice, and one of them is kept. */
async function kept(path: string, make: (temporary: string) => Promise<void>): Promise<string> {
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const temporary = join(cache, `new-${randomUUID()}`);
  try {
    await make(temporary);
    await rename(temporary, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return path;
}

/** A migrated database in memory, as PGlite's `loadDataDir` takes it. */
export async function embeddedDump(): Promise<Blob> {
  const path = await kept(place('.tar'), async (temporary) => {
    const database = await PGlite.create();
    await migrate(new PgliteClient(database));
    const dump = await database.dumpDataDir('none');
    await database.close();
    await writeFile(temporary, new Uint8Array(await dump.arrayBuffer()));
  });
  return new Blob([await readFile(path)]);
}

/** Puts a migrated database into a data folder that has none. */
export async function seedDataFolder(home: string): Promise<void> {
  if (existsSync(join(home, 'database'))) return;
  const template = await kept(place(''), async (temporary) => {
    await (await openDataFolder(temporary)).close();
  });
  await mkdir(home, { recursive: true, mode: 0o700 });
  await cp(join(template, 'database'), join(home, 'database'), { recursive: true });
}
