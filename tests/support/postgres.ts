import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { PgliteClient } from '../../adapters/postgres/pglite.ts';

let migrated: Promise<File | Blob> | null = null;

/** A migrated, empty database of its own, in memory. The first in a process runs the migrations; the rest are copies of it. */
export async function freshSql(): Promise<PgliteClient> {
  migrated ??= (async () => {
    const database = await PGlite.create();
    await migrate(new PgliteClient(database));
    const dump = await database.dumpDataDir('none');
    await database.close();
    return dump;
  })();
  return new PgliteClient(await PGlite.create({ loadDataDir: await migrated }));
}
