import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeCollector } from '../../../adapters/telemetry/testing/fake-collector.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

/** Nowhere but in what this test sends. */
const patient = { PatientName: 'Quillfeather^Ottoline', PatientID: 'ZQ-77341908', AccessionNumber: 'ACC55120937' };
const secrets = ['quillfeather', 'ottoline', '77341908', '55120937'];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let collector: FakeCollector;
let hub: HubProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  collector = await FakeCollector.start();
  hub = await startHub(join(folder.path, 'hub'), {
    PESSCARA_LOG_LEVEL: 'debug',
    PESSCARA_TRACES_URL: collector.url,
  });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** A patient's image, a file that breaks off, and one that is none: all in files that are named after the patient. */
async function writeImages(): Promise<string> {
  const path = join(folder.path, 'Quillfeather_Ottoline');
  await mkdir(path);
  const image = dicomImage({ study: '2.25.10', series: '2.25.11', instance: '2.25.12', text: patient });
  await writeFile(join(path, 'ZQ-77341908.dcm'), image);
  await writeFile(join(path, 'Quillfeather-broken.dcm'), image.subarray(0, image.length - 40));
  await writeFile(join(path, 'Ottoline.dcm'), 'Quillfeather^Ottoline');
  return path;
}

test('a patient is in no log line, span or metric of a hub that takes, reviews and registers an image', async () => {
  const { operator } = hub;
  const images = await writeImages();
  const projectId = await ensurePlace(operator, { project: 'P', pool: 'scanner' }, true, () => undefined);
  const { ingestionId } = await ingestFiles(
    operator,
    { projectId, pool: 'scanner' },
    images,
    await filesBelow(images),
    () => undefined,
  );
  await waitUntilSettled(operator, ingestionId, () => undefined);
  for (const exam of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', exam.id, null);
  // What fails with the patient in its variables, in its literals, and in what is no GraphQL at all.
  const name = 'Quillfeather^Ottoline\0';
  for (const [query, variables] of [
    ['mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }', { input: { name } }],
    ['query ($id: ID!) { node(id: $id) { id } }', { id: name }],
    ['{ assets(first: -1, filter: { kind: "Quillfeather^Ottoline", projectId: "ZQ-77341908" }) { nodes { id } } }', {}],
    ['{ Quillfeather^Ottoline', {}],
  ] as const) {
    expect((await operator.execute(query, { ...variables })).errors, query).toBeDefined();
  }
  await operator.fetch('/intake/ZQ-77341908/files?name=Quillfeather', { method: 'PUT', body: 'Ottoline' });
  const assets = z.object({ assets: z.object({ totalCount: z.number() }) });
  await expect
    .poll(
      async () =>
        (
          await operator.request(
            assets,
            'query ($projectId: ID!) { assets(filter: { projectId: $projectId, level: IMAGE }) { totalCount } }',
            { projectId },
          )
        ).assets.totalCount,
      { timeout: 30_000 },
    )
    .toBe(1);
  const scrape = async () => (await operator.fetch('/metrics')).text();
  await expect
    .poll(scrape, { timeout: 30_000 })
    .toMatch(/pesscara_job_duration_seconds_count\{[^}]*queue="register",outcome="ok"/);
  const metrics = await scrape();
  await hub.process.end('SIGTERM');

  const { log } = hub.process;
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const secret of secrets) {
    expect(log.toLowerCase()).not.toContain(secret);
    expect(collector.bodies.join('\n').toLowerCase()).not.toContain(secret);
    expect(metrics.toLowerCase()).not.toContain(secret);
  }
  expect(log).not.toContain('earer ');
  if (operator.token !== null) expect(log).not.toContain(operator.token);

  // All of it was told: the request that caused a job, the job, and both under one trace.
  const job = lines.find(({ msg, queue }) => msg === 'job done' && queue === 'deidentify');
  expect(job).toMatchObject({ role: 'hub', attempt: 1, key: expect.any(String) as string });
  expect(lines.filter(({ msg }) => msg === 'operation').every(({ requestId }) => typeof requestId === 'string')).toBe(
    true,
  );
  const span = collector.spans.find(({ name }) => name === 'job deidentify');
  expect(span?.traceId).toBe(job?.['traceId']);
  expect(span && collector.pathTo(span)[0]).toMatch(/^(mutation|PUT \/intake)/);
  expect(metrics).toMatch(/pesscara_queue_sample_failures_total\{[^}]*\} 0/);
});
