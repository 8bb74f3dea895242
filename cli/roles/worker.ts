import { queueNames, type QueueName } from '../../core/ports/job-queue.ts';
import { badInput } from '../../core/errors.ts';
import type { Door } from '../../gateway/door/service-door.ts';
import { startServiceDoor } from '../../gateway/door/service-door.ts';
import { explainListening } from '../listen-failure.ts';
import type { Settings } from '../settings.ts';
import { metricsOf } from './metrics-of.ts';
import type { OpenHub } from './open-hub.ts';

/** The queues of that name. @throws BAD_USER_INPUT for a name that there is none of */
export function queuesNamed(names: readonly string[]): readonly QueueName[] {
  const strange = names.find((name) => !queueNames.some((known) => known === name));
  if (strange !== undefined) throw badInput('QUEUE', `one of ${queueNames.join(', ')}`, strange);
  return queueNames.filter((name) => names.length === 0 || names.includes(name));
}

/** Takes the jobs of these queues, and serves its health. */
export async function startWorker(settings: Settings, hub: OpenHub, queues: readonly QueueName[]): Promise<Door> {
  const { stores, telemetry } = hub;
  const door = await startServiceDoor({
    host: settings.host,
    port: settings.port,
    readiness: { ...stores.readiness, ...stores.workerReadiness },
    routes: [metricsOf(settings, telemetry)],
    observation: telemetry,
  }).catch((error: unknown) => {
    throw explainListening(error, settings);
  });
  try {
    await hub.startWorkers(queues);
    return door;
  } catch (error) {
    await door.close(0);
    throw error;
  }
}
