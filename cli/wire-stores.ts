import { join } from 'node:path';
import { queueSamples } from '../adapters/postgres/queue-samples.ts';
import { DerivedSecrets } from '../adapters/secrets/derived-secrets.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { Secrets } from '../core/ports/secrets.ts';
import { observedPort } from '../core/telemetry/observed-port.ts';
import { observedQueue } from '../core/telemetry/observed-queue.ts';
import type { Settings } from './settings.ts';
import type { Engines } from './wire-engines.ts';
import { openObjects } from './wire-objects.ts';
import { attemptLog, type Telemetry } from './wire-telemetry.ts';

/** Where a hub keeps everything: the ports that an engine stands behind. */
export interface Stores extends Engines {
  readonly objects: ObjectStore;
  readonly secrets: Secrets;
}

export type StoreSettings = Pick<Settings, 'home' | 'served' | 'objectsUrl' | 'masterKey'>;

/** The stores that the settings name, migrated and ready. */
export async function openStores(settings: StoreSettings, telemetry: Telemetry): Promise<Stores> {
  const { tracing, metrics, logger } = telemetry;
  const { home, masterKey, served } = settings;
  const secrets = masterKey === null ? await DerivedSecrets.open(join(home, 'secrets')) : DerivedSecrets.of(masterKey);
  const objects = await openObjects(settings, telemetry.onError);
  // Loaded here alone: of the two ways to run, each hub needs the libraries of one.
  const engines = served
    ? await (await import('./wire-served.ts')).openServedStores(served, secrets, telemetry)
    : await (await import('./wire-embedded.ts')).openEmbeddedStores(home, secrets, telemetry);
  metrics.watchQueues(() => queueSamples(engines.sql));
  return {
    ...engines,
    secrets,
    graph: observedPort(engines.graph, 'graph', tracing),
    relations: observedPort(engines.relations, 'graph', tracing),
    moves: observedPort(engines.moves, 'graph', tracing),
    tombstones: observedPort(engines.tombstones, 'graph', tracing),
    queue: observedQueue(engines.queue, { tracing, metrics, onAttempt: attemptLog(logger) }),
    objects: observedPort(objects, 'objects', tracing),
  };
}
