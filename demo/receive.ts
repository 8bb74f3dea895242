import { readFile } from 'node:fs/promises';
import { openDicomWebArchive } from '../adapters/dicomweb/archive.ts';
import { ingestFiles, refusedFiles, waitUntilSettled } from '../cli/ingest-folder.ts';
import type { HubClient } from '../cli/hub-client.ts';
import { patiently } from './patiently.ts';

export interface Refused {
  readonly file: string;
  readonly reason: string;
}

const batchSize = 40;

/** Hospital A: its PACS sends by DICOMweb store (STOW-RS) to the pool's door. Answers what the hub refused. */
export async function sendByDicomWeb(client: () => HubClient, pool: { project: string; name: string }, paths: readonly string[]): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (let at = 0; at < paths.length; at += batchSize) {
    const batch = paths.slice(at, at + batchSize);
    const files = await Promise.all(batch.map(async (path) => new Uint8Array(await readFile(path))));
    const result = await patiently(async () => {
      const { url, token } = client();
      const archive = openDicomWebArchive({
        id: 'hub',
        name: 'hub',
        url: `${url}/dicom-web/pools/${pool.project}/${pool.name}`,
        token,
      });
      return archive.store(files, AbortSignal.timeout(120_000));
    });
    // The answer names instances, not files: several files may share one SOP Instance UID.
    for (const { sopInstanceUID, reason } of result.failed) refused.push({ file: sopInstanceUID, reason });
  }
  return refused;
}

/** Hospital B: a folder is read and sent file by file. Answers what the hub refused. */
export async function sendByReading(client: () => HubClient, pool: { projectId: string; name: string }, root: string, paths: readonly string[]): Promise<Refused[]> {
  const { ingestionId } = await patiently(() => ingestFiles(client(), { projectId: pool.projectId, pool: pool.name }, root, paths, () => undefined));
  await patiently(() => waitUntilSettled(client(), ingestionId, () => undefined));
  return patiently(() => refusedFiles(client(), ingestionId));
}
