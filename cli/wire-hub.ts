import { Argon2Hasher } from '../adapters/argon2/argon2-hasher.ts';
import { WorkerRenderer } from '../adapters/dicom-render/worker-renderer.ts';
import { observedDicomWebArchives } from '../adapters/dicomweb/archive.ts';
import { JoseCertifier } from '../adapters/jose/jose-certifier.ts';
import { JoseSigner } from '../adapters/jose/jose-signer.ts';
import { PostgresAccessTokens } from '../adapters/postgres/access-tokens.ts';
import { PostgresAccounts } from '../adapters/postgres/accounts.ts';
import { PostgresActivityLedger } from '../adapters/postgres/activity-ledger.ts';
import { PostgresAuditTrail } from '../adapters/postgres/audit-trail.ts';
import { outgoing } from './wire-outgoing.ts';
import { PostgresCallBacks } from '../adapters/postgres/call-backs.ts';
import { PostgresClinical } from '../adapters/postgres/clinical.ts';
import { PostgresCompleteness } from '../adapters/postgres/completeness.ts';
import { PostgresCorrections } from '../adapters/postgres/corrections.ts';
import { PostgresContextStore } from '../adapters/postgres/context-store.ts';
import { PostgresGraphOutbox } from '../adapters/postgres/graph-outbox.ts';
import { PostgresIdentityMap } from '../adapters/postgres/identity-map.ts';
import { PostgresIntake } from '../adapters/postgres/intake.ts';
import { PostgresQuarantine } from '../adapters/postgres/intake-quarantine.ts';
import { PostgresPoolReviews } from '../adapters/postgres/pool-reviews.ts';
import { PostgresProfiles } from '../adapters/postgres/profiles.ts';
import { PostgresMappingKeys } from '../adapters/postgres/mapping-keys.ts';
import { PostgresProjects } from '../adapters/postgres/projects.ts';
import { PostgresRefusedFiles } from '../adapters/postgres/refused-files.ts';
import { PostgresReruns } from '../adapters/postgres/reruns.ts';
import { PostgresReceivers } from '../adapters/postgres/receivers.ts';
import { PostgresRelationDefinitions } from '../adapters/postgres/relation-definitions.ts';
import { PostgresReviews } from '../adapters/postgres/reviews.ts';
import { PostgresReviewSignatures } from '../adapters/postgres/review-signatures.ts';
import { PostgresRuleApplications } from '../adapters/postgres/rule-applications.ts';
import { PostgresRunRecords } from '../adapters/postgres/run-records.ts';
import { PostgresPropertyNames } from '../adapters/postgres/property-names.ts';
import { PostgresSavedQueries } from '../adapters/postgres/saved-queries.ts';
import { PostgresLoginThrottle, PostgresSessions } from '../adapters/postgres/sessions.ts';
import { PostgresSiteLooks } from '../adapters/postgres/site-looks.ts';
import { PostgresSites } from '../adapters/postgres/sites.ts';
import { PostgresWithdrawals } from '../adapters/postgres/withdrawals.ts';
import { PostgresVersions } from '../adapters/postgres/versions.ts';
import { PostgresUploads } from '../adapters/postgres/uploads.ts';
import { PostgresHeldWorks } from '../adapters/postgres/held-works.ts';
import { fastXmlReader } from '../adapters/xml/fast-xml-reader.ts';
import { zipPacker } from '../adapters/zip/zip-packer.ts';
import { zipReader } from '../adapters/zip/zip-reader.ts';
import { ImageThreads } from '../adapters/threads/image-threads.ts';
import { createArchives } from '../core/archives/archives.ts';
import { createAssetUseCases } from '../core/assets/asset-use-cases.ts';
import { createAssetLive } from '../core/assets/live.ts';
import { createDerivedAssets } from '../core/assets/new-derived.ts';
import { createNewImages } from '../core/assets/new-image.ts';
import { createLevelAssets } from '../core/assets/new-levels.ts';
import { createRuleApplications } from '../core/assets/rule-applications.ts';
import { createAuditCheck } from '../core/audit/audit-check.ts';
import { createAuditSearch } from '../core/audit/audit-search.ts';
import { createAuditExport } from '../core/audit/export-audit.ts';
import { createCallBacks } from '../core/call-backs/call-backs.ts';
import { createCorrections } from '../core/corrections/corrections.ts';
import { createClinical } from '../core/clinical/clinical.ts';
import { createIdentity } from '../core/identity/identity.ts';
import { createIntake } from '../core/intake/create-intake.ts';
import { createDeadLetters } from '../core/jobs/dead-letters.ts';
import { createRefusedWrites } from '../core/jobs/refused-writes.ts';
import { createLinks } from '../core/links/links.ts';
import { createMapping } from '../core/mapping/mapping.ts';
import { createMappingKeys } from '../core/mapping/mapping-keys.ts';
import { createKeyRotation } from '../core/mapping/rotate-key.ts';
import { createRelations } from '../core/relations/relations.ts';
import { createProjects } from '../core/projects/projects.ts';
import { createUploads } from '../core/uploads/uploads.ts';
import { reviewPeople } from '../core/intake/review-people.ts';
import { sendMessage } from '../core/workflows/notify.ts';
import { taskPeople } from '../core/workflows/task-people.ts';
import { workflowNamesOf } from '../core/workflows/queries.ts';
import { guardedGraph } from '../core/withdrawals/guarded-graph.ts';
import { createWithdrawals } from '../core/withdrawals/withdrawals.ts';
import { createWorkflows } from '../core/workflows/workflows.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';
import { openEyes } from './wire-decoder.ts';
import { openExecutors } from './wire-executors.ts';
import { whyNotOffered } from './wire-programs.ts';
import { protocolStores, wireProtocols } from './wire-protocols.ts';
import type { Stores } from './wire-stores.ts';
import type { Telemetry } from './wire-telemetry.ts';
import { workflowStores } from './wire-workflows.ts';

/** The hub's use cases over its stores: with wire-stores.ts the one place where ports meet adapters. */
export async function wireHub(
  stores: Stores,
  {
    home,
    programs,
    projectSteps,
    smtp,
    receiving,
  }: Pick<Settings, 'home' | 'programs' | 'projectSteps' | 'smtp' | 'receiving'>,
  { tracing, metrics, onError }: Telemetry,
) {
  const { sql, queue, secrets } = stores;
  const audit = new PostgresAuditTrail(sql);
  const projectStore = new PostgresProjects(sql);
  const projectName = async (id: string) => (await projectStore.byIds([id])).get(id)?.name ?? null;
  const accounts = new PostgresAccounts(sql);
  const { objects } = stores;
  const { feed, workflowStore, defining } = workflowStores(stores);
  const withdrawalStore = new PostgresWithdrawals(sql);
  const graph = guardedGraph(stores.graph, { objects, withdrawals: withdrawalStore, transactor: sql });
  const { protocolStore, tags } = protocolStores(stores);
  const tagging = { tags, contexts: new PostgresContextStore(sql) };
  const shared = { audit, transactor: sql, secrets, graph, objects, feed, ...tagging };

  const identity = createIdentity({
    ...shared,
    accounts,
    sessions: new PostgresSessions(sql),
    throttle: new PostgresLoginThrottle(sql),
    accessTokens: new PostgresAccessTokens(sql),
    hasher: new Argon2Hasher(),
    signer: new JoseSigner(await secrets.key('tokens')),
  });
  const keyStore = new PostgresMappingKeys(sql);
  const identities = new PostgresIdentityMap(sql);
  const identityMap = { identities, mappingKeys: createMappingKeys(keyStore, secrets) };
  const clinical = createClinical({
    ...shared,
    ...identityMap,
    clinical: new PostgresClinical(sql),
    projects: projectStore,
  });
  const sites = new PostgresSites(sql);
  const projects = createProjects({ ...shared, projects: projectStore, accounts, sites });
  const hasSites = async (projectId: string) => (await sites.projectSites([projectId])).length > 0;
  const archives = createArchives({
    ...shared,
    sites,
    looks: new PostgresSiteLooks(sql),
    openArchive: observedDicomWebArchives({ tracing, metrics }),
  });
  const relationDefinitions = new PostgresRelationDefinitions(sql);
  const relations = createRelations({ ...shared, relations: stores.relations, relationDefinitions });
  const correctionStore = new PostgresCorrections(sql);
  const corrections = createCorrections({
    ...shared,
    moves: stores.moves,
    corrections: correctionStore,
    softwareVersion: version,
  });
  const runs = new PostgresRunRecords(sql);
  const tell = (accountId: string, about: string, text: string) =>
    sendMessage({ ...shared, store: workflowStore }, about, [accountId], text, null);
  const membersOf = async (projectId: string) => (await projectStore.membersOf([projectId])).get(projectId) ?? [];
  const certifier = new JoseCertifier(await secrets.key('certificates'));
  const withdrawals = createWithdrawals({
    ...shared,
    tombstones: stores.tombstones,
    withdrawals: withdrawalStore,
    corrections: correctionStore,
    runs,
    jobs: queue,
    certifier,
    auditHead: () => audit.head(),
    lockRuns: (runIds) => workflows.lockRuns(runIds),
    cancelRun: (runId, reason) => workflows.cancelRun(runId, reason),
    managersOf: async (projectId) =>
      (await membersOf(projectId))
        .filter(({ roles }) => roles.some((role) => role === 'OWNER' || role === 'MANAGER'))
        .map(({ accountId }) => accountId),
    tell,
    confirmPassword: (username, password) => identity.confirmPassword(username, password),
    softwareVersion: version,
  });
  const links = createLinks({ ...shared, actorOf: (accountId) => identity.actorOf(accountId) });
  const uploads = createUploads({ ...shared, uploads: new PostgresUploads(sql), jobs: queue, links });
  const versions = new PostgresVersions(sql);
  const assets = createAssetUseCases({
    ...shared,
    uploads,
    relationDefinitions,
    workflowNames: workflowNamesOf({ store: workflowStore, promotions: defining.promotions }),
    versions,
    ledger: new PostgresActivityLedger(sql),
    runs,
    packer: zipPacker,
    propertyNames: new PostgresPropertyNames(sql),
    savedQueries: new PostgresSavedQueries(sql),
    softwareVersion: version,
    tell,
  });
  const making = {
    ...createLevelAssets({ ...shared, moves: stores.moves, projectName, hasSites }),
    ...createNewImages({ ...shared, versions, hasSites }, uploads),
    ...createDerivedAssets(shared, uploads),
  };
  const ruleApplications = createRuleApplications({
    ...shared,
    jobs: queue,
    ruleApplications: new PostgresRuleApplications(sql),
  });
  const live = createAssetLive({ feed, refreshActor: (actor) => identity.refreshActor(actor) });
  const mapping = {
    ...createMapping({ ...shared, ...identityMap }),
    ...createKeyRotation({ ...shared, ...identityMap, keyStore, jobs: queue }),
  };
  const intakeStores = { intake: new PostgresIntake(sql), quarantine: new PostgresQuarantine(sql) };
  const { close: closeEyes, ...eyes } = openEyes();
  const work = new ImageThreads();
  const intake = createIntake(
    {
      ...shared,
      ...identityMap,
      ...intakeStores,
      reviews: new PostgresReviews(sql),
      poolReviews: new PostgresPoolReviews(sql),
      signatures: new PostgresReviewSignatures(sql),
      people: reviewPeople({ identity, accounts, membersOf, tell }),
      certifier,
      profiles: new PostgresProfiles(sql),
      xml: fastXmlReader,
      ...eyes,
      work,
      refused: new PostgresRefusedFiles(sql),
      reruns: new PostgresReruns(sql),
      versioning: { versions, propertyNames: new PostgresPropertyNames(sql) },
      maxFileBytes: receiving.maxFileBytes,
      refusedKeptDays: receiving.refusedKeptDays,
      receivers: new PostgresReceivers(sql),
      completeness: new PostgresCompleteness(sql),
      archives: zipReader,
      jobs: queue,
      projects: {
        nameOf: projectName,
        idOf: async (name) => (await projectStore.byName(name))?.id ?? null,
      },
      sites: archives,
      arrivals: corrections.arrivals,
      withdrawn: withdrawals.arrivals,
      softwareVersion: version,
    },
    onError,
  );
  const { protocols, mailer } = await wireProtocols(stores, smtp, protocolStore, {
    ...shared,
    ...intakeStores,
    memberIds: async (projectId) => new Set((await membersOf(projectId)).map(({ accountId }) => accountId)),
    tell,
  });
  const workflows = createWorkflows({
    ...shared,
    store: workflowStore,
    ...defining,
    finding: assets,
    withdrawals: withdrawalStore,
    works: new PostgresHeldWorks(sql),
    ...outgoing(sql, mailer, programs.restApps),
    whyNotOffered: (uses, settings) => whyNotOffered({ ...programs, sendsMail: mailer !== null }, uses, settings),
    programLimits: programs.limits,
    queue,
    ...taskPeople({ identity, accounts, sites, projects: projectStore }),
    certifier,
    softwareVersion: version,
    refreshActor: (actor) => identity.refreshActor(actor),
    stepsPerProject: projectSteps,
  });

  const callBacks = createCallBacks({
    ...shared,
    ...{ callBacks: new PostgresCallBacks(sql), works: new PostgresHeldWorks(sql), store: workflowStore },
    ...{ uploads: new PostgresUploads(sql), jobs: queue },
    ...{ maxBytes: programs.limits.output.bytes, maxFiles: programs.limits.output.files },
  });

  const deadLetters = createDeadLetters({ ...shared, queue, whyWithoutEffect: workflows.whyWithoutEffect });
  const refusedWrites = createRefusedWrites({ ...shared, outbox: new PostgresGraphOutbox(sql) });
  const auditCheck = { ...createAuditCheck(shared), ...createAuditSearch(shared), ...createAuditExport(shared) };

  return {
    identity,
    projects,
    auditCheck,
    deadLetters,
    refusedWrites,
    clinical,
    archives,
    assets,
    relations,
    corrections,
    withdrawals,
    links,
    uploads,
    callBacks,
    making,
    ruleApplications,
    live,
    intake,
    /** Ends the threads and processes that look at images; they start with the first one. */
    async closeEyes(): Promise<void> {
      await work.close();
      await closeEyes();
    },
    mapping,
    protocols,
    /** Null: the hub sends no mail. */
    mailer,
    /** Its threads start with the first picture that is asked for. */
    renderer: new WorkerRenderer(),
    workflows,
    /** What does the steps of runs, for a process that works on the queue `step`; `close` ends its child processes. */
    openExecutors: () => openExecutors(home, stores.alone, programs, callBacks),
  };
}

export type HubParts = Awaited<ReturnType<typeof wireHub>>;
