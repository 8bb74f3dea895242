import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { startDoor } from '../gateway/door/door.ts';
import { metricsRoute } from '../gateway/door/metrics-route.ts';
import { createEngine } from '../gateway/engine/engine.ts';
import { localSubgraph } from '../gateway/engine/local-source.ts';
import { graphiqlPage } from '../gateway/page/page.ts';
import { filesRoute } from '../gateway/routes/files.ts';
import { intakeRoutes } from '../gateway/routes/intake.ts';
import { createContext } from '../schema/subgraph.ts';
import { createAssetsSubgraph } from '../subgraphs/assets/assets-subgraph.ts';
import { createClinicalSubgraph } from '../subgraphs/clinical/clinical-subgraph.ts';
import { createImagingSubgraph } from '../subgraphs/imaging/subgraph.ts';
import { createProjectsSubgraph } from '../subgraphs/projects/projects-subgraph.ts';
import { createWorkflowsSubgraph } from '../subgraphs/workflows/subgraph.ts';
import { registerIntakeWorkers } from '../workers/intake-workers.ts';
import { registerWorkflowWorkers } from '../workers/step/register-workflow-workers.ts';
import { ensureWritableFolder } from './folders.ts';
import { hubFileName } from './hub-client.ts';
import { explainListening } from './listen-failure.ts';
import type { Settings } from './settings.ts';
import { wireEmbedded, type HubParts } from './wire.ts';
import { wireTelemetry, type Telemetry } from './wire-telemetry.ts';

export interface RunningHub {
  readonly url: string;
  /** The first administrator's password when it was made just now, to be shown once; null otherwise. */
  readonly newAdminPassword: string | null;
  /** Takes no new requests, lets those under way finish within `graceMs`, gives jobs back, closes the data folder. */
  close(graceMs: number): Promise<void>;
}

/** Starts the whole hub in this process: door, subgraphs and workers over the data folder. */
export async function startHub(settings: Settings): Promise<RunningHub> {
  await ensureWritableFolder('PESSCARA_HOME', settings.home);
  const telemetry = wireTelemetry(settings, 'hub');
  const { logger } = telemetry;
  const parts = await wireEmbedded(settings, telemetry);
  try {
    // Work folders of steps that were cut off: nothing in them is needed again.
    await rm(parts.workFolder, { recursive: true, force: true });
    const door = await openDoor(settings, parts, telemetry).catch((error: unknown) => {
      throw explainListening(error, settings);
    });
    await parts.queue.recoverOrphans();
    registerIntakeWorkers(parts.queue, parts.intake);
    await registerWorkflowWorkers(parts.queue, parts.workflows, parts.executors);
    // Last of what can fail: a password that is made here is told once, so the start must come to its end.
    const { password, isWeak } = await parts.identity.ensureAdministrator(settings.adminPassword);
    if (isWeak) logger.warn('PESSCARA_ADMIN_PASSWORD has fewer than 10 characters');
    await leaveAddress(settings.home, door.url, await parts.identity.issueOperatorToken());
    return {
      url: door.url,
      newAdminPassword: password,
      async close(graceMs) {
        await door.close(graceMs);
        await parts.identity.endOperatorToken();
        await rm(join(settings.home, hubFileName), { force: true });
        await parts.close(graceMs);
        await telemetry.close();
      },
    };
  } catch (error) {
    await parts.close(0);
    throw error;
  }
}

async function openDoor(settings: Settings, parts: HubParts, observation: Telemetry) {
  const subgraphs = [
    createAssetsSubgraph(parts.assets),
    createImagingSubgraph({ archives: parts.archives, intake: parts.intake }),
    createClinicalSubgraph({ clinical: parts.clinical }),
    createWorkflowsSubgraph(parts.workflows),
    createProjectsSubgraph({ identity: parts.identity, projects: parts.projects }),
  ];
  const engine = createEngine({
    supergraphSdl: readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
    dataSources: new Map(subgraphs.map((subgraph) => [subgraph.name, localSubgraph(subgraph)])),
    observation,
  });
  const actorOf = (authorization: string | undefined) => parts.identity.authenticate(authorization ?? null);
  return startDoor({
    engine,
    host: settings.host,
    port: settings.port,
    authenticate: (token) => parts.identity.authenticate(token),
    createContext,
    readiness: { database: parts.ping },
    routes: [
      graphiqlPage(),
      metricsRoute({ exposition: () => observation.metrics.exposition(), token: settings.metricsToken }),
      filesRoute({ assets: parts.assets, actorOf }),
      async (app: FastifyInstance) => {
        await app.register(intakeRoutes, { intake: parts.intake, actorOf });
      },
    ],
    logger: observation.logger,
    observation,
  });
}

/** Where commands of the same user on this machine find the hub; only that user can read it. */
async function leaveAddress(home: string, url: string, operatorToken: string): Promise<void> {
  await mkdir(home, { recursive: true });
  const path = join(home, hubFileName);
  await writeFile(`${path}.new`, JSON.stringify({ url, pid: process.pid, operatorToken }), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
