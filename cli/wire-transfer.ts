import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FileObjectStore } from '../adapters/files/file-object-store.ts';
import { FileTransferFolder } from '../adapters/files/transfer-folder.ts';
import { PostgresAuditTrail } from '../adapters/postgres/audit-trail.ts';
import { PostgresGraphTransfer } from '../adapters/postgres/graph-transfer.ts';
import { openDataFolder } from '../adapters/postgres/open-data-folder.ts';
import { PostgresTableDump } from '../adapters/postgres/table-dump.ts';
import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import { transferKey } from '../adapters/secrets/master-key-file.ts';
import { badInput, HubError } from '../core/errors.ts';
import { exportHub } from '../core/transfer/export-hub.ts';
import { importHub } from '../core/transfer/import-hub.ts';
import type { Manifest } from '../core/transfer/manifest.ts';
import type { TransferGraph, TransferHub, TransferKey, TransferObjects } from '../core/transfer/ports.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

/** What a hub is made of where it is carried from or to: its stores, opened, and nothing that works on them. */
export interface TransferStores {
  readonly sql: SqlClient;
  readonly objects: TransferObjects;
  /** @default the graph in the SQL tables */
  readonly graph?: TransferGraph;
  readonly key: TransferKey;
}

/** The stores as export and import use them. */
export function transferHub({ sql, objects, graph, key }: TransferStores): TransferHub {
  const audit = new PostgresAuditTrail(sql);
  return {
    tables: new PostgresTableDump(sql),
    graph: graph ?? new PostgresGraphTransfer(sql),
    objects,
    key,
    verifyAudit: () => audit.verify(),
  };
}

/** Writes the embedded hub of this data folder, which must be stopped, into an empty folder. */
export async function exportTo(path: string, settings: Settings, passphrase: string): Promise<Manifest> {
  const { home } = settings;
  expectEmbedded(settings);
  if (!existsSync(join(home, 'database'))) throw badInput('PESSCARA_HOME', 'the data folder of a hub', home);
  return withEmbedded(settings, async (hub) =>
    exportHub(hub, await FileTransferFolder.create(path), { passphrase, softwareVersion: version }),
  );
}

/** Fills the embedded hub of this data folder, which must be empty or not there, from an export. */
export async function importFrom(path: string, settings: Settings, passphrase: string): Promise<Manifest> {
  expectEmbedded(settings);
  const folder = await FileTransferFolder.open(path);
  return withEmbedded(settings, (hub) => importHub(hub, folder, passphrase));
}

/** @throws UNSUPPORTED while the stores of a served hub are not wired here */
function expectEmbedded({ served, objectsUrl }: Settings): void {
  if (served !== null || objectsUrl !== null) {
    throw new HubError(
      'UNSUPPORTED',
      'export and import reach the embedded hub alone so far (unset PESSCARA_DATABASE_URL and PESSCARA_OBJECTS_URL)',
    );
  }
}

async function withEmbedded<T>({ home, masterKey }: Settings, work: (hub: TransferHub) => Promise<T>): Promise<T> {
  const data = await openDataFolder(home);
  try {
    const objects = await FileObjectStore.open(join(home, 'objects'));
    return await work(transferHub({ sql: data.sql, objects, key: transferKey(join(home, 'secrets'), masterKey) }));
  } finally {
    await data.close();
  }
}
