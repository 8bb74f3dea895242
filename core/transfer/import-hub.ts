import { badInput, HubError } from '../errors.ts';
import { canonicalJson } from '../json.ts';
import { checkedRows, RowChain } from './checked-lines.ts';
import { sumsOf, writesOf, type GraphSums } from './graph-records.ts';
import { bindingOf, graphFile, objectsFile, parseManifest, tableFile, type Manifest } from './manifest.ts';
import type { StoredObject, TransferFolder, TransferHub } from './ports.ts';
import { openKey } from './sealed-key.ts';

/** Rows of one statement. */
const pageRows = 500;

/**
 * Fills an empty hub from an export, and answers the manifest. Everything is compared before one transaction commits it, so a
 * failure or a crash leaves an empty hub (with objects perhaps, which a second try finds again).
 * @throws BAD_USER_INPUT naming file and line where the export was changed, or the passphrase; CONFLICT naming what the hub holds
 */
export async function importHub(hub: TransferHub, folder: TransferFolder, passphrase: string): Promise<Manifest> {
  const manifest = parseManifest(await folder.manifest());
  const key = await openKey(manifest.key, passphrase, bindingOf(manifest));
  await expectSameSchema(hub, manifest);
  await expectEmpty(hub, key);
  await copyObjects(hub, folder, manifest);
  await hub.key.write(key);
  await hub.tables.transact(async () => {
    await fillTables(hub, folder, manifest);
    const records = checkedRows(graphFile, folder.lines(graphFile), manifest.graph);
    for await (const write of writesOf(records)) await hub.graph.restore(write);
    if (hub.graph.inTables) expectSameGraph(await sumsOf(hub.graph.dump()), manifest.graph.kinds);
    await hub.tables.setSequences(manifest.sequences);
    const { firstBroken } = await hub.verifyAudit();
    if (firstBroken !== null) {
      throw new HubError('CONFLICT', `the audit trail of the exported hub is broken at entry ${String(firstBroken)}`);
    }
  });
  await hub.graph.drain();
  if (!hub.graph.inTables) expectSameGraph(await sumsOf(hub.graph.dump()), manifest.graph.kinds);
  return manifest;
}

async function expectSameSchema(hub: TransferHub, manifest: Manifest): Promise<void> {
  const ours = await hub.tables.migrations();
  const names = new Set([...Object.keys(ours), ...Object.keys(manifest.migrations)]);
  const different = [...names].filter((name) => ours[name] !== manifest.migrations[name]).toSorted();
  if (different.length === 0) return;
  throw badInput(
    'manifest.json',
    'an export of this version of PESSCARA (start the other hub with this version, stop it, and export again)',
    `another, by ${different.join(', ')}`,
  );
}

async function expectEmpty(hub: TransferHub, key: Uint8Array): Promise<void> {
  const held = (await hub.tables.occupied()).map((table) => `table ${table}`);
  if (!(await hub.graph.isEmpty())) held.push('the asset graph');
  // The same one is what an import that was cut off has left.
  const there = await hub.key.find();
  if (there !== null && !Buffer.from(there).equals(key)) held.push('another master key');
  if (held.length === 0) return;
  throw new HubError('CONFLICT', `an import needs a hub that was never started, and this one has ${held.join(', ')}`, {
    held,
  });
}

async function copyObjects(hub: TransferHub, folder: TransferFolder, { objects }: Manifest): Promise<void> {
  for await (const row of checkedRows(objectsFile, folder.lines(objectsFile), objects)) {
    const { sha256, sizeBytes } = JSON.parse(row) as StoredObject;
    const name = `objects/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
    const content = await folder.objects.stream(sha256).catch((error: unknown) => {
      if (error instanceof HubError && error.code === 'NOT_FOUND') throw badInput(name, 'a file of the export', 'none');
      throw error;
    });
    const copy = await hub.objects.put(content);
    if (copy.sha256 === sha256 && copy.sizeBytes === sizeBytes) continue;
    throw new HubError('BAD_USER_INPUT', `${name}: its bytes are not what was exported`, { field: name });
  }
}

async function fillTables(hub: TransferHub, folder: TransferFolder, manifest: Manifest): Promise<void> {
  for (const table of await hub.tables.names()) {
    const file = tableFile(table);
    const expected = manifest.tables[table];
    if (!expected) throw badInput('manifest.json', `the table ${table}`, 'none');
    let page: string[] = [];
    for await (const row of checkedRows(file, folder.lines(file), expected)) {
      page.push(row);
      if (page.length < pageRows) continue;
      await hub.tables.insert(table, page);
      page = [];
    }
    if (page.length > 0) await hub.tables.insert(table, page);
    // What the database gives back is what counts.
    const chain = new RowChain();
    for await (const rows of hub.tables.rows(table)) for (const row of rows) chain.line(row);
    if (canonicalJson({ ...chain.sum() }) === canonicalJson({ ...expected })) continue;
    throw new HubError(
      'INTERNAL_SERVER_ERROR',
      `the table ${table} does not come back from the database as it was exported`,
    );
  }
}

function expectSameGraph(found: GraphSums, expected: GraphSums): void {
  for (const kind of ['ASSETS', 'TAGS', 'ACTIVITY', 'TOMBSTONES'] as const) {
    if (found[kind].count === expected[kind].count && found[kind].digest === expected[kind].digest) continue;
    const counts = `${String(found[kind].count)} of ${String(expected[kind].count)}`;
    throw new HubError('INTERNAL_SERVER_ERROR', `the graph does not hold what was exported: ${kind}, ${counts} there`);
  }
}
