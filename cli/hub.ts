import { queueNames } from '../core/ports/job-queue.ts';
import { startGateway } from './roles/gateway.ts';
import { openHub } from './roles/open-hub.ts';
import type { Settings } from './settings.ts';

export interface RunningHub {
  readonly url: string;
  /** The first administrator's password when it was made just now, to be shown once; null otherwise. */
  readonly newAdminPassword: string | null;
  /** Answers /readyz with 503, and everything else as before. */
  drain(): void;
  /** Takes no new requests, lets those under way finish within `graceMs`, gives jobs back, closes the stores. */
  close(graceMs: number): Promise<void>;
}

/** Starts the whole hub in this process: door, subgraphs and workers. */
export async function startHub(settings: Settings): Promise<RunningHub> {
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
