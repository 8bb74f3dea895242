import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNifti } from '../../../core/workflows/testing/write-nifti.ts';
import { dicomSlices } from '../../support/dicom-series.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { change, password, threeCenters } from '../../support/three-centers.ts';

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

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let centers: Awaited<ReturnType<typeof threeCenters>>;

/** A mask with so many voxels of 1 x 1 x 3 mm. */
function maskOf(voxels: number): Uint8Array {
  const values = Array.from({ length: 16 * 16 * 6 }, (_, at) => (at < voxels ? 1 : 0));
  return writeNifti({ dims: [16, 16, 6], sizes: [1, 1, 3], datatype: 2, values, gzip: true });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  centers = await threeCenters(hub, 'THREE');
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
  await centers.receive(images);
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test('Figure 5: five people of three centers bring an exam from the classifier to a reviewed volume, with one refinement', async () => {
  const { member, take, complete } = centers;
  const mark = await member('mark', 'Mark One', ['RESEARCHER'], 'Center-1');
  const quinn = await member('quinn', 'Quinn Two', ['REVIEWER'], 'Center-2');
  const seb = await member('seb', 'Seb Two', ['CURATOR'], 'Center-2');
  const carla = await member('carla', 'Carla Three', ['CURATOR', 'REVIEWER'], 'Center-3');
  const rita = await member('rita', 'Rita Three', ['REVIEWER'], 'Center-3');

  const [examId = ''] = await centers.assets('EXAM');
  const [seriesId = ''] = await centers.assets('SERIES');
  const runId = await centers.start({ document }, examId);
  const drawMask = (voxels: number) => centers.bringMask(seb, seriesId, `${String(voxels)} voxels`, maskOf(voxels));

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
  const coarse = await drawMask(40);
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
  const fine = await drawMask(52);
  expect(
    await complete(seb, { taskId: again, outcome: 'APPROVED', outputs: [{ assetId: fine, role: 'mask' }] }),
  ).toMatchObject({ task: { note: 'sent back by rita: it leaves out the rim' } });
  const second = await take(rita, 'Review the segmentation');
  await complete(rita, { taskId: second, outcome: 'APPROVED', comment: 'well done', signature: { password } });

  const run = await centers.ended(runId);
  expect(run).toMatchObject({ state: 'COMPLETED', error: null });
  const { steps } = run;
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
  const ancestors = await centers.ancestors(mark, volume?.id ?? '');
  expect([ancestors.has(fine), ancestors.has(coarse)]).toEqual([true, false]);
  expect(await centers.told(mark)).toEqual(['The tumour volume is ready.']);
  expect(await centers.told(quinn)).toEqual(['A task waits for you: Check the quality']);
}, 180_000);
