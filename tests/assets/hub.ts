import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileObjectStore } from '../../adapters/files/file-object-store.ts';
import { PostgresActivityLedger } from '../../adapters/postgres/activity-ledger.ts';
import { JoseCertifier } from '../../adapters/jose/jose-certifier.ts';
import { PostgresTombstones } from '../../adapters/postgres/asset-tombstones.ts';
import { PostgresWithdrawals } from '../../adapters/postgres/withdrawals.ts';
import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresAssetMoves } from '../../adapters/postgres/asset-moves.ts';
import { PostgresChangeFeed } from '../../adapters/postgres/change-feed.ts';
import { PostgresCorrections } from '../../adapters/postgres/corrections.ts';
import { PostgresRelationDefinitions } from '../../adapters/postgres/relation-definitions.ts';
import { PostgresRelations } from '../../adapters/postgres/relations.ts';
import { PostgresContextStore } from '../../adapters/postgres/context-store.ts';
import { PostgresTagStore } from '../../adapters/postgres/tag-store.ts';
import { PostgresPropertyNames } from '../../adapters/postgres/property-names.ts';
import { PostgresSavedQueries } from '../../adapters/postgres/saved-queries.ts';
import { testDatabase } from '../../adapters/postgres/test-database.ts';
import { PostgresUploads } from '../../adapters/postgres/uploads.ts';
import { PostgresVersions } from '../../adapters/postgres/versions.ts';
import { PostgresRuleApplications } from '../../adapters/postgres/rule-applications.ts';
import { PostgresRunRecords } from '../../adapters/postgres/run-records.ts';
import { zipPacker } from '../../adapters/zip/zip-packer.ts';
import type { AssetLevel, NewAsset } from '../../core/assets/asset.ts';
import { createAssetUseCases } from '../../core/assets/asset-use-cases.ts';
import { createAssetLive } from '../../core/assets/live.ts';
import { createDerivedAssets } from '../../core/assets/new-derived.ts';
import { createNewImages } from '../../core/assets/new-image.ts';
import { createLevelAssets } from '../../core/assets/new-levels.ts';
import { createRuleApplications } from '../../core/assets/rule-applications.ts';
import { createCorrections } from '../../core/corrections/corrections.ts';
import { createLinks, downloadLink } from '../../core/links/links.ts';
import { HubError } from '../../core/errors.ts';
import { anonymous, type Actor, type Role } from '../../core/policy/policy.ts';
import type { AuditEntry } from '../../core/ports/audit-trail.ts';
import type { NewJob } from '../../core/ports/job-queue.ts';
import type { UploadStore } from '../../core/ports/upload-store.ts';
import { createRelations } from '../../core/relations/relations.ts';
import { guardedGraph } from '../../core/withdrawals/guarded-graph.ts';
import { createWithdrawals } from '../../core/withdrawals/withdrawals.ts';
import { createUploads } from '../../core/uploads/uploads.ts';
import type { AssetsFace } from '../../subgraphs/assets/assets-subgraph.ts';
import { activity, agent, asset, tree } from '../contract/asset-graph-data.ts';
import { emptyTables } from '../support/empty-tables.ts';
import { testSecrets } from '../support/people.ts';

export function person(username: string, roles: Readonly<Record<string, Role>>, isAdministrator = false): Actor {
  const memberships = new Map(Object.entries(roles).map(([projectId, role]) => [projectId, new Set([role])]));
  return { kind: 'user', id: username, username, isAdministrator, memberships };
}

/** The use cases on real adapters, with an audit trail that can be read. */
export async function assetHub() {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'pesscara-assets-'));
  const objects = await FileObjectStore.open(folder);
  const withdrawalStore = new PostgresWithdrawals(database.sql);
  const graph = guardedGraph(new PostgresAssetGraph(database.sql), {
    ...{ objects, withdrawals: withdrawalStore, transactor: database.sql },
  });
  const audited: AuditEntry[] = [];
  const audit = {
    append: (entry: AuditEntry) => {
      audited.push(entry);
      return Promise.resolve();
    },
    verify: () => Promise.resolve({ entries: audited.length, firstBroken: null, lastHash: null }),
  };
  const feed = new PostgresChangeFeed(database.sql, { pollMs: 50 });
  const told: { readonly accountId: string; readonly text: string }[] = [];
  const clock = { now: () => new Date() };
  const now = () => clock.now();
  /** Accounts by id, as they are now: who is not among them has none. */
  const people = new Map<string, Actor>();
  const actorOf = (id: string) => Promise.resolve(people.get(id) ?? anonymous);
  const enqueued: NewJob[] = [];
  const jobs = {
    enqueue: (some: readonly NewJob[]) => {
      enqueued.push(...some);
      return Promise.resolve();
    },
  };
  const shared = {
    ...{ graph, objects, audit, feed, jobs, transactor: database.sql, secrets: testSecrets },
    tags: new PostgresTagStore(database.sql),
    contexts: new PostgresContextStore(database.sql),
    moves: new PostgresAssetMoves(database.sql),
    softwareVersion: '1.0',
  };
  const relationDefinitions = new PostgresRelationDefinitions(database.sql);
  const relations = createRelations({
    ...shared,
    relations: new PostgresRelations(database.sql),
    relationDefinitions,
  });
  const links = createLinks({ ...shared, actorOf, now });
  const uploadStore = new PostgresUploads(database.sql);
  /** Uploads in pieces of 700 bytes. */
  const uploadsOver = (uploads: UploadStore) => createUploads({ ...shared, uploads, links, now, pieceBytes: 700 });
  const uploads = uploadsOver(uploadStore);
  const versions = new PostgresVersions(database.sql);
  const correctionStore = new PostgresCorrections(database.sql);
  const corrections = createCorrections({ ...shared, corrections: correctionStore });
  const runs = new PostgresRunRecords(database.sql);
  const cancelled: string[] = [];
  const withdrawals = createWithdrawals({
    ...shared,
    tombstones: new PostgresTombstones(database.sql),
    withdrawals: withdrawalStore,
    corrections: correctionStore,
    runs,
    certifier: new JoseCertifier(await testSecrets.key('certificates')),
    auditHead: () => Promise.resolve({ sequence: audited.length, hash: 'of the last' }),
    lockRuns: () => Promise.resolve(),
    cancelRun: (runId) => {
      cancelled.push(runId);
      return Promise.resolve();
    },
    managersOf: (projectId) => Promise.resolve([`manager of ${projectId}`]),
    tell: (accountId, _about, text) => {
      told.push({ accountId, text });
      return Promise.resolve();
    },
    confirmPassword: (username, password) =>
      password === `password of ${username}`
        ? Promise.resolve()
        : Promise.reject(new HubError('UNAUTHENTICATED', 'wrong username or password')),
  });
  const useCases = createAssetUseCases({
    ...shared,
    uploads,
    relationDefinitions,
    versions,
    ledger: new PostgresActivityLedger(database.sql),
    runs,
    packer: zipPacker,
    propertyNames: new PostgresPropertyNames(database.sql),
    savedQueries: new PostgresSavedQueries(database.sql),
    workflowNames: (projectIds) => Promise.resolve(new Map(projectIds.map((id) => [id, ['measure', 'segment']]))),
    tell: (accountId, _about, text) => {
      told.push({ accountId, text });
      return Promise.resolve();
    },
    now,
  });
  /** Projects that sites serve. */
  const served = new Set<string>();
  const hasSites = (id: string) => Promise.resolve(served.has(id));
  const making = {
    ...createLevelAssets({
      ...shared,
      hasSites,
      projectName: (id) => Promise.resolve(`the project ${id.slice(0, 4)}`),
    }),
    ...createNewImages({ ...shared, versions, hasSites }, uploads),
    ...createDerivedAssets(shared, uploads),
  };
  const ruleApplications = createRuleApplications({
    ...shared,
    ruleApplications: new PostgresRuleApplications(database.sql),
    batchSize: 3,
  });
  const live = createAssetLive({
    feed,
    refreshActor: (actor) => (actor.kind === 'user' ? actorOf(actor.id) : Promise.resolve(actor)),
  });
  const face: AssetsFace = {
    ...{ assets: useCases, relations, corrections, withdrawals, uploads, making, ruleApplications, live },
    downloadUrl: (actor, of, minutes) => downloadLink(links, actor, of, minutes),
  };
  return {
    sql: database.sql,
    graph,
    served,
    tags: shared.tags,
    objects,
    audited,
    /** Messages to people. */
    told,
    /** What tests turn. */
    clock,
    useCases,
    relations,
    corrections,
    withdrawals,
    withdrawalStore,
    /** Runs that withdrawals ended. */
    cancelled,
    feed,
    links,
    uploads,
    uploadStore,
    uploadsOver,
    making,
    /** In batches of 3 assets. */
    ruleApplications,
    live,
    /** What the subgraph is made of. */
    face,
    people,
    enqueued,
    transact: <T>(work: () => Promise<T>) => database.sql.transact(work),
    statements: () => database.statements(),
    /** Defines tags that hold numbers, as an administrator does. */
    async defineTags(projectId: string, levels: readonly AssetLevel[], ...names: readonly string[]) {
      for (const level of levels)
        for (const name of names)
          await useCases.putTagDefinition(person('root', {}, true), { projectId, level, name, type: 'NUMBER' });
    },
    /** All but the audit trail. */
    empty: () => emptyTables(database.sql, ['audit']),
    end: async () => {
      await database.end();
      await rm(folder, { recursive: true });
    },
  };
}
export type AssetHub = Awaited<ReturnType<typeof assetHub>>;

/** A project as the hub makes it: received, de-identified, converted, measured. */
export async function measuredProject({ graph }: AssetHub, name: string, imageCount = 4) {
  const made = tree(name, imageCount);
  const { projectId } = made.subject;
  const derived = (label: string, kind: string, parents: readonly NewAsset[], more: Partial<NewAsset> = {}) =>
    asset(
      'DERIVED',
      `${name}-${label}`,
      parents.map((parent) => parent.id),
      { projectId, kind, ...more },
    );
  const received = derived('received', 'received-series', [made.exam]);
  const nifti = derived('nifti', 'nifti', [made.series]);
  const biomarker = derived('volume', 'biomarker', [made.series, made.exam], {
    properties: { name: 'tumour volume', value: 12.5, unit: 'mL', method: 'measure' },
  });
  await graph.putAssets([...made.all, received, nifti, biomarker]);
  const own = { projectId, agents: [{ agent: agent(`${name} software`), role: 'software' }] };
  const ids = made.images.map((image) => image.id);
  const activities = [
    activity(`${name} deidentify`, [received.id], ids, own),
    activity(`${name} convert`, ids, [nifti.id], own),
    activity(`${name} measure`, [nifti.id], [biomarker.id], own),
  ];
  for (const each of activities) await graph.recordActivity(each);
  return { ...made, projectId, received, nifti, biomarker, activities };
}
