import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConvertExecutor } from '../../adapters/dcm2niix/convert-executor.ts';
import { writeSyntheticSites, type SyntheticSites } from '../../demo/synthetic/write-synthetic-sites.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { describeImage } from '../intake/describe-image.ts';
import type { JsonObject } from '../json.ts';
import { classifySeries } from './classify-series.ts';
import type { SeriesType } from './series-type.ts';
import { measureVolume } from './measure-volume.ts';
import { niftiDims, readNifti } from './nifti.ts';

/** The demo's images, as intake describes them: what the hub sees of a series, not what a test would like it to see. */
let folder: string;
let sites: SyntheticSites;
const series = new Map<string, { properties: JsonObject; files: Uint8Array[] }>();
const signal = new AbortController().signal;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synthetic-'));
  sites = await writeSyntheticSites(folder);
  for (const site of sites.sites) {
    const names = readdirSync(site.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.dcm'),
    );
    for (const name of names.toSorted()) {
      const bytes = readFileSync(join(site.folder, name));
      const file = readDicom(bytes);
      const { series: properties } = describeImage(file, file.dataset);
      const uid = properties['seriesInstanceUID'] as string;
      const found = series.get(uid) ?? { properties, files: [] };
      found.files.push(bytes);
      series.set(uid, found);
    }
  }
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Sequence = SyntheticSites['exams'][number]['series'][number]['sequence'];

const types: Readonly<Record<Sequence, SeriesType>> = {
  LOCALIZER: 'localizer',
  T1: 'T1',
  T1C: 'T1 post-contrast',
  T2: 'T2',
  FLAIR: 'FLAIR',
  ADC: 'ADC',
  SCREENSHOT: 'secondary capture',
};

test('recognizes every series of the synthetic example by its attributes', () => {
  const all = sites.exams.flatMap((exam) => exam.series);
  expect(all.length).toBeGreaterThanOrEqual(30);
  for (const { sequence, seriesInstanceUID } of all) {
    const { seriesType, confidence, reason } = classifySeries(series.get(seriesInstanceUID)?.properties ?? {});
    expect(seriesType, `${sequence}: ${reason}`).toBe(types[sequence]);
    expect(confidence).toBeGreaterThanOrEqual(0.9);
  }
});

test('converts a stack to a volume of all its slices, whose mean is that of its pixels', async () => {
  const t1 = sites.exams[0]?.series.find(({ sequence }) => sequence === 'T1');
  const { properties, files } = series.get(t1?.seriesInstanceUID ?? '') ?? { properties: {}, files: [] };
  const executor = new ConvertExecutor();
  const task = testTask(
    testAsset('SERIES', properties),
    files.map((bytes) => ({ role: 'image', kind: null, level: 'IMAGE', bytes })),
  );
  const { outputs } = await executor.execute(task, signal, () => undefined);
  executor.close();
  const volumes = outputs.filter(({ kind }) => kind === 'nifti');
  expect(volumes).toHaveLength(1);
  const image = await readNifti(volumes[0]?.bytes ?? new Uint8Array());
  expect(image.dims[2]).toBe(files.length);
  expect(volumes[0]?.properties['dims']).toEqual(image.dims);
  const { meanIntensity, voxels } = await measureVolume(image, 600, signal);

  let sum = 0;
  let pixels = 0;
  for (const bytes of files) {
    const size = image.dims.slice(0, 2).reduce((product, one) => product * one, 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset + bytes.byteLength - 2 * size, 2 * size);
    for (let index = 0; index < size; index++) sum += view.getUint16(2 * index, true);
    pixels += size;
  }
  expect(voxels).toBe(pixels);
  expect(meanIntensity).toBe(sum / pixels);
  expect(() => niftiDims(volumes[0]?.bytes ?? new Uint8Array())).toThrow('does not begin with a NIfTI-1 header');
});
