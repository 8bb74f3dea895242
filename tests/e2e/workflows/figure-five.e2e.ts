import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { HubClient } from '../../../cli/hub-client.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { writeNifti } from '../../../core/workflows/testing/write-nifti.ts';
import { dicomSlices } from '../../support/dicom-series.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

/** Images from Center 1 are curated at Center 3, checked and segmented at Center 2, and reviewed at Center 3. */
const document = {
  name: 'three-centers',
  title: 'From the classifier to a reviewed volume, over three centers',
  steps: [
    { id: 'classify', uses: 'classify', foreach: 'series' },
    { id: 'convert', uses: 'convert', foreach: 'series', needs: ['classify'] },
    {
      id: 'curate',
      uses: 'human',
      needs: ['classify'],
      with: {
        title: 'Is each series what the classifier says?',
        roles: ['CURATOR'],
        sites: ['Center-3'],
        priority: 'HIGH',
        form: [{ name: 'usable', label: 'All series can be used', type: 'boolean', required: true }],
      },
    },
    {
      id: 'quality',
      uses: 'human',
      needs: ['curate', 'convert'],
      with: {
        title: 'Check the quality',
        roles: ['REVIEWER'],
        sites: ['Center-2'],
        dueInHours: 24,
        escalate: { afterHours: 48, to: ['MANAGER'] },
        form: [
          { name: 'motion', label: 'Motion', type: 'choice', options: ['none', 'some', 'much'], required: true },
          { name: 'snr', label: 'Signal to noise', type: 'number', unit: '1', min: 0, required: true },
        ],
        measurement: { signalToNoise: 'snr' },
      },
    },
    {
      id: 'segment',
      uses: 'human',
      needs: ['curate', 'convert'],
      with: {
        title: 'Segment the tumour',
        roles: ['CURATOR'],
        sites: ['Center-2'],
        outputs: [{ role: 'mask', kind: 'segmentation' }],
      },
    },
    { id: 'measure', uses: 'measure', foreach: 'series', needs: ['segment'] },
    { id: 'biomarkers', uses: 'biomarkers', needs: ['measure', 'quality'] },
    {
      id: 'review',
      uses: 'human',
      needs: ['biomarkers'],
      with: {
        title: 'Review the segmentation',
        roles: ['REVIEWER'],
        sites: ['Center-3'],
        independent: true,
        sendBackTo: ['segment'],
        signature: { meaning: 'approval' },
      },
    },
    {
      id: 'notify',
      uses: 'notify',
      needs: ['review'],
      with: { text: 'The tumour volume is ready.', sites: ['Center-1'] },
    },
  ],
};

const anything = z.record(z.string(), z.unknown());
const one = z.object({ id: z.string() });
const password = 'a long enough password';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let runId: string;
let seriesId: string;

async function change(who: HubClient, name: string, input: object, selection: string): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return (await who.request(anything, query, { input }))[name];
}

async function member(username: string, displayName: string, roles: readonly string[], site: string) {
  await change(hub.operator, 'addUser', { username, password, displayName }, 'user { id }');
  await change(hub.operator, 'setMember', { projectId, username, roles, site }, 'project { id }');
  const { login } = await hub.operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(hub.process.url, login.accessToken);
}

const queueShape = z.object({ taskQueue: z.object({ nodes: z.array(one.extend({ title: z.string() })) }) });
/** What waits for the person. */
async function queue(who: HubClient) {
  const query = 'query ($p: ID!) { taskQueue(projectId: $p) { nodes { id title } } }';
  return (await who.request(queueShape, query, { p: projectId })).taskQueue.nodes;
}
/** Takes the task of that title, as soon as it waits for the person. */
async function take(who: HubClient, title: string): Promise<string> {
  const task = await until(async () => (await queue(who)).find((found) => found.title === title));
  await change(who, 'claimTask', { taskId: task.id, minutes: 30 }, 'task { heldBy { username until } }');
  return task.id;
}
const complete = (who: HubClient, input: object) => change(who, 'completeTask', input, 'task { id state note }');

/** A mask of the series with so many voxels of 1 x 1 x 3 mm, drawn elsewhere and brought in. */
async function drawMask(who: HubClient, voxels: number): Promise<string> {
  const values = Array.from({ length: 16 * 16 * 6 }, (_, at) => (at < voxels ? 1 : 0));
  const bytes = writeNifti({ dims: [16, 16, 6], sizes: [1, 1, 3], datatype: 2, values, gzip: true });
  const { upload } = z
    .object({ upload: z.object({ id: z.string(), url: z.string() }) })
    .parse(
      await change(
        who,
        'createUpload',
        { projectId, fileName: 'mask.nii.gz', sizeBytes: bytes.length },
        'upload { id url }',
      ),
    );
  const reply = await fetch(hub.process.url + upload.url, {
    method: 'PATCH',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  });
  expect(reply.status).toBe(204);
  const input = { projectId, parentIds: [seriesId], kind: 'segmentation', uploadId: upload.id, sourceIds: [seriesId] };
  const answer = await change(
    who,
    'createDerivedAsset',
    { ...input, label: `${String(voxels)} voxels` },
    'asset { id }',
  );
  return z.object({ asset: one }).parse(answer).asset.id;
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  const { operator } = hub;
  projectId = await ensurePlace(operator, { project: 'THREE', pool: 'scanner' }, true, () => undefined);
  for (const name of ['Center-1', 'Center-2', 'Center-3']) {
    const url = `http://127.0.0.1:9/${name}`;
    const { site } = z
      .object({ site: one })
      .parse(await change(operator, 'registerSite', { name, url }, 'site { id }'));
    const query = 'mutation ($input: SiteGrantInput!) { grantSite(input: $input) { site { id } } }';
    await operator.request(anything, query, { input: { siteId: site.id, projectId } });
  }
  const images = join(folder.path, 'exam');
  await mkdir(images);
  const positions = Array.from({ length: 6 }, (_, at) => [0, 0, 3 * at] as const);
  const attributes = () => ({
    SeriesDescription: 'AX T1',
    EchoTime: '10',
    RepetitionTime: '500',
    ScanningSequence: 'SE',
  });
  const series = { study: '2.25.501', series: '2.25.502', modality: 'MR', rows: 16, columns: 16 } as const;
  for (const [at, bytes] of dicomSlices({ ...series, positions, attributes }).entries())
    await writeFile(join(images, `${String(at)}.dcm`), bytes);
  const target = { projectId, pool: 'scanner' };
  const { ingestionId } = await ingestFiles(operator, target, images, await filesBelow(images), () => undefined);
  await waitUntilSettled(operator, ingestionId, () => undefined);
  for (const exam of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', exam.id, null);
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test('Figure 5: five people of three centers bring an exam from the classifier to a reviewed volume, with one refinement', async () => {
  const mark = await member('mark', 'Mark One', ['RESEARCHER'], 'Center-1');
  const quinn = await member('quinn', 'Quinn Two', ['REVIEWER'], 'Center-2');
  const seb = await member('seb', 'Seb Two', ['CURATOR'], 'Center-2');
  const carla = await member('carla', 'Carla Three', ['CURATOR', 'REVIEWER'], 'Center-3');
  const rita = await member('rita', 'Rita Three', ['REVIEWER'], 'Center-3');

  const found = async (level: string) => {
    const { assets } = await hub.operator.request(
      z.object({ assets: z.object({ nodes: z.array(one) }) }),
      'query ($filter: AssetFilter) { assets(filter: $filter) { nodes { id } } }',
      { filter: { projectId, level } },
    );
    return assets.nodes[0]?.id;
  };
  const examId = await until(() => found('EXAM'));
  seriesId = (await found('SERIES')) ?? '';
  const { workflow } = z
    .object({ workflow: one })
    .parse(await change(hub.operator, 'putWorkflow', { projectId, document }, 'workflow { id }'));
  const started = await change(hub.operator, 'startRun', { workflowId: workflow.id, examId }, 'run { id }');
  runId = z.object({ run: one }).parse(started).run.id;

  // Center 3 curates; nobody of another center can.
  const curation = await take(carla, 'Is each series what the classifier says?');
  for (const other of [seb, rita])
    await expect(complete(other, { taskId: curation, outcome: 'APPROVED' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  await expect(complete(carla, { taskId: curation, outcome: 'APPROVED' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { details: { field: 'input.values.usable' } },
  });
  await complete(carla, { taskId: curation, outcome: 'APPROVED', values: { usable: true } });

  // Center 2 checks the quality, and segments.
  const quality = await take(quinn, 'Check the quality');
  await complete(quinn, { taskId: quality, outcome: 'APPROVED', values: { motion: 'none', snr: 31.5 } });
  const segmentation = await take(seb, 'Segment the tumour');
  const coarse = await drawMask(seb, 40);
  await complete(seb, { taskId: segmentation, outcome: 'APPROVED', outputs: [{ assetId: coarse, role: 'mask' }] });

  // Center 3 reviews, but not who curated; it goes back once.
  const first = await take(rita, 'Review the segmentation');
  await change(rita, 'releaseTask', { taskId: first }, 'task { heldBy { username } }');
  await expect(change(carla, 'claimTask', { taskId: first }, 'task { id }')).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const back = { taskId: first, outcome: 'SENT_BACK', comment: 'it leaves out the rim' };
  await expect(complete(rita, { ...back, signature: { password: 'guessed' } })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await complete(rita, { ...back, signature: { password } })).toMatchObject({ task: { state: 'SENT_BACK' } });
  const again = await take(seb, 'Segment the tumour');
  const fine = await drawMask(seb, 52);
  expect(
    await complete(seb, { taskId: again, outcome: 'APPROVED', outputs: [{ assetId: fine, role: 'mask' }] }),
  ).toMatchObject({ task: { note: 'sent back by rita: it leaves out the rim' } });
  const second = await take(rita, 'Review the segmentation');
  await complete(rita, { taskId: second, outcome: 'APPROVED', comment: 'well done', signature: { password } });

  const run = await until(async () => {
    const answer = z.object({ run: z.object({ state: z.string() }).loose() }).parse(
      await hub.operator.request(
        anything,
        `query ($id: ID!) { run(id: $id) { state error steps { step state biomarkers { id name value unit }
           task { decisions { username outcome signature { signerName meaning state } } } } } }`,
        { id: runId },
      ),
    );
    return answer.run.state === 'COMPLETED' || answer.run.state === 'FAILED' ? answer.run : undefined;
  });
  expect(run).toMatchObject({ state: 'COMPLETED', error: null });
  const steps = z
    .array(
      z.object({
        step: z.string(),
        state: z.string(),
        biomarkers: z.array(one.extend({ name: z.string(), value: z.number(), unit: z.string() })),
        task: z.object({ decisions: z.array(anything) }).nullable(),
      }),
    )
    .parse(run['steps']);
  expect(new Set(steps.map(({ state }) => state))).toEqual(new Set(['COMPLETED']));
  expect(steps.find(({ step }) => step === 'review')?.task?.decisions).toEqual([
    {
      username: 'rita',
      outcome: 'APPROVED',
      signature: { signerName: 'Rita Three', meaning: 'APPROVAL', state: 'VALID' },
    },
  ]);
  const values = steps.find(({ step }) => step === 'biomarkers')?.biomarkers ?? [];
  expect(values.find(({ name }) => name === 'signalToNoise')).toMatchObject({ value: 31.5, unit: '1' });
  const volume = values.find(({ name }) => name === 'maskVolume');
  expect(volume).toMatchObject({ value: 52 * 3, unit: 'mm3' });

  // The value comes from the second mask alone, and Center 1 hears of it.
  const { asset } = z
    .object({ asset: z.object({ lineage: z.object({ nodes: z.array(z.object({ asset: one.nullable() })) }) }) })
    .parse(
      await mark.request(
        anything,
        'query ($id: ID!) { asset(id: $id) { lineage(direction: ANCESTORS) { nodes { asset { id } } } } }',
        { id: volume?.id },
      ),
    );
  const ancestors = asset.lineage.nodes.map((node) => node.asset?.id);
  expect([ancestors.includes(fine), ancestors.includes(coarse)]).toEqual([true, false]);
  const told = async (who: HubClient) =>
    (
      await who.request(
        z.object({ notifications: z.array(z.object({ text: z.string() })) }),
        '{ notifications { text } }',
      )
    ).notifications.map(({ text }) => text);
  expect(await told(mark)).toEqual(['The tumour volume is ready.']);
  expect(await told(quinn)).toEqual(['A task waits for you: Check the quality']);
}, 180_000);
