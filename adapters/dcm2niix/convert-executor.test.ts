import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readNifti } from '../../core/workflows/nifti.ts';
import { stepExecutorContract, testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { ConvertExecutor } from './convert-executor.ts';

const dicom = (name: string): Uint8Array => readFileSync(new URL(`../../tests/data/pydicom/${name}`, import.meta.url));
const series = testAsset('SERIES', { modality: 'MR', seriesDescription: 'AX T1' });
const taskOf = (...names: readonly string[]) =>
  testTask(
    series,
    names.map((name) => ({ role: 'image', kind: null, level: 'IMAGE', bytes: dicom(name) })),
  );
const signal = new AbortController().signal;
const workFolder = mkdtempSync(join(tmpdir(), 'convert-test-'));
const executor = new ConvertExecutor({ workFolder });
const convert = (...names: readonly string[]) => executor.execute(taskOf(...names), signal, () => undefined);

afterAll(() => {
  executor.close();
  rmSync(workFolder, { recursive: true });
});

stepExecutorContract('convert', () => {
  const own = new ConvertExecutor();
  return {
    executor: own,
    task: taskOf('MR_small.dcm'),
    impossible: { task: taskOf('rtplan.dcm'), reason: /dcm2niix ended with code 2: No valid DICOM images were found/ },
    close: () => {
      own.close();
    },
  };
});

test('gives a NIfTI volume and its sidecar, without leaving files behind', async () => {
  const { outputs, log } = await convert('CT_small.dcm');
  expect(outputs.map(({ kind, role, label }) => [kind, role, label])).toEqual([
    ['nifti-sidecar', 'sidecar', 'AX T1, sidecar'],
    ['nifti', 'volume', 'AX T1'],
  ]);
  const volume = await readNifti(outputs[1]?.bytes ?? new Uint8Array());
  expect(volume.dims).toEqual([128, 128, 1]);
  expect(JSON.parse(Buffer.from(outputs[0]?.bytes ?? []).toString())).toMatchObject({ Modality: 'CT' });
  expect(log).toContain('Convert 1 DICOM as volume');
  expect(log).not.toMatch(/seconds/);
  expect(readdirSync(workFolder)).toEqual([]);
});

test('gives the same bytes in a child that has converted other series before', async () => {
  const first = await new ConvertExecutor().execute(taskOf('MR_small.dcm'), signal, () => undefined);
  await convert('CT_small.dcm');
  const later = await convert('MR_small.dcm');
  expect(later.outputs.map(({ bytes }) => bytes)).toEqual(first.outputs.map(({ bytes }) => bytes));
});

test('gives the same voxels of lossless compressed images', async () => {
  const plain = await convert('MR_small.dcm');
  for (const name of ['MR_small_jpeg_ls_lossless.dcm', 'MR_small_jp2klossless.dcm', 'MR_small_RLE.dcm']) {
    const { outputs } = await convert(name);
    expect(outputs[1]?.bytes, name).toEqual(plain.outputs[1]?.bytes);
  }
});

test.each([
  ['MR_truncated.dcm', /File not large enough to store image data/],
  ['JPEG-lossy.dcm', /Unable to decode 16-bit images with Transfer Syntax 1\.2\.840\.10008\.1\.2\.4\.51/],
])("fails with dcm2niix's own reason for %s", async (name, reason) => {
  await expect(convert(name)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(reason) as string,
  });
});

test('fails for a series without images', async () => {
  await expect(convert()).rejects.toThrow('the series has no images');
});

test('stops at its time limit, and at once when it is aborted, and works afterwards', async () => {
  const hurried = new ConvertExecutor({ workFolder, timeoutMs: 1 });
  await expect(hurried.execute(taskOf('CT_small.dcm'), signal, () => undefined)).rejects.toMatchObject({
    code: 'DEADLINE_EXCEEDED',
  });
  const stopping = new AbortController();
  const reason = new Error('stopping');
  const aborted = executor.execute(taskOf('CT_small.dcm'), stopping.signal, () => {
    stopping.abort(reason);
  });
  await expect(aborted).rejects.toBe(reason);
  expect((await convert('CT_small.dcm')).outputs).toHaveLength(2);
  expect(readdirSync(workFolder)).toEqual([]);
});

test('ends a conversion that takes too much memory, saying so', async () => {
  const tight = new ConvertExecutor({ workFolder, memoryLimitBytes: 20e6 });
  await expect(tight.execute(taskOf('CT_small.dcm'), signal, () => undefined)).rejects.toThrow(
    'dcm2niix needs more than 20 MB of memory',
  );
});

test('converts many series at once with few children', async () => {
  const many = await Promise.all(Array.from({ length: 6 }, () => convert('MR_small.dcm')));
  expect(many.every(({ outputs }) => outputs.length === 2)).toBe(true);
});
