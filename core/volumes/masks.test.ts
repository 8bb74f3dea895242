import { describe, expect, test } from 'vitest';
import {
  circle,
  dicomSegmentation,
  dicomStructureSet,
  packBits,
  type SegmentationOptions,
} from '../../tests/support/dicom-regions.ts';
import { setAttributes } from '../../demo/synthetic/elements.ts';
import { dicomSlices } from '../../tests/support/dicom-series.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { itemsOf } from '../dicom/values.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { indexAt } from './grid.ts';
import { framePlanes } from './image-planes.ts';
import type { Mask } from './mask.ts';
import { segmentationMasks } from './segmentation-masks.ts';
import { stacksOf, type SliceStack } from './slice-stack.ts';
import { regionMask } from './structure-masks.ts';
import { regionsOf } from './structure-set.ts';
import { unpackBits } from './unpack-bits.ts';

type Point = readonly [number, number, number];
/** A contour, closed where it does not say its type. */
interface Drawn {
  readonly type?: string;
  readonly points: readonly Point[];
}
const [study, ct] = ['2.25.1', '2.25.2'];
const line = (count: number, [x, y, z]: Point, [dx, dy, dz]: Point): Point[] =>
  Array.from({ length: count }, (_, at) => [x + at * dx, y + at * dy, z + at * dz]);
const stacksFrom = (files: readonly Uint8Array[]): readonly SliceStack[] =>
  stacksOf(files.flatMap((file) => framePlanes(readDicom(file).dataset).filter((plane) => plane !== null)));
const places = line(4, [-10, -20, 30], [0, 0, 2.5]);
const stacks = stacksFrom(dicomSlices({ study, series: ct, rows: 5, columns: 3, positions: places }));
const at = (index: number): Point => places[index] ?? [0, 0, 0];
const base = { study, series: '2.25.3', of: { series: ct, slices: 4 }, rows: 5, columns: 3 };
const segments = [{ label: 'tumour', more: { TrackingID: 'lesion 1', TrackingUID: '2.25.77' } }, { label: 'oedema' }];
const masksOf = (options: Parameters<typeof dicomSegmentation>[0], of = stacks): Mask[] => [
  ...segmentationMasks(readDicom(dicomSegmentation(options)).dataset, of),
];
/** Values of a mask by image pixel, whatever the order of its rows. */
const pixels = ({ grid: { size }, voxels }: Mask, slice: number): number[] =>
  Array.from({ length: size[0] * size[1] }, (_, pixel) => {
    const [column, row] = [pixel % size[0], Math.trunc(pixel / size[0])];
    return voxels[column + size[0] * (size[1] - 1 - row + size[1] * slice)] ?? -1;
  });
const zeros = Array.from({ length: 15 }, () => 0);
const one = (...set: readonly number[]): number[] => zeros.map((_, pixel) => (set.includes(pixel) ? 1 : 0));

test('law: packed bits come back, from wherever a frame begins', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(0, 1), { minLength: 15, maxLength: 15 }), { minLength: 1, maxLength: 9 }),
      (frames) => {
        // prettier-ignore
        const bytes = packBits(frames.flat());
        for (const [index, frame] of frames.entries()) expect([...unpackBits(bytes, 15 * index, 15)]).toEqual(frame);
      },
    ),
  );
});

describe('segmentationMasks', () => {
  const frames = [
    { segment: 2, position: at(3), pixels: one(0, 14) },
    { segment: 1, position: at(2), pixels: one(1) },
    { segment: 1, position: at(0), pixels: one(4, 5) },
    { segment: 2, position: at(2), pixels: one(1, 2) },
  ];

  test('gives each segment on the grid of its images: frames in any order, overlapping, zeros where there is none', () => {
    const [tumour, oedema, ...more] = masksOf({ ...base, segments, frames });
    if (!tumour || !oedema) throw new Error('masks are missing');
    expect(more).toEqual([]);
    expect(tumour.grid).toEqual({ size: [3, 5, 4], origin: [-10, -16, 30], axes: [[1, 0, 0], [-0, -1, -0], [0, 0, 2.5]] }); // prettier-ignore
    expect([0, 1, 2, 3].map((slice) => pixels(tumour, slice))).toEqual([one(4, 5), zeros, one(1), zeros]);
    expect([0, 1, 2, 3].map((slice) => pixels(oedema, slice))).toEqual([zeros, zeros, one(1, 2), one(0, 14)]);
    expect(tumour.properties).toMatchObject({
      geometry: 'REFERENCED',
      segmentNumber: 1,
      segmentLabel: 'tumour',
      category: { value: '49755003', scheme: 'SCT', meaning: 'Morphologically Abnormal Structure' },
      type: { value: '4147007' },
      algorithmType: 'SEMIAUTOMATIC',
      algorithmName: 'by hand and rule',
      trackingId: 'lesion 1',
      trackingUID: '2.25.77',
    });
  });

  test.each([
    ['sagittal', [0, 1, 0, 0, 0, -1], [-2.5, 0, 0] as Point],
    ['oblique', [1, 0, 0, 0, Math.cos(0.4), Math.sin(0.4)], [0, -2.5 * Math.sin(0.4), 2.5 * Math.cos(0.4)] as Point],
  ])('puts a voxel where the header puts its pixel, also %s', (_, orientation, step) => {
    const positions = line(4, [-10, -20, 30], step);
    const of = stacksFrom(dicomSlices({ study, series: ct, rows: 5, columns: 3, spacing: [0.7, 0.9], orientation, positions })); // prettier-ignore
    const [mask] = masksOf({ ...base, spacing: [0.7, 0.9], orientation, segments, frames: [{ segment: 1, position: positions[1] ?? [0, 0, 0], pixels: one(7) }] }, of); // prettier-ignore
    if (!mask) throw new Error('no mask');
    // Pixel 7 is column 1 of row 2.
    const point = [0, 1, 2].map((axis) => (positions[1]?.[axis] ?? 0) + 0.9 * (orientation[axis] ?? 0) + 2 * 0.7 * (orientation[3 + axis] ?? 0)); // prettier-ignore
    const [i, j, k] = indexAt(mask.grid, point as unknown as Point).map(Math.round) as [number, number, number];
    expect(mask.voxels[i + 3 * (j + 5 * k)]).toBe(1);
    expect(mask.voxels.reduce((sum, voxel) => sum + voxel, 0)).toBe(1);
  });

  test('keeps fractions, and takes label maps apart', () => {
    const [part] = masksOf({ ...base, type: 'FRACTIONAL', segments, frames: [{ segment: 1, position: at(1), pixels: one(3).map((v) => v * 50) }] }); // prettier-ignore
    expect(part).toMatchObject({ full: 200, properties: { fractionalType: 'OCCUPANCY' } });
    expect(part && pixels(part, 1)[3]).toBe(50);
    const labels = [{ segment: 0, position: at(1), pixels: [1, 2, 2, ...zeros.slice(3)] }];
    const [first, second] = masksOf({ ...base, type: 'LABELMAP', segments, frames: labels });
    expect(first && pixels(first, 1)).toEqual(one(0));
    expect(second && pixels(second, 1)).toEqual(one(1, 2));
  });

  test('lies on a grid of its own where no images are there, or its frames are not on them', () => {
    const alone = masksOf({ ...base, of: null, sliceSpacing: 2.5, segments, frames }, []);
    expect(alone[0]).toMatchObject({
      properties: { geometry: 'OWN' },
      grid: { size: [3, 5, 4], origin: [-10, -16, 30] },
    });
    const moved = frames.map((frame) => ({ ...frame, position: [-10, -20, frame.position[2] + 1] as Point }));
    expect(masksOf({ ...base, segments, frames: moved })[0]).toMatchObject({
      properties: { geometry: 'OWN' },
      grid: { origin: [-10, -16, 31] },
    });
  });

  test.each<[string, Partial<SegmentationOptions>, RegExp]>([
    ['too few bits', { frames, pixelData: Uint8Array.of(1, 2, 3, 4) }, /4 frames need 8 bytes of pixels, there are 4/],
    ['no segment', { frames, segments: [] }, /describes no segment/],
    ['uneven frames of its own', { of: null, frames: [0, 2, 4.7].map((z) => ({ segment: 1, position: [0, 0, z] as Point, pixels: one(1) })) }, /nor at equal distances/], // prettier-ignore
  ])('refuses %s', (_, options, reason) => {
    expect(() => masksOf({ ...base, segments, frames, ...options }, [])).toThrow(reason);
  });
});

describe('regionMask', () => {
  const size = 64;
  const slices = line(5, [-20, -30, 10], [0, 0, 3]);
  const [stack] = stacksFrom(dicomSlices({ study, series: ct, rows: size, columns: size, spacing: [0.5, 0.5], positions: slices })); // prettier-ignore
  const resultOf = (...contours: readonly Drawn[]) => {
    const file = dicomStructureSet({ study, series: '2.25.4', of: { series: ct, slices: 5 }, regions: [{ name: 'GTV', contours }] }); // prettier-ignore
    const [region] = regionsOf(readDicom(file).dataset);
    if (!region || !stack) throw new Error('no region');
    return regionMask(region, stack);
  };
  const volumeOf = (...contours: readonly Drawn[]): number => {
    const result = resultOf(...contours);
    if ('reason' in result) throw new Error(result.reason);
    return result.mask.voxels.reduce((sum, voxel) => sum + voxel, 0) * 0.5 * 0.5 * 3;
  };
  const center = (z: number): Point => [-4, -14, z];

  test('is as large as the disc, the ring and the cylinder that were drawn', () => {
    expect(volumeOf({ points: circle(center(13), 10) }) / (Math.PI * 100 * 3)).toBeCloseTo(1, 1);
    const ring = volumeOf({ points: circle(center(13), 10) }, { points: circle(center(13), 5) });
    expect(ring / (Math.PI * 75 * 3)).toBeCloseTo(1, 1);
    expect(volumeOf(...[10, 13, 16].map((z) => ({ points: circle(center(z), 10) }))) / (Math.PI * 100 * 9)).toBeCloseTo(
      1,
      1,
    );
  });

  test('takes a contour to the slice that is nearest, and none from beyond the last', () => {
    expect(volumeOf({ points: circle(center(14), 8) })).toBe(volumeOf({ points: circle(center(13), 8) }));
    expect(resultOf({ points: circle(center(24), 8) })).toEqual({
      reason: expect.stringContaining('outside') as string,
    });
  });

  test('takes of contours at several depths between slices those nearest to it, and tells how many it left out', () => {
    const near = { points: circle(center(13.3), 8) };
    const far = { points: circle(center(14.2), 8) };
    expect(volumeOf(near, far)).toBe(volumeOf(near));
    expect(resultOf(far, near)).toMatchObject({ mask: { properties: { contours: 1 } }, note: '1 contours between slices were left out, where others lie nearer to the slice' }); // prettier-ignore
  });

  test('takes the contours of every item of one region', () => {
    const contours = [{ points: circle(center(13), 8) }, { points: circle(center(16), 8) }];
    const file = dicomStructureSet({ study, series: '2.25.4', of: { series: ct, slices: 5 }, regions: contours.map((one) => ({ name: 'GTV', contours: [one] })) }); // prettier-ignore
    const { dataset } = readDicom(file);
    for (const item of itemsOf(dataset, 'ROIContourSequence')) setAttributes(item, { ReferencedROINumber: 1 }, 'utf8');
    expect(regionsOf(dataset).map((region) => region.contours.length)).toEqual([2, 0]);
  });

  test('says what the file says of the region', () => {
    const result = resultOf({ points: circle(center(13), 10) });
    expect('mask' in result && result.mask).toMatchObject({
      label: 'GTV',
      properties: { roiNumber: 1, roiName: 'GTV', algorithmType: 'MANUAL', interpretedType: 'GTV', rgbColor: [255, 0, 0], contours: 1, geometry: 'REFERENCED' }, // prettier-ignore
    });
  });

  test.each<[string, readonly Drawn[], RegExp]>([
    ['points', [{ type: 'POINT', points: [center(13)] }], /type POINT enclose nothing/],
    ['three corners on a line', [{ points: [[0, 0, 13], [1, 1, 13], [2, 2, 13]] as Point[] }], /lie on a line/], // prettier-ignore
    [
      'two corners',
      [
        {
          points: [
            [0, 0, 13],
            [1, 1, 13],
          ] as Point[],
        },
      ],
      /fewer than three/,
    ],
    ['a contour across slices', [{ points: [[0, 0, 10], [5, 0, 13], [0, 5, 16]] as Point[] }], /not parallel/], // prettier-ignore
    ['no contours', [], /no contours/],
  ])('does not convert %s, and says why', (_, contours, reason) => {
    expect(resultOf(...contours)).toEqual({ reason: expect.stringMatching(reason) as string });
  });
});
