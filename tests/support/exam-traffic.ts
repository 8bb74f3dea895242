import { z } from 'zod';
import { waitUntilSettled } from '../../cli/ingest-folder.ts';
import type { HubClient } from '../../cli/hub-client.ts';
import { HubError } from '../../core/errors.ts';
import { dicomImage } from './dicom-image.ts';

export const imagesPerExam = 3;

/** A workflow that runs on each exam as soon as it is registered. */
export const watchWorkflow = {
  name: 'watch',
  title: 'Say what each series is',
  trigger: { on: 'EXAM_REGISTERED' },
  steps: [
    { id: 'classify', uses: 'classify', foreach: 'series' },
    { id: 'notify', uses: 'notify', needs: ['classify'], with: { text: 'There is a new exam.', roles: ['MANAGER'] } },
  ],
};

const opened = z.object({
  startIngestion: z.object({ ingestion: z.object({ id: z.string() }), uploadPath: z.string() }),
});

/** A new ingestion of the project's pool `scanner`, and where its files go. */
export async function openIngestion(hub: HubClient, projectId: string) {
  const { startIngestion } = await hub.request(
    opened,
    'mutation ($input: StartIngestionInput!) { startIngestion(input: $input) { ingestion { id } uploadPath } }',
    { input: { projectId, pool: 'scanner' } },
  );
  return startIngestion;
}

/** Does a piece of the work, perhaps several times, as its caller wants it. */
export type Trying = <T>(work: () => Promise<T>) => Promise<T>;

/** Sends the project's exam of that number to its pool `scanner`; resolves when it is in quarantine. */
export async function sendExam(
  hub: HubClient,
  intake: HubClient,
  projectId: string,
  number: number,
  trying: Trying,
): Promise<void> {
  const { ingestion, uploadPath } = await trying(() => openIngestion(hub, projectId));
  const seed = [...projectId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007, 7);
  const study = `1.2.826.0.1.3680043.8.498.${String(seed)}.${String(number)}`;
  for (let n = 1; n <= imagesPerExam; n++) {
    const body = dicomImage({
      study,
      series: `${study}.1`,
      instance: `${study}.1.${String(n)}`,
      text: { PatientID: `P-${String(number % 7)}`, SeriesDescription: 'T1 axial', InstanceNumber: String(n) },
    });
    await trying(async () => {
      const reply = await intake.fetch(`${uploadPath}?name=${String(n)}.dcm`, { method: 'PUT', body });
      const text = await reply.text();
      if (!reply.ok) throw new HubError('UPSTREAM_UNAVAILABLE', `upload: HTTP ${String(reply.status)} ${text}`);
      z.object({ outcome: z.enum(['RECEIVED', 'DUPLICATE']) }).parse(JSON.parse(text));
    });
  }
  await trying(() => waitUntilSettled(hub, ingestion.id, () => undefined));
}
