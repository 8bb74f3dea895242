import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileObjectStore } from '../../adapters/files/file-object-store.ts';
import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresAssetMoves } from '../../adapters/postgres/asset-moves.ts';
import { PostgresCorrections } from '../../adapters/postgres/corrections.ts';
import { PostgresRelationTypes } from '../../adapters/postgres/relation-types.ts';
import { PostgresRelations } from '../../adapters/postgres/relations.ts';
import { testDatabase } from '../../adapters/postgres/test-database.ts';
import { PostgresVersions } from '../../adapters/postgres/versions.ts';
import type { NewAsset } from '../../core/assets/asset.ts';
import { createAssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { Actor, Role } from '../../core/policy/policy.ts';
import { createCorrections } from '../../core/corrections/corrections.ts';
import { createRelations } from '../../core/relations/relations.ts';
import type { AuditEntry } from '../../core/ports/audit-trail.ts';
import { activity, agent, asset, tree } from '../contract/asset-graph-data.ts';

export function person(username: string, roles: Readonly<Record<string, Role>>, isAdministrator = false): Actor {
  const memberships = new Map(Object.entries(roles).map(([projectId, role]) => [projectId, new Set([role])]));
  return { kind: 'user', id: username, username, isAdministrator, memberships };
}

/** The use cases on real adapters, with an audit trail that can be read. */
export async function assetHub() {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'pesscara-assets-'));
  const objects = await FileObjectStore.open(folder);
  const graph = new PostgresAssetGraph(database.sql);
  const audited: AuditEntry[] = [];
  const audit = {
    append: (entry: AuditEntry) => {
      audited.push(entry);
      return Promise.resolve();
    },
    verify: () => Promise.resolve({ entries: audited.length, firstBroken: null, lastHash: null }),
  };
  const shared = { graph, objects, audit, transactor: database.sql, softwareVersion: '1.0' };
  const relations = createRelations({
    ...shared,
    relations: new PostgresRelations(database.sql),
    relationTypes: new PostgresRelationTypes(database.sql),
  });
  const corrections = createCorrections({
    ...shared,
    moves: new PostgresAssetMoves(database.sql),
    corrections: new PostgresCorrections(database.sql),
  });
  const told: { readonly accountId: string; readonly text: string }[] = [];
  const clock = { now: () => new Date() };
  const useCases = createAssetUseCases({
    ...shared,
    versions: new PostgresVersions(database.sql),
    tell: (accountId, _about, text) => {
      told.push({ accountId, text });
      return Promise.resolve();
    },
    now: () => clock.now(),
  });
  return {
    sql: database.sql,
    graph,
    objects,
    audited,
    /** Messages to people. */
    told,
    /** What tests turn. */
    clock,
    useCases,
    relations,
    corrections,
    /** What the subgraph is made of. */
    face: { assets: useCases, relations, corrections },
    statements: () => database.statements(),
    empty: () =>
      database.empty(
        'asset',
        'part_of',
        'tag',
        'relation',
        'relation_type',
        'review_flag',
        'correction_move',
        'correction',
        'prov_agent',
        'prov_activity',
        'prov_edge',
        'asset_version',
        'check_out',
      ),
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
