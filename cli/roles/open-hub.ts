import { pino, type Logger } from 'pino';
import { asError } from '../../core/errors.ts';
import type { QueueName } from '../../core/ports/job-queue.ts';
import { startIntakeWorkers, startWorkflowWorkers } from '../../workers/start-workers.ts';
import { ensureWritableFolder } from '../folders.ts';
import type { Settings } from '../settings.ts';
import { wireHub, type HubParts } from '../wire-hub.ts';
import { openStores, type Stores } from '../wire-stores.ts';

/** A hub's stores and use cases in this process, whatever role it plays. */
export interface OpenHub {
  readonly stores: Stores;
  readonly parts: HubParts;
  readonly logger: Logger;
  /** Starts taking jobs of these queues. */
  startWorkers(names: readonly QueueName[]): Promise<void>;
  /** Lets jobs under way finish within `graceMs`, gives the others back to the queue, and closes the stores. */
  close(graceMs: number): Promise<void>;
}

/** Opens the stores that the settings name. @throws HubError saying which setting is wrong */
export async function openHub(settings: Settings): Promise<OpenHub> {
  await ensureWritableFolder('PESSCARA_HOME', settings.home);
  const logger: Logger = pino({ level: settings.logLevel }, pino.destination(2));
  const onError = (error: unknown) => {
    logger.error({ err: asError(error) }, 'in the background');
  };
  const stores = await openStores(settings, onError);
  try {
    const parts = await wireHub(stores, settings, onError);
    let executors: Awaited<ReturnType<typeof parts.openExecutors>> | undefined;
    return {
      stores,
      parts,
      logger,
      async startWorkers(names) {
        executors = await parts.openExecutors();
        startIntakeWorkers(stores.queue, parts.intake, names);
        await startWorkflowWorkers(stores.queue, parts.workflows, executors.byName, names);
      },
      async close(graceMs) {
        await stores.queue.close(graceMs);
        await executors?.close();
        await parts.intake.flush();
        await stores.close();
      },
    };
  } catch (error) {
    await stores.queue.close(0);
    await stores.close();
    throw error;
  }
}
