import { describe, expect, test } from 'vitest';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { fc } from '../../tests/support/fast-check.ts';
import type { JsonObject } from '../json.ts';
import { measureExecutor } from './measure-executor.ts';
import { valuesOf } from './measured-value.ts';
import { writeNifti } from './testing/write-nifti.ts';

const dims = [2, 2, 1];
const nifti = (role: string, values: readonly number[], size = 1) => ({
  ...({ role, kind: 'nifti', level: 'DERIVED' } as const),
  bytes: writeNifti({ dims, sizes: [size, 1, 1], values }),
});
const mask = (role: string, values: readonly number[]) => ({
  ...({ role, kind: 'segmentation', level: 'DERIVED' } as const),
  bytes: writeNifti({ dims, values, gzip: true }),
});
const ratio = { volume: 'rCBV', unit: '1', ratio: true, method: 'by hand' };
const region = { mask: 'tumour', reference: 'white', values: [ratio] };
const measure = async (inputs: Parameters<typeof testTask>[1], parameters: JsonObject = region) => {
  const task = testTask(testAsset('SERIES', { modality: 'MR' }), inputs, { threshold: 0, region: parameters });
  const { outputs } = await measureExecutor.execute(task, new AbortController().signal, () => undefined);
  expect(outputs.map(({ kind }) => kind)).toEqual(['measurement']);
  return valuesOf(outputs[0]?.properties ?? {});
};
const white = mask('white', [0, 0, 0, 1]);

describe('measure over a region', () => {
  test('takes the mean where the volume has a value, its ratio, and says how much of the region that is', async () => {
    const volume = nifti('rCBV', [6, 12, Number.NaN, 3]);
    expect(await measure([volume, mask('tumour', [1, 1, 1, 0]), white])).toEqual([
      { name: 'rCBV', value: 9, unit: '1', confidence: 2 / 3, method: 'by hand; mean over tumour' },
      {
        name: 'rCBVRatio',
        value: 3,
        unit: '1',
        confidence: 2 / 3,
        method: 'by hand; mean over tumour, divided by that over white',
      },
    ]);
  });

  test('counts a voxel for the part of it that is marked', async () => {
    const [value] = await measure([nifti('rCBV', [1, 4, 9, 1]), mask('tumour', [0.5, 0.25, 0, 0]), white]);
    expect(value).toMatchObject({ value: 2, confidence: 1 });
  });

  const plain = nifti('rCBV', [1, 2, 3, 4]);
  const tumour = mask('tumour', [1, 0, 0, 0]);
  test.each<[string, Parameters<typeof testTask>[1], JsonObject, RegExp]>([
    ['no mask', [plain, white], region, /one segmentation with the role tumour, got none/],
    ['two masks of the role', [plain, white, tumour, tumour], region, /role tumour, got 2/],
    ['no such volume', [white, tumour], region, /one nifti with the role rCBV, got none/],
    ['an empty mask', [plain, white, mask('tumour', [0, 0, 0, 0])], region, /marks nothing/],
    [
      'a volume without values there',
      [nifti('rCBV', [Number.NaN, 1, 1, 1]), white, tumour],
      region,
      /has no value within/,
    ],
    ['other voxels', [nifti('rCBV', [1, 2, 3, 4], 2), white, tumour], region, /does not lie on the voxels of/],
    ['a reference of nothing', [nifti('rCBV', [1, 1, 1, 0]), white, tumour], region, /is not positive/],
    ['a ratio to nothing', [plain, tumour], { mask: 'tumour', values: [ratio] }, /needs a reference/],
  ])('refuses %s, saying so', async (_, inputs, parameters, reason) => {
    await expect(measure(inputs, parameters)).rejects.toMatchObject({
      code: 'STEP_FAILED',
      message: expect.stringMatching(reason) as string,
    });
  });

  test('law: a volume that is so many times as bright has the same ratio', async () => {
    const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom(2, 4, 0.5), async (bright, times) => {
        const marks = [mask('tumour', [1, 1, 0, 0]), white];
        const of = async (factor: number) =>
          (
            await measure([
              nifti(
                'rCBV',
                bright.map((value) => value * factor),
              ),
              ...marks,
            ])
          )[1]?.value;
        expect(await of(times)).toBeCloseTo((await of(1)) ?? Number.NaN, 9);
      }),
      { numRuns: 20 },
    );
  });
});

test.each([
  [{ name: 'a', value: 1, unit: 'mm³' }, /a unit as a UCUM code/],
  [{ name: 'a', value: 1, unit: '1', confidence: 1.5 }, /0 to 1 as confidence/],
  [{ name: 'a', value: 1, unit: '1', method: 7 }, /characters as method/],
  [{ name: 'a', value: '1', unit: '1' }, /a finite number/],
])('a measured value is not %j', (value, reason) => {
  expect(() => valuesOf({ values: [value] as never })).toThrow(reason);
});

test('two values of one name are no measurement', () => {
  const [a, b] = ['a', 'b'].map((name) => ({ name, value: 1, unit: '1' }));
  expect(valuesOf({ values: [a, b] as never })).toHaveLength(2);
  expect(() => valuesOf({ values: [a, b, a] as never })).toThrow(/a stands there twice/);
});
