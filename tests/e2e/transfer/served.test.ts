import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyGraph } from '../../../adapters/neo4j/test-graph.ts';
import { FileObjectStore } from '../../../adapters/files/file-object-store.ts';
import { FileTransferFolder } from '../../../adapters/files/transfer-folder.ts';
import { PostgresAssetGraph } from '../../../adapters/postgres/asset-graph.ts';
import { PostgresTombstones } from '../../../adapters/postgres/asset-tombstones.ts';
import { PostgresWithdrawals } from '../../../adapters/postgres/withdrawals.ts';
import { PostgresAuditTrail } from '../../../adapters/postgres/audit-trail.ts';
import { PostgresVersions } from '../../../adapters/postgres/versions.ts';
import { PostgresContextStore } from '../../../adapters/postgres/context-store.ts';
import type { SqlClient } from '../../../adapters/postgres/sql-client.ts';
import { PostgresTagStore } from '../../../adapters/postgres/tag-store.ts';
import { transferKey } from '../../../adapters/secrets/master-key-file.ts';
import { readSettings } from '../../../cli/settings.ts';
import { exportTo, importFrom, transferHub } from '../../../cli/wire-transfer.ts';
import { definitionId, emptyBody } from '../../../core/assets/tag-definition.ts';
import type { Asset, NewAsset } from '../../../core/assets/asset.ts';
import { newId } from '../../../core/ids.ts';
import { exportHub } from '../../../core/transfer/export-hub.ts';
import { importHub } from '../../../core/transfer/import-hub.ts';
import type { Manifest } from '../../../core/transfer/manifest.ts';
import type { TransferHub } from '../../../core/transfer/ports.ts';
import { activity, agent, asset, tree } from '../../contract/asset-graph-data.ts';
import { serviceUrl } from '../../services/addresses.ts';
import { createTestDatabase } from '../../support/postgres-databases.ts';
import { freshSql } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/pesscara-process.ts';

const passphrase = 'correct horse battery';
const options = { passphrase, softwareVersion: '0' };
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());
const at = (...names: string[]) => join(folder.path, ...names);

async function embedded(name: string) {
  const sql = await freshSql();
  const objects = await FileObjectStore.open(at(name));
  const key = transferKey(at(name, 'secrets'), null);
  const hub: TransferHub = transferHub({ sql, objects, key });
  return { sql, objects, key, hub };
}

/** All but when, by which version, how the key is sealed, and in which order the graph's database gave its records. */
function contentOf({ createdAt: _1, softwareVersion: _2, key: _3, graph, ...content }: Manifest) {
  return { ...content, graph: graph.kinds };
}

/** A row of each table of tags and contexts. */
async function defineTags(sql: SqlClient, projectId: string, assetId: string): Promise<void> {
  const tags = new PostgresTagStore(sql);
  const [createdAt, changedAt] = [new Date('2026-01-02T03:04:05.678Z'), new Date('2026-01-02T03:04:05.679Z')];
  const at = { projectId, level: 'DERIVED', revision: 1 } as const;
  const body = { ...emptyBody, type: 'NUMBER', max: 1.5, retired: false, createdAt, createdBy: 'ann' } as const;
  await tags.insertDefinition({ ...at, ...body, id: definitionId(projectId, 'DERIVED', 'Z', 1), name: 'Z' });
  const change = { assetId, name: 'Z', slot: null, oldValue: 1.5, newValue: null, definitionId: null, reason: 'ü' };
  await tags.appendChanges([{ ...change, changedBy: 'ann', changedAt }]);
  const changed = { removed: false, changedBy: 'ann', changedAt, condition: { all: [] } };
  await tags.putRule({ ...at, ...changed, name: 'r', tagName: 'Z', tagValue: 1 });
  await new PostgresContextStore(sql).putContext({ ...at, ...changed, name: 'c', kind: null, permits: [] });
}

/** A withdrawal of the assets that is carried out; answers its id. */
async function withdraw(sql: SqlClient, assets: readonly NewAsset[]): Promise<string> {
  const store = new PostgresWithdrawals(sql);
  const [root] = assets;
  if (!root) throw new Error('nothing to withdraw');
  const { id: assetId, projectId, level } = root;
  const [id, at] = [newId(), new Date('2026-02-03T04:05:06.789Z')];
  const none = { runIds: [], checkOuts: 0, quarantinedExams: 0, receivedFiles: 0, identities: 0, clinicalRecords: 0 };
  const extras = { ...none, subjectIds: [], sites: [] };
  const listed = { reason: 'ü', purgeAlso: [], listDigest: 'd', extras, preparedBy: 'ann', preparedAt: at };
  const later = { carriedOut: null, completedAt: null, certificate: null };
  await store.putListed(
    { id, projectId, assetId, level, ...listed, ...later, state: 'LISTED' },
    assets.map((each) => ({ assetId: each.id, projectId, level: each.level, kind: each.kind, fate: 'PURGE' })),
  );
  await store.carryOut(id, { by: 'ann', at, passwordConfirmed: false });
  const found = await new PostgresAssetGraph(sql).getAssets(assets.map((each) => each.id));
  const withdrawn = { at, reason: 'ü', withdrawalId: id };
  await new PostgresTombstones(sql).put([...found.values()].map((each) => ({ ...tombstoneFields(each), withdrawn })));
  return id;
}

function tombstoneFields({ id, projectId, level, kind, createdAt, createdBy }: Asset) {
  return { id, projectId, level, kind, createdAt, createdBy };
}

test('a hub goes from embedded to PostgreSQL and Neo4j and back, and is the same', async () => {
  const first = await embedded('first');
  await first.key.write(Buffer.alloc(32, 7));
  const { all, series, images } = tree('p', 1200);
  const graph = new PostgresAssetGraph(first.sql);
  await graph.putAssets(all);
  const volume = asset('DERIVED', 'volume', [series.id]);
  const mask = asset('DERIVED', 'mask', [volume.id, series.id], { properties: { 'a b': ['x', null, 1.5] } });
  await graph.putAssets([volume]);
  await graph.putAssets([mask]);
  const setAt = new Date('2026-01-02T03:04:05.678Z');
  const tag = { assetId: mask.id, name: 'größe', value: 'line\u2028separator', setBy: 'ann', reason: null, setAt };
  await graph.putTags([tag, { ...tag, name: 'Z', value: 3 }, { ...tag, name: 'a', value: true }]);
  await graph.putTags([{ ...tag, value: 'another', slot: 'b', definitionId: mask.id }]);
  await defineTags(first.sql, mask.projectId, mask.id);
  await graph.recordActivity(activity('convert', [series.id, ...images.slice(0, 3).map(({ id }) => id)], [volume.id]));
  await graph.recordActivity(
    activity('segment', [volume.id], [mask.id], { agents: [{ agent: agent('net'), role: 'operator' }] }),
  );
  await graph.putStates([
    {
      assetId: mask.id,
      version: 2,
      label: 'mask, mended',
      properties: { 'a b': ['y'] },
      content: { sha256: 'ab'.repeat(32), sizeBytes: 5, mediaType: 'text/plain' },
    },
  ]);
  await new PostgresVersions(first.sql).append([
    {
      assetId: mask.id,
      number: 1,
      kind: 'CREATED',
      label: 'mask',
      properties: { 'a b': ['x', null, 1.5] },
      content: null,
      comment: null,
      by: 'ann',
      at: setAt,
      basedOn: null,
      tagsBefore: [],
    },
  ]);
  const gone = images.slice(0, 2);
  const withdrawalId = await withdraw(first.sql, gone);
  const audit = new PostgresAuditTrail(first.sql);
  for (const action of ['exam.approved', 'user.created']) {
    await audit.append({
      actor: 'a',
      action,
      target: 't:1',
      projectId: null,
      reason: 'ü',
      oldValue: null,
      newValue: { b: 1, a: [] },
    });
  }
  await first.sql.query(`INSERT INTO change (topic, payload) VALUES ('t', '{"b":1,"a":[1.50]}'), ('t', '[]')`);
  await first.objects.put(Buffer.from('bytes'));
  const out = await exportHub(first.hub, await FileTransferFolder.create(at('out')), options);

  const database = await createTestDatabase();
  await emptyGraph(serviceUrl('neo4j'));
  const settings = readSettings({
    PESSCARA_HOME: at('served'),
    PESSCARA_DATABASE_URL: database.url,
    PESSCARA_GRAPH_URL: serviceUrl('neo4j'),
    PESSCARA_QUEUE_URL: 'redis://127.0.0.1:1',
  });
  await importFrom(at('out'), settings, passphrase);
  await expect(importFrom(at('out'), settings, passphrase)).rejects.toThrow(/table audit.*, the asset graph/);
  const served = await exportTo(at('out-served'), settings, passphrase);
  expect(contentOf(served)).toEqual(contentOf(out));
  for (const table of ['tag_definition', 'tag_change', 'tag_rule', 'context_rule'])
    expect(out.tables[table]?.rows, table).toBe(1);

  const last = await embedded('last');
  await importHub(last.hub, await FileTransferFolder.open(at('out-served')), passphrase);
  const back = await exportHub(last.hub, await FileTransferFolder.create(at('out-back')), options);
  expect({ ...contentOf(back), graph: back.graph }).toEqual({ ...contentOf(out), graph: out.graph });
  expect(out.graph.kinds.ASSETS.count).toBe(1206);
  expect((await new PostgresAssetGraph(last.sql).getAssets([mask.id])).get(mask.id)).toMatchObject({
    version: 2,
    label: 'mask, mended',
    content: { sizeBytes: 5 },
  });
  expect(out.tables['asset_version']?.rows).toBe(1);
  expect(out.graph.kinds.TOMBSTONES.count).toBe(2);
  for (const table of ['withdrawal', 'withdrawal_item', 'tombstone'])
    expect(out.tables[table]?.rows, table).toBe(table === 'withdrawal' ? 1 : 2);
  const tombstones = await new PostgresAssetGraph(last.sql).getAssets(gone.map(({ id }) => id));
  for (const { id } of gone)
    expect(tombstones.get(id)).toMatchObject({ label: 'withdrawn', withdrawn: { withdrawalId, reason: 'ü' } });
  expect(await readFile(at('last', 'secrets', 'master.key'), 'utf8')).toBe(
    await readFile(at('first', 'secrets', 'master.key'), 'utf8'),
  );
  for (const { sql } of [first, last]) await sql.close();
  await database.drop();
}, 180_000);
