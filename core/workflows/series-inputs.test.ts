import { afterAll, beforeAll, expect, test } from 'vitest';
import { dicomSegmentation } from '../../tests/support/dicom-regions.ts';
import { dicomSlices, sopClasses } from '../../tests/support/dicom-series.ts';
import type { NewAsset } from '../assets/asset.ts';
import { newId } from '../ids.ts';
import { importedVolumes } from './imported-volumes.ts';
import { isMarking, markedImages } from './marked-images.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

const [study, ct] = ['2.25.1', '2.25.2'];
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test('a segmentation gets the images of the series that it names, and none where it names nothing', async () => {
  const positions = [0, 1, 2].map((z) => [0, 0, z] as const);
  const images = dicomSlices({ study, series: ct, rows: 2, columns: 2, positions });
  const frames = [{ segment: 1, position: [0, 0, 0] as const, pixels: [1, 0, 0, 0] }];
  const object = (of: { series: string; slices: number } | null): Uint8Array =>
    dicomSegmentation({ study, series: '2.25.3', of, rows: 2, columns: 2, segments: [{ label: 'a' }], frames });
  const marking = { modality: 'SEG', sopClassUID: sopClasses.segmentation };
  const { seriesIds } = await bench.addExam([
    { properties: { modality: 'CT', sopClassUID: sopClasses.CT, seriesInstanceUID: ct }, images },
    {
      properties: { modality: 'CT', sopClassUID: sopClasses.CT, seriesInstanceUID: '2.25.9' },
      images: images.slice(0, 1),
    },
    { properties: marking, images: [object({ series: ct, slices: 3 })] },
    { properties: marking, images: [object(null)] },
  ]);
  const counts = [];
  for (const id of seriesIds) {
    const series = (await bench.ports.graph.getAssets([id])).get(id);
    if (!series) throw new Error('no series');
    const children = (await bench.ports.graph.childrenOf([id], 'IMAGE')).get(id) ?? [];
    const inputs = children.map((asset) => ({
      role: 'image',
      asset,
      read: () => bench.ports.objects.get(asset.content?.sha256 ?? ''),
    }));
    counts.push(isMarking(series) ? (await markedImages(bench.ports.graph, series, inputs)).length : null);
  }
  expect(counts).toEqual([null, null, 3, 0]);
});

test('what people imported to a series is found by its format, what is no volume is not', async () => {
  const { seriesIds } = await bench.addExam([{ properties: {}, images: [] }]);
  const [id = ''] = seriesIds;
  const derived = async (label: string, mediaType: string): Promise<NewAsset> => ({
    id: newId(),
    projectId: bench.projectId,
    level: 'DERIVED',
    kind: 'mask',
    label,
    properties: {},
    content: { ...(await bench.ports.objects.put(Buffer.from(label))), mediaType },
    createdBy: 'test',
    parentIds: [id],
  });
  await bench.ports.graph.putAssets([
    await derived('drawn.nrrd', 'application/x-nrrd'),
    await derived('table.csv', 'text/csv'),
    await derived('drawn.nii.gz', 'application/x-nifti+gzip'),
  ]);
  const series = (await bench.ports.graph.getAssets([id])).get(id);
  if (!series) throw new Error('no series');
  const found = await importedVolumes(bench.ports.graph, series);
  expect(found.map(({ label }) => label).toSorted()).toEqual(['drawn.nii.gz', 'drawn.nrrd']);
});
