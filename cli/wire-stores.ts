import { join } from 'node:path';
import { FileObjectStore } from '../adapters/files/file-object-store.ts';
import { queueSamples } from '../adapters/postgres/queue-samples.ts';
import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import { openS3ObjectStore } from '../adapters/s3/s3-object-store.ts';
import { DerivedSecrets } from '../adapters/secrets/derived-secrets.ts';
import type { AssetGraph } from '../core/ports/asset-graph.ts';
import type { ChangeFeed } from '../core/ports/change-feed.ts';
import type { JobQueue } from '../core/ports/job-queue.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { Secrets } from '../core/ports/secrets.ts';
import { observedPort } from '../core/telemetry/observed-port.ts';
import { observedQueue } from '../core/telemetry/observed-queue.ts';
import type { Settings } from './settings.ts';
import { openEmbeddedStores } from './wire-embedded.ts';
import { openServedStores } from './wire-served.ts';
import { attemptLog, type Telemetry } from './wire-telemetry.ts';

/** What engines a hub stands on: one data folder, or servers. */
export interface Engines {
  readonly sql: SqlClient;
  readonly graph: AssetGraph;
  readonly queue: JobQueue;
  readonly feed: ChangeFeed;
  /** True when no other process can have these open. */
  readonly alone: boolean;
  /** Without what the hub answers nothing, by name. What only some answers need is not in it: the others must go on. */
  readonly readiness: Readonly<Record<string, () => Promise<void>>>;
  /** Without what a worker gets nothing done, besides. */
  readonly workerReadiness: Readonly<Record<string, () => Promise<void>>>;
  /** Closes all but the queue, which who works on it closes first. */
  close(): Promise<void>;
}

/** Where a hub keeps everything: the ports that an engine stands behind. */
export interface Stores extends Engines {
  readonly objects: ObjectStore;
  readonly secrets: Secrets;
}

export type StoreSettings = Pick<Settings, 'home' | 'served' | 'objectsUrl' | 'masterKey'>;

/** The stores that the settings name, migrated and ready. */
export async function openStores(settings: StoreSettings, telemetry: Telemetry): Promise<Stores> {
  const { tracing, metrics, logger } = telemetry;
  const { home, masterKey, objectsUrl, served } = settings;
  const secrets = masterKey === null ? await DerivedSecrets.open(join(home, 'secrets')) : DerivedSecrets.of(masterKey);
  const objects =
    objectsUrl === null
      ? await FileObjectStore.open(join(home, 'objects'))
      : await openS3ObjectStore({ url: objectsUrl, onError: telemetry.onError });
  const engines = served
    ? await openServedStores(served, secrets, telemetry)
    : await openEmbeddedStores(home, secrets, telemetry);
  metrics.watchQueues(() => queueSamples(engines.sql));
  return {
    ...engines,
    secrets,
    graph: observedPort(engines.graph, 'graph', tracing),
    queue: observedQueue(engines.queue, { tracing, metrics, onAttempt: attemptLog(logger) }),
    objects: observedPort(objects, 'objects', tracing),
  };
}
