import type { QueueName } from '../../core/ports/job-queue.ts';
import {
  startIntakeWorkers,
  startRuleWorkers,
  startPurgeWorkers,
  startMappingWorkers,
  startProtocolWorkers,
  startUploadWorkers,
  startWorkflowWorkers,
} from '../../workers/start-workers.ts';
import { ensureWritableFolder } from '../folders.ts';
import type { Settings } from '../settings.ts';
import { wireHub, type HubParts } from '../wire-hub.ts';
import { openStores, type Stores } from '../wire-stores.ts';
import { wireTelemetry, type Telemetry } from '../wire-telemetry.ts';

/** A hub's stores and use cases in this process, whatever role it plays. */
export interface OpenHub {
  readonly stores: Stores;
  readonly parts: HubParts;
  readonly telemetry: Telemetry;
  /** Starts taking jobs of these queues. */
  startWorkers(names: readonly QueueName[]): Promise<void>;
  /** Lets jobs under way finish within `graceMs`, gives the others back to the queue, and closes the stores. */
  close(graceMs: number): Promise<void>;
}

/** Opens the stores that the settings name; `role` is what logs, metrics and traces call this process. @throws HubError saying which setting is wrong */
export async function openHub(settings: Settings, role: string): Promise<OpenHub> {
  await ensureWritableFolder('PESSCARA_HOME', settings.home);
  const telemetry = await wireTelemetry(settings, role);
  const stores = await openStores(settings, telemetry);
  try {
    const parts = await wireHub(stores, settings, telemetry);
    await parts.intake.noteLeftovers();
    let executors: Awaited<ReturnType<typeof parts.openExecutors>> | undefined;
    return {
      stores,
      parts,
      telemetry,
      async startWorkers(names) {
        // Only steps need them, and the folder that they work in.
        if (names.includes('step')) executors = await parts.openExecutors();
        startIntakeWorkers(stores.queue, parts.intake, names);
        startUploadWorkers(stores.queue, parts.uploads, names);
        startRuleWorkers(stores.queue, parts.ruleApplications, names);
        startPurgeWorkers(stores.queue, parts.withdrawals, parts.intake, names);
        startMappingWorkers(stores.queue, parts.mapping, names);
        startProtocolWorkers(stores.queue, parts.protocols, parts.workflows, names);
        const byName = executors?.byName ?? new Map();
        const { stepsAtOnce } = settings.programs;
        await startWorkflowWorkers(stores.queue, parts.workflows, byName, names, stepsAtOnce);
      },
      async close(graceMs) {
        await stores.queue.close(graceMs);
        await executors?.close();
        await parts.closeEyes();
        parts.mailer?.close();
        await parts.renderer.close();
        await parts.intake.flush();
        await stores.close();
        await telemetry.close();
      },
    };
  } catch (error) {
    await stores.queue.close(0);
    await stores.close();
    await telemetry.close();
    throw error;
  }
}
