import { queueNames } from '../core/ports/job-queue.ts';
import { startGateway, type RunningGateway } from './roles/gateway.ts';
import { openHub } from './roles/open-hub.ts';
import type { Settings } from './settings.ts';

/** Starts the whole hub in this process: door, subgraphs and workers. Closing it also gives jobs back, and closes the stores. */
export async function startHub(settings: Settings): Promise<RunningGateway> {
  const hub = await openHub(settings, 'hub');
  try {
    const gateway = await startGateway(settings, hub);
    try {
      await hub.startWorkers(queueNames);
    } catch (error) {
      await gateway.close(0);
      throw error;
    }
    return {
      ...gateway,
      async close(graceMs) {
        await gateway.close(graceMs);
        await hub.close(graceMs);
      },
    };
  } catch (error) {
    await hub.close(0);
    throw error;
  }
}
