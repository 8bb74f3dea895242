import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { wireConversion } from '../../cli/wire-conversion.ts';
import { stepExecutorContract, testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { circle, dicomSegmentation, dicomStructureSet } from '../../tests/support/dicom-regions.ts';
import { dicomSlices, sopClasses, type SlicesOptions } from '../../tests/support/dicom-series.ts';
import type { StepOutcome } from '../ports/step-executor.ts';
import { differenceOf, pointAt } from '../volumes/grid.ts';
import { niftiGrid } from '../volumes/nifti-header.ts';
import { readNifti } from './nifti.ts';

type Point = readonly [number, number, number];
const workFolder = mkdtempSync(join(tmpdir(), 'conversion-test-'));
const conversion = wireConversion(workFolder);
const signal = new AbortController().signal;
afterAll(async () => {
  await conversion.close();
  expect(readdirSync(workFolder)).toEqual([]);
  rmSync(workFolder, { recursive: true });
});

const [study, ct] = ['2.25.1', '2.25.2'];
const line = (count: number, [x, y, z]: Point, [dx, dy, dz]: Point): Point[] =>
  Array.from({ length: count }, (_, at) => [x + at * dx, y + at * dy, z + at * dz]);
const slices = (options: Partial<SlicesOptions> & Pick<SlicesOptions, 'positions'>): Uint8Array[] =>
  dicomSlices({ study, series: ct, rows: 6, columns: 5, spacing: [0.7, 0.9], ...options });
const inputs = (role: string, files: readonly Uint8Array[]) =>
  files.map((bytes) => ({ role, kind: null, level: 'IMAGE' as const, bytes }));
const imagesTask = (files: readonly Uint8Array[], parameters = {}) =>
  testTask(testAsset('SERIES', { modality: 'CT', sopClassUID: sopClasses.CT, seriesDescription: 'AX' }), inputs('image', files), parameters); // prettier-ignore
const convert = (files: readonly Uint8Array[], parameters = {}): Promise<StepOutcome> =>
  conversion.convert.execute(imagesTask(files, parameters), signal, () => undefined);
const volumesOf = ({ outputs }: StepOutcome) => outputs.filter(({ role }) => role === 'volume');
const unpacked = (bytes: Uint8Array | null | undefined): Uint8Array => gunzipSync(bytes ?? new Uint8Array());

const plain = slices({ positions: line(4, [-10, -20, 30], [0, 0, 2.5]) });
const markingTask = (modality: string, sopClassUID: string, object: Uint8Array, references = plain) =>
  testTask(testAsset('SERIES', { modality, sopClassUID, seriesDescription: modality }), [
    ...inputs('image', [object]),
    ...inputs('reference', references),
  ]);
const marking = { study, series: '2.25.3', of: { series: ct, slices: 4 } };
const segmentation = (pixelData?: Uint8Array) =>
  dicomSegmentation({
    ...marking,
    rows: 6,
    columns: 5,
    spacing: [0.7, 0.9],
    segments: [{ label: 'tumour' }],
    frames: [
      { segment: 1, position: [-10, -20, 32.5], pixels: Array.from({ length: 30 }, (_, at) => (at < 3 ? 1 : 0)) },
    ],
    ...(pixelData ? { pixelData } : {}),
  });

stepExecutorContract('convert, of images to NRRD', () => ({
  executor: conversion.convert,
  task: imagesTask(plain, { format: 'nrrd' }),
  impossible: {
    task: imagesTask(slices({ positions: [0, 2, 4, 9].map((z): Point => [0, 0, z]) })),
    reason: /distances between slices differ, from 2 to 5 mm \(widest between slices 3 and 4\)/,
  },
}));

stepExecutorContract('convert, of a segmentation', () => ({
  executor: conversion.convert,
  task: markingTask('SEG', sopClasses.segmentation, segmentation()),
  impossible: {
    task: markingTask('SEG', sopClasses.segmentation, segmentation(Uint8Array.of(1, 0))),
    reason: /1 frames need 4 bytes of pixels, there are 2/,
  },
}));

stepExecutorContract('reformat', () => {
  const broken = new TextEncoder().encode('NRRD0004\ntype: short\ndimension: 3\nsizes: 9 9 9\nencoding: raw\n\nxx');
  const task = (bytes: Uint8Array, mediaType: string) => {
    const made = testTask(testAsset('SERIES'), [{ role: 'imported', kind: 'mask', level: 'DERIVED', bytes }], { format: 'nifti' }); // prettier-ignore
    return { ...made, inputs: made.inputs.map((input) => ({ ...input, asset: { ...input.asset, content: { sha256: '', sizeBytes: 1, mediaType } } })) }; // prettier-ignore
  };
  const mha = 'ObjectType = Image\nNDims = 3\nDimSize = 2 2 1\nElementType = MET_UCHAR\nElementSpacing = 1 2 3\nOffset = 4 5 6\nElementDataFile = LOCAL\n'; // prettier-ignore
  return {
    executor: conversion.reformat,
    task: task(Buffer.concat([Buffer.from(mha), Buffer.of(0, 1, 1, 0)]), 'application/x-metaimage'),
    impossible: { task: task(broken, 'application/x-nrrd'), reason: /ITK can't read the volume as nrrd/ },
  };
});

describe('the place of volumes', () => {
  const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
  test.each<[string, Partial<SlicesOptions>, Point]>([
    ['axial', {}, [0, 0, 2.5]],
    ['axial, from head to foot', {}, [0, 0, -2.5]],
    ['sagittal', { orientation: [0, 1, 0, 0, 0, -1] }, [-2.5, 0, 0]],
    ['coronal', { orientation: [1, 0, 0, 0, 0, -1], modality: 'MR' }, [0, 2.5, 0]],
    ['oblique', { orientation: [1, 0, 0, 0, c, s], modality: 'MR' }, [0, -2.5 * s, 2.5 * c]],
    ['double oblique', { orientation: [c, s, 0, -s * c, c * c, s] }, [2.5 * s * s, -2.5 * c * s, 2.5 * c]],
  ])('is verified: %s', async (_, options, step) => {
    const [volume] = volumesOf(await convert(slices({ ...options, positions: line(4, [-10, -20, 30], step) })));
    expect(volume?.properties).toMatchObject({ geometry: 'VERIFIED', spacingMm: [0.9, 0.7, 2.5], dims: [5, 6, 4] });
  });

  test.each([
    [0.2, 2.5],
    [0.2, -2.5],
    [-0.2, 2.5],
    [-0.2, -2.5],
  ])('is put right for a gantry tilt of %f rad and slices %f mm apart', async (tilt, step) => {
    // prettier-ignore
    const orientation = [1, 0, 0, 0, Math.cos(tilt), Math.sin(tilt)];
    const positions = line(8, [-10, -20, 30], [0, 0, step]);
    // Each voxel holds 100 times its own height, so it tells where it is.
    const valueAt = (_: number, row: number, slice: number): number =>
      Math.round(100 * ((positions[slice]?.[2] ?? 0) + row * 0.7 * Math.sin(tilt)));
    const made = await convert(slices({ rows: 40, orientation, positions, valueAt }));
    const [volume, ...others] = volumesOf(made);
    expect(others).toEqual([]);
    expect(volume?.properties).toMatchObject({ geometry: 'VERIFIED', gantryTilt: 'corrected', gantryTiltDegrees: 11.459 }); // prettier-ignore
    const grid = niftiGrid(unpacked(volume?.bytes));
    const image = await readNifti(volume?.bytes ?? new Uint8Array());
    const [width, height] = [image.dims[0] ?? 0, image.dims[1] ?? 0];
    for (const k of [0, 3, 7]) {
      const [i, j] = [2, Math.trunc(height / 2)];
      expect(image.valueAt(i + width * (j + height * k)) / 100).toBeCloseTo(pointAt(grid, [i, j, k])[2], 1);
    }
  });

  test('counts time points as the headers do', async () => {
    const round = line(3, [0, 0, 0], [0, 0, 2]);
    const files = slices({
      modality: 'MR',
      positions: [...round, ...round],
      attributes: (at) => ({ AcquisitionNumber: at < 3 ? 1 : 2, TemporalPositionIdentifier: at < 3 ? 1 : 2 }),
    });
    const [volume] = volumesOf(await convert(files));
    expect(volume?.properties).toMatchObject({ geometry: 'VERIFIED', dims: [5, 6, 3, 2] });
    const [nrrd] = volumesOf(await convert(files, { format: 'nrrd' }));
    const header = Buffer.from(nrrd?.bytes ?? [])
      .toString('latin1')
      .split('\n\n')[0];
    expect(header).toContain('sizes: 2 5 6 3');
    expect(header).toContain('kinds: list domain domain domain');
    expect(header).toContain('space: left-posterior-superior');
  });

  test('is verified for each volume of a series of several orientations', async () => {
    const sagittal = slices({ modality: 'MR', orientation: [0, 1, 0, 0, 0, -1], positions: line(2, [0, 0, 0], [5, 0, 0]), attributes: (at) => ({ SOPInstanceUID: `2.25.8.${String(at)}`, InstanceNumber: 10 + at }) }); // prettier-ignore
    const made = volumesOf(await convert([...slices({ modality: 'MR', positions: line(2, [0, 0, 0], [0, 0, 5]) }), ...sagittal])); // prettier-ignore
    expect(made.map(({ properties }) => properties['geometry'])).toEqual(['VERIFIED', 'VERIFIED']);
  });

  test('is told to be unknown where the headers do not say it', async () => {
    const [volume] = volumesOf(await convert(slices({ positions: [[0, 0, 0]], attributes: () => ({ ImagePositionPatient: [] }) }))); // prettier-ignore
    expect(volume?.properties).toMatchObject({ geometry: 'NOT_VERIFIED', geometryNote: 'an image does not say where it lies' }); // prettier-ignore
  });

  test('is not verified where slices are shifted within their planes', async () => {
    const shifted = slices({ positions: [0, 4, 0, 0].map((x, at): Point => [x, 0, 2 * at]) });
    await expect(convert(shifted)).rejects.toThrow('slices are shifted within their planes');
  });

  test('fails, saying so, where an image is double', async () => {
    const twice = slices({ positions: [0, 2, 2, 4].map((z): Point => [0, 0, z]) });
    await expect(convert(twice)).rejects.toThrow('4 images lie at 3 places, not equally many at each');
  });
});

describe('formats', () => {
  test.each(['nrrd', 'analyze'] as const)('come back as the same voxels: %s', async (format) => {
    const nifti = volumesOf(await convert(plain))[0];
    const made = (await convert(plain, { format })).outputs.filter(({ kind }) => kind.startsWith(format));
    const files = made.map(({ mediaType, label, kind, role, bytes }) => ({ mediaType, label, kind, role, bytes: bytes ?? new Uint8Array() })); // prettier-ignore
    const task = testTask(testAsset('SERIES'), files.map((file) => ({ ...file, level: 'DERIVED' as const })), { format: 'nifti' }); // prettier-ignore
    const named = task.inputs.map((input, at) => ({
      ...input,
      asset: { ...input.asset, label: files[at]?.label ?? '', content: { sha256: '', sizeBytes: 1, mediaType: files[at]?.mediaType ?? '' } }, // prettier-ignore
    }));
    const { outputs } = await conversion.reformat.execute({ ...task, inputs: named }, signal, () => undefined);
    expect(outputs).toHaveLength(1);
    const [before, after] = [unpacked(nifti?.bytes), unpacked(outputs[0]?.bytes)];
    expect(after.subarray(352)).toEqual(before.subarray(352));
    const moved = differenceOf(niftiGrid(before), niftiGrid(after), 1e-3);
    if (format === 'nrrd') expect(moved).toBeNull();
    else {
      expect(moved).toMatch(/^origin/);
      expect(made.map(({ kind, properties }) => [kind, properties['lost']])).toEqual([
        ['analyze-header', expect.stringContaining('origin, directions')],
        ['analyze', expect.stringContaining('origin, directions')],
      ]);
    }
  });
});

test('scaled voxels are written as their values where a format has no scaling', async () => {
  const hounsfield = slices({
    positions: line(2, [0, 0, 0], [0, 0, 1]),
    attributes: () => ({ RescaleIntercept: '-1024', RescaleSlope: '2' }),
  });
  const nifti = volumesOf(await convert(hounsfield))[0];
  const image = await readNifti(nifti?.bytes ?? new Uint8Array());
  const { outputs } = await convert(hounsfield, { format: 'analyze' });
  const header = Buffer.from(outputs.find(({ kind }) => kind === 'analyze-header')?.bytes ?? []);
  const voxels = Buffer.from(outputs.find(({ kind }) => kind === 'analyze')?.bytes ?? []);
  expect([header.length, header.readInt16LE(70), voxels.length]).toEqual([348, 16, 4 * 60]);
  expect([0, 7, 59].map((at) => voxels.readFloatLE(4 * at))).toEqual([0, 7, 59].map((at) => image.valueAt(at)));
});

describe('masks', () => {
  test('of a segmentation lie on the grid of the volume of its images, and tell their volume', async () => {
    const volume = volumesOf(await convert(plain))[0];
    const { outputs } = await conversion.convert.execute(markingTask('SEG', sopClasses.segmentation, segmentation()), signal, () => undefined); // prettier-ignore
    expect(outputs).toMatchObject([{ kind: 'segmentation', role: 'mask', label: 'SEG: tumour', properties: { voxels: 3, geometry: 'REFERENCED' } }]); // prettier-ignore
    expect(outputs[0]?.properties['volumeMm3']).toBeCloseTo(3 * 0.7 * 0.9 * 2.5, 6);
    expect(differenceOf(niftiGrid(unpacked(volume?.bytes)), niftiGrid(unpacked(outputs[0]?.bytes)), 1e-3)).toBeNull();
  });

  test('of a structure set lie on the images that it names, in its frame of reference, and on no others', async () => {
    const options = { rows: 6, columns: 5, spacing: [0.7, 0.9] as const, study };
    const other = dicomSlices({ ...options, series: '2.25.8', positions: line(9, [-10, -20, 30], [0, 0, 1]) });
    const file = dicomStructureSet({ ...marking, regions: [{ name: 'GTV', contours: [{ points: circle([-8, -18, 32.5], 1.5) }] }] }); // prettier-ignore
    const made = (references: readonly Uint8Array[]) =>
      conversion.convert.execute(markingTask('RTSTRUCT', sopClasses.structureSet, file, [...references]), signal, () => undefined); // prettier-ignore
    // The other series has more slices, as one has that another object of the series was drawn on.
    expect((await made([...other, ...plain])).outputs[0]?.properties['dims']).toEqual([5, 6, 4]);
    const elsewhere = slices({ positions: line(4, [-10, -20, 30], [0, 0, 2.5]), frameOfReference: '2.25.1.98' });
    await expect(made(elsewhere)).rejects.toThrow('another frame of reference');
    const twice = [
      ...plain,
      ...slices({ positions: line(4, [0, 0, 0], [2.5, 0, 0]), orientation: [0, 1, 0, 0, 0, -1] }),
    ];
    await expect(made(twice)).rejects.toThrow('several stacks of slices');
  });

  test('of a structure set: what encloses nothing is listed, the rest converted; without its images it fails', async () => {
    const regions = [
      { name: 'GTV', contours: [{ points: circle([-8, -18, 32.5], 1.5) }] },
      { name: 'ISO', contours: [{ type: 'POINT', points: [[-8, -18, 32.5] as Point] }] },
    ];
    const file = dicomStructureSet({ ...marking, regions });
    const made = await conversion.convert.execute(markingTask('RTSTRUCT', sopClasses.structureSet, file), signal, () => undefined); // prettier-ignore
    expect(made.outputs.map(({ label }) => label)).toEqual(['RTSTRUCT: GTV']);
    expect(made.log).toContain('ISO was not converted: contours of type POINT enclose nothing');
    const alone = markingTask('RTSTRUCT', sopClasses.structureSet, file, []);
    await expect(conversion.convert.execute(alone, signal, () => undefined)).rejects.toThrow('the images that it was drawn on are not in this exam'); // prettier-ignore
  });
});
