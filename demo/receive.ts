import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { openDicomWebArchive } from '../adapters/dicomweb/archive.ts';
import type { HubClient } from '../cli/hub-client.ts';
import { ingestFiles, refusedFiles, waitUntilSettled } from '../cli/ingest-folder.ts';
import { readDicom } from '../core/dicom/read-dicom.ts';
import { uidOf } from '../core/dicom/values.ts';
import { patiently } from '../cli/patiently.ts';

export interface Refused {
  readonly file: string;
  readonly reason: string;
}

const batchSize = 40;

/** Hospital A: its PACS sends by DICOMweb store (STOW-RS) to the pool's door. Answers what the hub refused. */
export async function sendByDicomWeb(
  client: () => HubClient,
  pool: { readonly project: string; readonly name: string },
  root: string,
  paths: readonly string[],
): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const batch of await batchesOf(paths)) {
    const files = await Promise.all([...batch.values()].map(async (path) => new Uint8Array(await readFile(path))));
    const { failed } = await patiently(() => {
      const { url, token } = client();
      const archive = openDicomWebArchive({
        id: 'hub',
        name: 'hub',
        url: `${url}/dicom-web/pools/${pool.project}/${pool.name}`,
        token,
      });
      return archive.store(files, AbortSignal.timeout(120_000));
    });
    for (const { sopInstanceUID, reason } of failed) {
      const path = batch.get(sopInstanceUID);
      refused.push({ file: path === undefined ? sopInstanceUID : relative(root, path), reason });
    }
  }
  return refused;
}

/**
 * The files in batches, by SOP Instance UID: the answer to a store names instances, not files, so that no batch may
 * hold one UID twice.
 */
async function batchesOf(paths: readonly string[]): Promise<Map<string, string>[]> {
  const batches: Map<string, string>[] = [];
  for (const path of paths) {
    const uid = uidOf(readDicom(await readFile(path)).dataset, 'SOPInstanceUID') ?? path;
    let batch = batches.find((candidate) => candidate.size < batchSize && !candidate.has(uid));
    if (!batch) batches.push((batch = new Map<string, string>()));
    batch.set(uid, path);
  }
  return batches;
}

/** Hospital B: a folder is read and sent file by file. Answers what the hub refused. */
export async function sendByReading(
  client: () => HubClient,
  pool: { readonly projectId: string; readonly name: string },
  root: string,
  paths: readonly string[],
): Promise<Refused[]> {
  const target = { projectId: pool.projectId, pool: pool.name };
  const { ingestionId } = await patiently(() => ingestFiles(client(), target, root, paths, () => undefined));
  await waitUntilSettled(client(), ingestionId, () => undefined);
  return refusedFiles(client(), ingestionId);
}
