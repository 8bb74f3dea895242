import { join } from 'node:path';
import { Argon2Hasher } from '../adapters/argon2/argon2-hasher.ts';
import { ConvertExecutor } from '../adapters/dcm2niix/convert-executor.ts';
import { observedDicomWebArchives } from '../adapters/dicomweb/archive.ts';
import { FileObjectStore } from '../adapters/files/file-object-store.ts';
import { JoseSigner } from '../adapters/jose/jose-signer.ts';
import { PostgresAccounts } from '../adapters/postgres/accounts.ts';
import { PostgresAssetGraph } from '../adapters/postgres/asset-graph.ts';
import { PostgresAuditTrail } from '../adapters/postgres/audit-trail.ts';
import { PostgresChangeFeed } from '../adapters/postgres/change-feed.ts';
import { PostgresClinical } from '../adapters/postgres/clinical.ts';
import { PostgresIdentityMap } from '../adapters/postgres/identity-map.ts';
import { PostgresIntake } from '../adapters/postgres/intake.ts';
import { PostgresQuarantine } from '../adapters/postgres/intake-quarantine.ts';
import { PostgresJobQueue } from '../adapters/postgres/job-queue.ts';
import { observedSql } from '../adapters/postgres/observed-sql.ts';
import { openDataFolder } from '../adapters/postgres/open-data-folder.ts';
import { PostgresProjects } from '../adapters/postgres/projects.ts';
import { queueSamples } from '../adapters/postgres/queue-samples.ts';
import { PostgresLoginThrottle, PostgresSessions } from '../adapters/postgres/sessions.ts';
import { PostgresSites } from '../adapters/postgres/sites.ts';
import { PostgresWorkflowStore } from '../adapters/postgres/workflows.ts';
import { PythonExecutor } from '../adapters/python/python-executor.ts';
import { FileSecrets } from '../adapters/secrets/file-secrets.ts';
import { createArchives } from '../core/archives/archives.ts';
import { createAssetUseCases } from '../core/assets/asset-use-cases.ts';
import { createClinical } from '../core/clinical/clinical.ts';
import { createIdentity } from '../core/identity/identity.ts';
import { createIntake } from '../core/intake/create-intake.ts';
import type { StepExecutor } from '../core/ports/step-executor.ts';
import { createProjects } from '../core/projects/projects.ts';
import { observedPort } from '../core/telemetry/observed-port.ts';
import { observedQueue } from '../core/telemetry/observed-queue.ts';
import { classifyExecutor } from '../core/workflows/classify-executor.ts';
import { measureExecutor } from '../core/workflows/measure-executor.ts';
import { createWorkflows } from '../core/workflows/workflows.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';
import { attemptLog, type Telemetry } from './wire-telemetry.ts';

/** The hub's use cases on the embedded adapters: everything under one data folder, in this process. The one place where ports meet adapters. */
export async function wireEmbedded(
  { home, pythonScripts }: Pick<Settings, 'home' | 'pythonScripts'>,
  { logger, tracing, metrics }: Telemetry,
) {
  const onError = (error: unknown) => {
    logger.error({ err: error }, 'in the background');
  };
  const folder = await openDataFolder(home, { onError });
  const sql = observedSql(folder.sql, tracing);
  metrics.watchQueues(() => queueSamples(sql));
  const secrets = await FileSecrets.open(join(home, 'secrets'));
  const objects = observedPort(await FileObjectStore.open(join(home, 'objects')), 'objects', tracing);

  const queue = observedQueue(
    new PostgresJobQueue(sql, {
      // Attempts that failed are told by the observation.
      onError: (error, job) => {
        if (job === null) onError(error);
      },
    }),
    { tracing, metrics, onAttempt: attemptLog(logger) },
  );
  const feed = new PostgresChangeFeed(sql);
  const graph = observedPort(new PostgresAssetGraph(sql), 'graph', tracing);
  const audit = new PostgresAuditTrail(sql);
  const projectStore = new PostgresProjects(sql);
  const accounts = new PostgresAccounts(sql);
  const shared = { audit, transactor: sql, secrets, graph, objects, feed };

  const identity = createIdentity({
    ...shared,
    accounts,
    sessions: new PostgresSessions(sql),
    throttle: new PostgresLoginThrottle(sql),
    hasher: new Argon2Hasher(),
    signer: new JoseSigner(await secrets.key('tokens')),
  });
  const projects = createProjects({ ...shared, projects: projectStore, accounts });
  const clinical = createClinical({ ...shared, clinical: new PostgresClinical(sql), projects: projectStore });
  const archives = createArchives({
    ...shared,
    sites: new PostgresSites(sql),
    openArchive: observedDicomWebArchives({ tracing, metrics }),
  });
  const assets = createAssetUseCases(shared);
  const intake = createIntake(
    {
      ...shared,
      intake: new PostgresIntake(sql),
      quarantine: new PostgresQuarantine(sql),
      identities: new PostgresIdentityMap(sql),
      jobs: queue,
      projects: {
        nameOf: async (id) => (await projectStore.byIds([id])).get(id)?.name ?? null,
        idOf: async (name) => (await projectStore.byName(name))?.id ?? null,
      },
      sites: archives,
      softwareVersion: version,
    },
    onError,
  );
  const workflows = createWorkflows({
    ...shared,
    store: new PostgresWorkflowStore(sql),
    queue,
    members: async (projectId) =>
      ((await projectStore.membersOf([projectId])).get(projectId) ?? []).map(({ accountId, roles }) => ({
        userId: accountId,
        roles,
      })),
    refreshActor: (actor) => identity.refreshActor(actor),
  });

  const workFolder = join(home, 'work');
  const convert = new ConvertExecutor({ workFolder, processes: 2 });
  const executors = new Map<string, StepExecutor>([
    ['classify', classifyExecutor],
    ['convert', convert],
    ['measure', measureExecutor],
    ['python', new PythonExecutor({ workFolder, allowOwnScripts: pythonScripts === 'any' })],
  ]);

  return {
    identity,
    projects,
    clinical,
    archives,
    assets,
    intake,
    workflows,
    executors,
    queue,
    workFolder,
    /** Resolves when the database answers. */
    ping: async () => {
      await sql.query('SELECT 1');
    },
    /** Gives unfinished jobs back to the queue, and closes the data folder in order. */
    async close(graceMs: number): Promise<void> {
      await queue.close(graceMs);
      convert.close();
      await intake.flush();
      await folder.close();
    },
  };
}

export type HubParts = Awaited<ReturnType<typeof wireEmbedded>>;
