import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FileTransferFolder } from '../adapters/files/transfer-folder.ts';
import { openNeo4jGraph } from '../adapters/neo4j/open-graph.ts';
import { PostgresAuditTrail } from '../adapters/postgres/audit-trail.ts';
import { PostgresGraphOutbox } from '../adapters/postgres/graph-outbox.ts';
import { PostgresGraphTransfer } from '../adapters/postgres/graph-transfer.ts';
import { openDataFolder } from '../adapters/postgres/open-data-folder.ts';
import { openPostgres } from '../adapters/postgres/open-postgres.ts';
import { PostgresTableDump } from '../adapters/postgres/table-dump.ts';
import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import { transferKey } from '../adapters/secrets/master-key-file.ts';
import { badInput } from '../core/errors.ts';
import { exportHub } from '../core/transfer/export-hub.ts';
import { importHub } from '../core/transfer/import-hub.ts';
import type { Manifest } from '../core/transfer/manifest.ts';
import type { TransferGraph, TransferHub, TransferKey, TransferObjects } from '../core/transfer/ports.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';
import { openObjects } from './wire-objects.ts';

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

/** Writes the stopped hub that the settings name into an empty folder. */
export async function exportTo(path: string, settings: Settings, passphrase: string): Promise<Manifest> {
  const { home, served } = settings;
  if (served === null && !existsSync(join(home, 'database'))) {
    throw badInput('PESSCARA_HOME', 'the data folder of a hub', home);
  }
  return withHub(settings, async (hub) =>
    exportHub(hub, await FileTransferFolder.create(path), { passphrase, softwareVersion: version }),
  );
}

/** Fills the hub that the settings name, which was never started, from an export. */
export async function importFrom(path: string, settings: Settings, passphrase: string): Promise<Manifest> {
  const folder = await FileTransferFolder.open(path);
  return withHub(settings, (hub) => importHub(hub, folder, passphrase));
}

async function withHub<T>(settings: Settings, work: (hub: TransferHub) => Promise<T>): Promise<T> {
  const { home, masterKey, served } = settings;
  const closers: (() => Promise<void>)[] = [];
  try {
    let sql: SqlClient;
    let graph: TransferGraph | null = null;
    if (served === null) {
      const data = await openDataFolder(home);
      closers.push(() => data.close());
      ({ sql } = data);
    } else {
      sql = await openPostgres({ url: served.databaseUrl, onError: warn });
      closers.push(() => sql.close());
      const outbox = new PostgresGraphOutbox(sql);
      const opened = await openNeo4jGraph({ url: served.graphUrl, outbox, onError: warn });
      closers.push(() => opened.close());
      graph = opened.transfer;
    }
    const objects = await openObjects(settings, warn);
    const key = transferKey(join(home, 'secrets'), masterKey);
    return await work(transferHub({ sql, objects, key, ...(graph ? { graph } : {}) }));
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

const warn = (error: Error): void => process.emitWarning(error);
