import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileObjectStore } from '../../adapters/files/file-object-store.ts';
import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresPropertyNames } from '../../adapters/postgres/property-names.ts';
import { PostgresSavedQueries } from '../../adapters/postgres/saved-queries.ts';
import { testDatabase } from '../../adapters/postgres/test-database.ts';
import type { NewAsset } from '../../core/assets/asset.ts';
import { createAssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { Actor, Role } from '../../core/policy/policy.ts';
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
  const useCases = createAssetUseCases({
    graph,
    objects,
    audit,
    transactor: database.sql,
    propertyNames: new PostgresPropertyNames(database.sql),
    savedQueries: new PostgresSavedQueries(database.sql),
  });
  return {
    sql: database.sql,
    graph,
    objects,
    audited,
    useCases,
    statements: () => database.statements(),
    empty: () => database.empty('asset', 'part_of', 'tag', 'prov_agent', 'prov_activity', 'prov_edge', 'saved_query'),
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
