import type { FastifyInstance } from 'fastify';
import type { Door } from '../../gateway/door/service-door.ts';
import { startServiceDoor } from '../../gateway/door/service-door.ts';
import { intakeRoutes } from '../../gateway/routes/intake.ts';
import { explainListening } from '../listen-failure.ts';
import type { Settings } from '../settings.ts';
import { metricsOf } from './metrics-of.ts';
import type { OpenHub } from './open-hub.ts';

/** Serves the doors for bytes coming in, alone: DICOMweb store and the files of an ingestion. */
export async function startReceiver(settings: Settings, { stores, parts, telemetry }: OpenHub): Promise<Door> {
  return startServiceDoor({
    host: settings.host,
    port: settings.port,
    readiness: stores.readiness,
    routes: [
      metricsOf(settings, telemetry),
      async (app: FastifyInstance) => {
        await app.register(intakeRoutes, {
          intake: parts.intake,
          actorOf: (authorization) => parts.identity.authenticate(authorization ?? null),
        });
      },
    ],
    observation: telemetry,
  }).catch((error: unknown) => {
    throw explainListening(error, settings);
  });
}
