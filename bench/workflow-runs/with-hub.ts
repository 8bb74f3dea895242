import type { HubClient } from '../../cli/hub-client.ts';
import { startHub, temporaryFolder } from '../../tests/support/pesscara-process.ts';
import { startServed } from '../served/start-served.ts';

interface RunningHub {
  readonly operator: HubClient;
  /** The process that clients are connected to. */
  readonly pid: number;
}

/** Does the work on a new hub in one process, on PGlite in a data folder. */
async function embedded<T>(work: (hub: RunningHub) => Promise<T>): Promise<T> {
  await using folder = await temporaryFolder();
  await using hub = await startHub(folder.path, { NODE_ENV: 'production' });
  return await work({ operator: hub.operator, pid: hub.process.pid });
}

/** The same on a gateway and workers, on PostgreSQL, Neo4j and Redis. */
async function served<T>(workers: number, work: (hub: RunningHub) => Promise<T>): Promise<T> {
  await using stores = await startServed();
  const { operator, process: gateway } = await stores.startGateway();
  for (let n = 0; n < workers; n++) await stores.start(['worker']);
  return await work({ operator, pid: gateway.pid });
}

/** @throws Error for a name that is none */
export function withHub<T>(name: string, workers: number, work: (hub: RunningHub) => Promise<T>): Promise<T> {
  if (name === 'embedded') return embedded(work);
  if (name === 'served') return served(workers, work);
  throw new Error('--hub: embedded or served');
}
