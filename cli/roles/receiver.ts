import type { FastifyInstance } from 'fastify';
import type { Door } from '../../gateway/door/service-door.ts';
import { startServiceDoor } from '../../gateway/door/service-door.ts';
import { intakeRoutes } from '../../gateway/routes/intake.ts';
import { explainListening } from '../listen-failure.ts';
import type { Settings } from '../settings.ts';
import { startDimse } from '../wire-dimse.ts';
import { metricsOf } from './metrics-of.ts';
import type { OpenHub } from './open-hub.ts';

/** Serves the doors for bytes coming in, alone: DICOMweb store, the files of an ingestion, and DIMSE where the settings have a port for it. */
export async function startReceiver(settings: Settings, { stores, parts, telemetry }: OpenHub): Promise<Door> {
  const dimse = await startDimse(settings, parts, telemetry);
  const door = await startServiceDoor({
    host: settings.host,
    port: settings.port,
    readiness: stores.readiness,
    routes: [
      metricsOf(settings, telemetry),
      async (app: FastifyInstance) => {
        await app.register(intakeRoutes, {
          intake: parts.intake,
          maxFileBytes: settings.receiving.maxFileBytes,
          actorOf: (authorization) => parts.identity.authenticate(authorization ?? null),
        });
      },
    ],
    observation: telemetry,
  }).catch(async (error: unknown) => {
    await dimse.close(0);
    throw explainListening(error, settings);
  });
  return {
    ...door,
    async close(graceMs = 0) {
      await Promise.all([dimse.close(graceMs), door.close(graceMs)]);
    },
  };
}
