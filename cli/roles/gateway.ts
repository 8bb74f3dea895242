import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { bearerToken } from '../../gateway/door/access.ts';
import { startDoor } from '../../gateway/door/door.ts';
import type { Door } from '../../gateway/door/service-door.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { graphiqlPage } from '../../gateway/page/page.ts';
import { callBackRoutes } from '../../gateway/routes/call-backs.ts';
import { dicomwebRoutes } from '../../gateway/routes/dicomweb.ts';
import { auditRoute } from '../../gateway/routes/audit.ts';
import { filesRoute } from '../../gateway/routes/files.ts';
import { hooksRoute } from '../../gateway/routes/hooks.ts';
import { intakeRoutes } from '../../gateway/routes/intake.ts';
import { refusedRoute } from '../../gateway/routes/refused.ts';
import { previewRoute } from '../../gateway/routes/preview.ts';
import { quarantineRoutes } from '../../gateway/routes/quarantine.ts';
import { uploadRoutes } from '../../gateway/routes/uploads.ts';
import { provenanceRoute } from '../../gateway/routes/provenance.ts';
import { viewerRoutes } from '../../gateway/viewer/viewer.ts';
import { createContext } from '../../schema/subgraph.ts';
import { hubScalars } from '../hub-scalars.ts';
import { explainListening } from '../listen-failure.ts';
import type { Settings } from '../settings.ts';
import { leaveAddress } from './leave-address.ts';
import { metricsOf } from './metrics-of.ts';
import type { OpenHub } from './open-hub.ts';
import { gatewayHeader, subgraphSources } from './subgraphs.ts';

export interface RunningGateway {
  readonly url: string;
  /** The first administrator's password when it was made just now, to be shown once; null otherwise. */
  readonly newAdminPassword: string | null;
  /** Answers /readyz with 503, and everything else as before. */
  drain(): void;
  /** Takes no new requests, and lets those under way finish within `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Opens the public door of the hub: GraphQL, bytes in and out, the page. */
export async function startGateway(settings: Settings, hub: OpenHub): Promise<RunningGateway> {
  const { parts, telemetry } = hub;
  const door = await openDoor(settings, hub).catch((error: unknown) => {
    throw explainListening(error, settings);
  });
  try {
    // Last of what can fail: a password that is made here is told once, so the start must come to its end.
    const { password, isWeak } = await parts.identity.ensureAdministrator(settings.adminPassword);
    if (isWeak) telemetry.logger.warn('PESSCARA_ADMIN_PASSWORD has fewer than 10 characters');
    const address = await leaveAddress(settings.home, door.url, parts.identity);
    const watch = parts.archives.watchSites(telemetry.onError);
    return {
      url: door.url,
      newAdminPassword: password,
      drain: () => {
        door.drain();
      },
      async close(graceMs) {
        await watch.stop();
        await door.close(graceMs);
        await address.remove();
      },
    };
  } catch (error) {
    await door.close(0);
    throw error;
  }
}

async function openDoor(settings: Settings, { stores, parts, telemetry }: OpenHub): Promise<Door> {
  const engine = createEngine({
    supergraphSdl: readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    dataSources: subgraphSources(parts, settings.subgraphUrls, await gatewayHeader(stores.secrets)),
    scalars: hubScalars,
    observation: telemetry,
  });
  const actorOf = async (authorization: string | undefined) => parts.identity.authenticate(bearerToken(authorization));
  const viewer = settings.viewer === null ? null : await viewerRoutes(settings.viewer);
  const door = await startDoor({
    engine,
    host: settings.host,
    port: settings.port,
    authenticate: (token) => parts.identity.authenticate(token),
    createContext,
    readiness: stores.readiness,
    corsOrigins: settings.corsOrigins,
    routes: [
      graphiqlPage({ viewer: viewer !== null }),
      ...(viewer === null ? [] : [viewer]),
      metricsOf(settings, telemetry),
      filesRoute({ assets: parts.assets, actorOf, links: parts.links }),
      quarantineRoutes({ intake: parts.intake, renderer: parts.renderer, actorOf, links: parts.links }),
      refusedRoute({ intake: parts.intake, actorOf }),
      auditRoute({ audit: parts.auditCheck, actorOf }),
      provenanceRoute({ provenance: parts.assets, actorOf }),
      async (app: FastifyInstance) => {
        await app.register(dicomwebRoutes, { archives: parts.archives, actorOf });
        await app.register(intakeRoutes, {
          intake: parts.intake,
          actorOf,
          maxFileBytes: settings.receiving.maxFileBytes,
        });
        await app.register(callBackRoutes, { callBacks: parts.callBacks });
        await app.register(hooksRoute, { workflows: parts.workflows });
        await app.register(previewRoute, { intake: parts.intake, actorOf });
        await app.register(uploadRoutes, { uploads: parts.uploads, actorOf });
      },
    ],
    logger: telemetry.logger,
    observation: telemetry,
  });
  return {
    ...door,
    async close(graceMs) {
      await door.close(graceMs);
      await engine.close();
    },
  };
}
