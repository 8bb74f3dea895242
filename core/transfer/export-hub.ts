import { HubError } from '../errors.ts';
import { canonicalJson } from '../json.ts';
import { RowChain, type Checksum } from './checked-lines.ts';
import { GraphSum, recordsOf } from './graph-records.ts';
import { bindingOf, graphFile, objectsFile, tableFile, type Manifest, type ManifestContent } from './manifest.ts';
import type { TransferFolder, TransferHub } from './ports.ts';
import { expectPassphrase, sealKey } from './sealed-key.ts';

export interface ExportOptions {
  readonly passphrase: string;
  readonly softwareVersion: string;
  readonly now?: () => Date;
}

/**
 * Writes a whole hub into an empty folder, and answers its manifest. Nobody may write to the hub meanwhile.
 * @throws CONFLICT when somebody did; BAD_USER_INPUT for a passphrase that is too short
 */
export async function exportHub(hub: TransferHub, folder: TransferFolder, options: ExportOptions): Promise<Manifest> {
  expectPassphrase(options.passphrase);
  await hub.graph.drain();
  const before = await hub.tables.position();
  const records = await hub.tables.snapshot(async () => ({
    migrations: await hub.tables.migrations(),
    tables: await writeTables(hub, folder),
    sequences: await hub.tables.sequences(),
    graph: await writeGraph(hub, folder),
  }));
  const objects = await copyObjects(hub, folder);
  if ((await hub.tables.position()) !== before) {
    throw new HubError(
      'CONFLICT',
      'the hub was written to while it was exported: stop all of its processes, then export again',
    );
  }
  const content: ManifestContent = {
    format: 'pesscara-export',
    version: 1,
    createdAt: (options.now?.() ?? new Date()).toISOString(),
    softwareVersion: options.softwareVersion,
    ...records,
    objects,
  };
  const key = await sealKey(await hub.key.read(), options.passphrase, bindingOf(content));
  const manifest = { ...content, key };
  await folder.writeManifest(`${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writeTables(hub: TransferHub, folder: TransferFolder): Promise<Record<string, Checksum>> {
  const sums: Record<string, Checksum> = {};
  for (const table of (await hub.tables.names()).toSorted()) {
    const chain = new RowChain();
    await folder.write(tableFile(table), linesOf(hub.tables.rows(table), chain));
    sums[table] = chain.sum();
  }
  return sums;
}

async function* linesOf(pages: AsyncIterable<readonly string[]>, chain: RowChain): AsyncGenerator<string> {
  for await (const page of pages) for (const row of page) yield chain.line(row);
}

async function writeGraph(hub: TransferHub, folder: TransferFolder): Promise<Manifest['graph']> {
  const chain = new RowChain();
  const sum = new GraphSum();
  async function* lines(): AsyncGenerator<string> {
    for await (const write of hub.graph.dump()) {
      for (const record of recordsOf(write)) {
        sum.add(record);
        yield chain.line(record.text);
      }
    }
  }
  await folder.write(graphFile, lines());
  return { ...chain.sum(), kinds: sum.sums() };
}

async function copyObjects(hub: TransferHub, folder: TransferFolder): Promise<Manifest['objects']> {
  const chain = new RowChain();
  let bytes = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const { sha256, sizeBytes } of hub.objects.list()) {
      const copy = await folder.objects.put(await hub.objects.stream(sha256));
      if (copy.sha256 !== sha256) {
        throw new HubError('INTERNAL_SERVER_ERROR', `the stored object ${sha256} is damaged: restore it from a backup`);
      }
      bytes += sizeBytes;
      yield chain.line(canonicalJson({ sha256, sizeBytes }));
    }
  }
  await folder.write(objectsFile, lines());
  return { ...chain.sum(), bytes };
}
