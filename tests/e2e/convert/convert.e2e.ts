import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { completeTask, openTasks } from '../../../cli/commands/task.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { defaultWorkflow } from '../../../core/workflows/default-workflow.ts';
import { circle, dicomSegmentation, dicomStructureSet } from '../../support/dicom-regions.ts';
import { dicomSlices } from '../../support/dicom-series.ts';
import { startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

type Point = readonly [number, number, number];
const [study, ct] = ['2.25.4711', '2.25.4712'];
const of = { series: ct, slices: 6 };
const positions = Array.from({ length: 6 }, (_, at): Point => [-32, -32, 10 + 3 * at]);
const raster = { study, of, rows: 64, columns: 64 };
const square = Array.from({ length: 64 * 64 }, (_, at) => (at % 64 < 8 && at < 8 * 64 ? 1 : 0));
const frames = [4, 2].map((slice) => ({ segment: 1, position: positions[slice] ?? [0, 0, 0], pixels: square }));

/** An exam of one CT series, a segmentation and a structure set of it, and a segmentation that is cut off. */
function examFiles(): readonly Uint8Array[] {
  const segments = [{ label: 'tumour' }];
  const contours = positions.slice(1, 4).map(([, , z]) => ({ points: circle([0, 0, z], 12) }));
  return [
    ...dicomSlices({ ...raster, series: ct, positions }),
    dicomSegmentation({ ...raster, series: '2.25.4713', segments, frames }),
    dicomStructureSet({ study, of, series: '2.25.4714', regions: [{ name: 'GTV', contours }] }),
    dicomSegmentation({ ...raster, series: '2.25.4715', segments, frames, pixelData: Uint8Array.of(1, 2) }),
  ];
}

const assetsAnswer = z.object({
  assets: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        kind: z.string().optional(),
        properties: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});
const runsAnswer = z.object({
  runs: z.object({ nodes: z.array(z.object({ state: z.string(), error: z.string().nullable() })) }),
});

test('an exam with a segmentation and a structure set gives masks of the right volume; a broken series fails alone', async () => {
  await using home = await temporaryFolder();
  await using hub = await startHub(join(home.path, 'hub'));
  const { operator } = hub;
  const folder = join(home.path, 'exam');
  await mkdir(folder);
  for (const [at, bytes] of examFiles().entries()) await writeFile(join(folder, `${String(at)}.dcm`), bytes);
  const projectId = await ensurePlace(operator, { project: 'MASKS', pool: 'scanner' }, true, () => undefined);
  await operator.request(
    z.unknown(),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId, document: defaultWorkflow } },
  );
  const target = { projectId, pool: 'scanner' };
  const { ingestionId } = await ingestFiles(operator, target, folder, await filesBelow(folder), () => undefined);
  await waitUntilSettled(operator, ingestionId, () => undefined);
  for (const exam of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', exam.id, null);
  const run = await until(async () => {
    for (const task of await openTasks(operator, projectId)) await completeTask(operator, task.id, 'APPROVED', null);
    const { runs } = await operator.request(runsAnswer, '{ runs { nodes { state error } } }');
    return runs.nodes.find(({ state }) => state === 'COMPLETED' || state === 'FAILED');
  });
  expect(run.state).toBe('COMPLETED');
  expect(run.error).toMatch(
    /^convert failed for 1 of 4 series: the segmentation can't be read: 2 frames need 1024 bytes/,
  );

  const derived = async (kind: string) => {
    const { assets } = await operator.request(
      assetsAnswer,
      `query ($filter: AssetFilter!) { assets(filter: $filter, first: 50) { nodes { id label properties ... on DerivedAsset { kind } } } }`,
      { filter: { projectId, level: 'DERIVED', kind } },
    );
    return assets.nodes;
  };
  const [volume, ...otherVolumes] = await derived('nifti');
  expect(otherVolumes).toEqual([]);
  expect(volume?.properties).toMatchObject({ geometry: 'VERIFIED', dims: [64, 64, 6], spacingMm: [1, 1, 3] });

  const masks = await derived('segmentation');
  expect(masks).toHaveLength(2);
  const ofModality = (modality: string) =>
    masks.find(({ properties }) => properties['modality'] === modality)?.properties;
  expect(ofModality('SEG')).toMatchObject({ dims: [64, 64, 6], geometry: 'REFERENCED', voxels: 128, volumeMm3: 384 });
  expect(ofModality('RTSTRUCT')).toMatchObject({
    dims: [64, 64, 6],
    geometry: 'REFERENCED',
    roiNumber: 1,
    contours: 3,
  });
  const cylinder = Math.PI * 12 * 12 * 9;
  expect(Number(ofModality('RTSTRUCT')?.['volumeMm3']) / cylinder).toBeCloseTo(1, 1);

  const values = (await derived('biomarker')).filter(({ properties }) => properties['name'] === 'maskVolume');
  expect(values.map(({ properties }) => properties['value']).toSorted((a, b) => Number(a) - Number(b))).toEqual([
    384,
    ofModality('RTSTRUCT')?.['volumeMm3'],
  ]);
}, 120_000);
