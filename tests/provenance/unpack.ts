import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Unpacks a ZIP by Python's own reader into a new folder below; answers the folder. */
export async function unpack(below: string, zip: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(below, 'crate-'));
  const file = `${folder}.zip`;
  await writeFile(file, zip);
  await run('python3', ['-m', 'zipfile', '-t', file]);
  await run('python3', ['-m', 'zipfile', '-e', file, folder]);
  return folder;
}

/** The entities that a crate's metadata describes, by their id. */
export async function entitiesOf(folder: string): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const text = await readFile(join(folder, 'ro-crate-metadata.json'), 'utf8');
  const { '@graph': graph } = JSON.parse(text) as { '@graph': Record<string, unknown>[] };
  return new Map(graph.map((entity) => [entity['@id'] as string, entity]));
}
