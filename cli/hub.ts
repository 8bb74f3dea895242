import { queueNames } from '../core/ports/job-queue.ts';
import { startGateway, type RunningGateway } from './roles/gateway.ts';
import { openHub } from './roles/open-hub.ts';
import type { Settings } from './settings.ts';
import { startDimse } from './wire-dimse.ts';

export interface RunningHub extends RunningGateway {
  /** Where senders by DIMSE call it; null when the settings want none. */
  readonly dimseAddress: string | null;
}

/** Starts the whole hub in this process: doors, subgraphs and workers. Closing it also gives jobs back, and closes the stores. */
export async function startHub(settings: Settings): Promise<RunningHub> {
  const hub = await openHub(settings, 'hub');
  try {
    const dimse = await startDimse(settings, hub.parts, hub.telemetry);
    const closeDoors = async (graceMs: number, gateway?: RunningGateway): Promise<void> => {
      await Promise.all([dimse.close(graceMs), gateway?.close(graceMs)]);
    };
    const gateway = await startGateway(settings, hub).catch(async (error: unknown) => {
      await closeDoors(0);
      throw error;
    });
    try {
      await hub.startWorkers(queueNames);
    } catch (error) {
      await closeDoors(0, gateway);
      throw error;
    }
    return {
      ...gateway,
      dimseAddress: dimse.address,
      async close(graceMs) {
        await closeDoors(graceMs, gateway);
        await hub.close(graceMs);
      },
    };
  } catch (error) {
    await hub.close(0);
    throw error;
  }
}
