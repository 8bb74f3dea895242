import { expect, test } from 'vitest';
import { stepExecutorContract, testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { classifyExecutor } from './classify-executor.ts';
import { measureExecutor } from './measure-executor.ts';
import { measureVolume } from './measure-volume.ts';
import { niftiDims, readNifti } from './nifti.ts';
import { writeNifti, type NiftiDraft } from './testing/write-nifti.ts';

const signal = new AbortController().signal;
const small = { dims: [2, 2, 1], values: [1, 2, 3, 6] } as const;
const nifti = { role: 'volume', kind: 'nifti', level: 'DERIVED' } as const;

stepExecutorContract('measure', () => ({
  executor: measureExecutor,
  task: testTask(testAsset('SERIES', { modality: 'MR' }), [{ ...nifti, bytes: writeNifti({ ...small, gzip: true }) }], {
    threshold: 2,
  }),
  impossible: {
    task: testTask(testAsset('SERIES'), [{ ...nifti, bytes: new Uint8Array(10) }], { threshold: 2 }),
    reason: /NIfTI file can't be read: it is shorter than a header/,
  },
}));

stepExecutorContract('classify', () => ({
  executor: classifyExecutor,
  task: testTask(testAsset('SERIES', { modality: 'CT' }), []),
}));

test('measures mean and volume, in the units of the series', async () => {
  const bytes = writeNifti({ ...small, sizes: [0.5, 2, 3] });
  const { outputs } = await measureExecutor.execute(
    testTask(testAsset('SERIES', { modality: 'CT' }), [{ ...nifti, bytes }], { threshold: 2 }),
    signal,
    () => undefined,
  );
  expect(outputs[0]?.properties['values']).toEqual([
    { name: 'meanIntensity', value: 3, unit: "[hnsf'U]" },
    { name: 'volumeAboveThreshold', value: 6, unit: 'mm3' },
  ]);
});

test('says which volume a value is of when the series has several', async () => {
  const bytes = writeNifti(small);
  const { outputs } = await measureExecutor.execute(
    testTask(
      testAsset('SERIES'),
      [
        { ...nifti, bytes },
        { ...nifti, bytes },
      ],
      { threshold: 0 },
    ),
    signal,
    () => undefined,
  );
  expect(outputs.map(({ properties }) => properties['volume'])).toEqual(['test derived', 'test derived']);
});

const ranges = {
  2: [0, 255],
  256: [-128, 127],
  4: [-32768, 32767],
  512: [0, 65535],
  8: [-(2 ** 31), 2 ** 31 - 1],
  768: [0, 2 ** 32 - 1],
  1024: [-(2 ** 52), 2 ** 52],
  1280: [0, 2 ** 52],
} as const;

const drafts = fc
  .record({
    x: fc.integer({ min: 1, max: 6 }),
    y: fc.integer({ min: 1, max: 5 }),
    z: fc.integer({ min: 1, max: 4 }),
    type: fc.constantFrom(2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280),
  })
  .chain(({ x, y, z, type }) => {
    const range = type === 16 || type === 64 ? null : ranges[type];
    const value = range ? fc.integer({ min: range[0], max: range[1] }) : type === 16 ? fc.float() : fc.double();
    return fc.record<NiftiDraft>({
      dims: fc.constant([x, y, z]),
      datatype: fc.constant(type as 2),
      values: fc.array(value, { minLength: x * y * z, maxLength: x * y * z }),
      little: fc.boolean(),
      gzip: fc.boolean(),
      slope: fc.constantFrom(0, 1, 0.5, 2.25),
      intercept: fc.constantFrom(0, -1024, 0.1),
      sizes: fc.tuple(fc.constantFrom(1, 0.5, 0.9375), fc.constantFrom(1, -2), fc.constantFrom(1, 3.3)),
      unit: fc.constantFrom(0, 1, 2, 3),
    });
  });

test('law: any datatype, byte order, scaling and unit gives exactly the numbers of a naive reference', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, fc.integer({ min: -100, max: 100 }), async (draft, threshold) => {
      const measured = await measureVolume(await readNifti(writeNifti(draft)), threshold, signal);
      // The header holds 32-bit floats.
      const [slope, intercept] = [Math.fround(draft.slope ?? 0), Math.fround(draft.intercept ?? 0)];
      const stored = draft.datatype === 16 ? draft.values.map(Math.fround) : draft.values;
      const values = stored.map((value) => (slope === 0 ? value : value * slope + intercept)).filter(Number.isFinite);
      const mm = { 0: 1, 1: 1000, 2: 1, 3: 0.001 }[draft.unit ?? 2] ?? 1;
      const [a, b, c] = (draft.sizes ?? []).map((size) => Math.abs(Math.fround(size)) * mm);
      const voxel = (a ?? 1) * (b ?? 1) * (c ?? 1);
      expect(measured.meanIntensity).toBe(
        values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
      );
      expect(measured.volumeAboveThresholdMm3).toBe(values.filter((value) => value > threshold).length * voxel);
      expect(measured.ignoredVoxels).toBe(stored.length - values.length);
    }),
  );
});

test.each([
  ['nothing', new Uint8Array(0), 'shorter than a header'],
  ['a file that is no NIfTI', new Uint8Array(400), 'does not begin with a NIfTI-1 header'],
  ['a file cut off', writeNifti(small).subarray(0, 360), 'cut off before its last voxel'],
  ['colour', writeNifti({ ...small, datatype: 128 }), 'datatype 128 are not single numbers'],
  ['a gzip that does not unpack', writeNifti({ ...small, gzip: true }).subarray(0, 40), 'does not unpack'],
  ['a dimension of nothing', writeNifti({ dims: [2, 0, 1], values: [] }), 'a dimension is not positive'],
])('refuses %s with the reason', async (_, bytes, reason) => {
  await expect(readNifti(bytes)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringContaining(reason) as string,
  });
});

test('measures the first volume of several, and knows the size of colour images that it does not measure', async () => {
  const image = await readNifti(writeNifti({ dims: [2, 1, 1, 3], values: [1, 2, 30, 40, 50, 60] }));
  expect(image).toMatchObject({ volumes: 3, voxelsPerVolume: 2 });
  expect((await measureVolume(image, 0, signal)).meanIntensity).toBe(1.5);
  expect(niftiDims(writeNifti({ ...small, datatype: 128 }))).toEqual([2, 2, 1]);
});
