import { join } from 'node:path';
import { FileObjectStore } from '../adapters/files/file-object-store.ts';
import { PostgresAssetGraph } from '../adapters/postgres/asset-graph.ts';
import { PostgresChangeFeed } from '../adapters/postgres/change-feed.ts';
import { agreeOnKey } from '../adapters/postgres/hub-key.ts';
import { PostgresJobQueue } from '../adapters/postgres/job-queue.ts';
import { openDataFolder } from '../adapters/postgres/open-data-folder.ts';
import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import { DerivedSecrets } from '../adapters/secrets/derived-secrets.ts';
import type { AssetGraph } from '../core/ports/asset-graph.ts';
import type { ChangeFeed } from '../core/ports/change-feed.ts';
import type { JobQueue } from '../core/ports/job-queue.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { Secrets } from '../core/ports/secrets.ts';
import type { Settings } from './settings.ts';

/** Where a hub keeps everything: the ports that an engine stands behind. */
export interface Stores {
  readonly sql: SqlClient;
  readonly graph: AssetGraph;
  readonly queue: JobQueue;
  readonly feed: ChangeFeed;
  readonly objects: ObjectStore;
  readonly secrets: Secrets;
  /** True when no other process can have these stores open. */
  readonly alone: boolean;
  /** What has to answer for the hub to be ready, by name. */
  readonly readiness: Readonly<Record<string, () => Promise<void>>>;
  /** Closes all but the queue, which who works on it closes first. */
  close(): Promise<void>;
}

export type StoreSettings = Pick<Settings, 'home' | 'served' | 'objectsUrl' | 'masterKey'>;

/** The stores that the settings name, migrated and ready. `onError` hears what fails outside of any request or job. */
export async function openStores(settings: StoreSettings, onError: (error: unknown) => void): Promise<Stores> {
  return openEmbedded(settings, onError);
}

/** Everything under one data folder, in this process, which has it alone. */
async function openEmbedded(settings: StoreSettings, onError: (error: unknown) => void): Promise<Stores> {
  const folder = await openDataFolder(settings.home, { onError });
  try {
    const { sql } = folder;
    const queue = new PostgresJobQueue(sql, { onError });
    const secrets = await openSecrets(settings);
    await agreeOnKey(sql, secrets);
    // Nobody else has the folder: what is still held was held by a process that died.
    await queue.recoverOrphans();
    return {
      sql,
      graph: new PostgresAssetGraph(sql),
      queue,
      feed: new PostgresChangeFeed(sql),
      objects: await openObjects(settings),
      secrets,
      alone: true,
      readiness: {
        database: async () => {
          await sql.query('SELECT 1');
        },
      },
      close: () => folder.close(),
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}

async function openSecrets({ home, masterKey }: StoreSettings): Promise<Secrets> {
  return masterKey === null ? DerivedSecrets.open(join(home, 'secrets')) : DerivedSecrets.of(masterKey);
}

async function openObjects({ home }: StoreSettings): Promise<ObjectStore> {
  return FileObjectStore.open(join(home, 'objects'));
}
