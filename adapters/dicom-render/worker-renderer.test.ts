import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RenderRequest } from '../../core/ports/pixel-renderer.ts';
import { dicomImage } from '../../tests/support/dicom-image.ts';
import { WorkerRenderer } from './worker-renderer.ts';

const data = join(import.meta.dirname, '../../tests/data/pydicom');
const request = (path: string, frame = 1): RenderRequest => ({
  path,
  frame,
  window: null,
  maxWidth: null,
  maxHeight: null,
  mediaType: 'image/jpeg',
  quality: 90,
});

let folder: string;
let renderer: WorkerRenderer;
let image: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pesscara-render-'));
  image = join(folder, 'image.dcm');
  await writeFile(image, dicomImage({ study: '1.1', series: '1.1.1', instance: '1.1.1.1', frames: 2 }));
  renderer = new WorkerRenderer({ workers: 1 });
});
afterAll(async () => {
  await renderer.close();
  await rm(folder, { recursive: true, force: true });
});

describe('WorkerRenderer', () => {
  test('answers many requests, each with its own picture', async () => {
    const pictures = await Promise.all([1, 2, 1, 2].map((frame) => renderer.render(request(image, frame))));
    expect(pictures.every((picture) => picture[0] === 0xff && picture[1] === 0xd8)).toBe(true);
    expect(Buffer.compare(pictures[0] ?? new Uint8Array(), pictures[2] ?? new Uint8Array())).toBe(0);
    expect(Buffer.compare(pictures[0] ?? new Uint8Array(), pictures[1] ?? new Uint8Array())).not.toBe(0);
  });

  test('gives compressed frames as they are stored or decoded, and 1-bit ones packed', async () => {
    const path = join(data, 'MR_small_jpeg_ls_lossless.dcm');
    const stored = await renderer.frame({ path, frame: 1, as: 'stored' });
    expect([...stored.subarray(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xf7]);
    const native = await renderer.frame({ path, frame: 1, as: 'native' });
    expect(
      Buffer.compare(native, await renderer.frame({ path: join(data, 'MR_small.dcm'), frame: 1, as: 'native' })),
    ).toBe(0);
    const bits = await renderer.frame({ path: join(data, 'liver_1frame.dcm'), frame: 1, as: 'native' });
    expect(
      Buffer.compare(bits, await renderer.bulkData({ path: join(data, 'liver_1frame.dcm'), element: '7FE00010' })),
    ).toBe(0);
  });

  test('reads elements, also within sequences, little endian', async () => {
    const dose = await renderer.bulkData({ path: join(data, 'rtdose_expb_1frame.dcm'), element: '7FE00010' });
    expect(
      Buffer.compare(dose, await renderer.bulkData({ path: join(data, 'rtdose_1frame.dcm'), element: '7FE00010' })),
    ).toBe(0);
    const inner = await renderer.bulkData({ path: join(data, 'rtplan.dcm'), element: '300A00B0/0/300A00B2' });
    expect(Buffer.from(inner).toString().trim()).toBe('unit001');
    await expect(renderer.bulkData({ path: image, element: '300A00B0/0/300A00B2' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('gives the pixels of the file that stands there now, and none of another than was asked for', async () => {
    const path = join(folder, 'replaced.dcm');
    await writeFile(path, dicomImage({ study: '1.1', series: '1.1.1', instance: '1.1.1.1', size: 8 }));
    const { size, mtimeMs, ctimeMs } = await stat(path);
    const stamp = { sizeBytes: size, modifiedMs: mtimeMs, changedMs: ctimeMs };
    const before = await renderer.frame({ path, stamp, frame: 1, as: 'native' });
    await writeFile(`${path}.new`, dicomImage({ study: '1.1', series: '1.1.1', instance: '1.1.1.2', size: 16 }));
    await rename(`${path}.new`, path);
    expect((await renderer.frame({ path, frame: 1, as: 'native' })).length).toBe(4 * before.length);
    await expect(renderer.frame({ path, stamp, frame: 1, as: 'native' })).rejects.toMatchObject({ code: 'UNAVAILABLE' }); // prettier-ignore
  });

  test.each([
    ['a file that is no DICOM', 'README.txt', 'NOT_DICOM'],
    ['an object without pixels', 'rtplan.dcm', 'NOT_FOUND'],
    ['a file that has gone', 'nothing.dcm', 'NOT_FOUND'],
  ])('says of %s what it is, and goes on', async (_, name, code) => {
    await expect(renderer.render(request(join(data, name)))).rejects.toMatchObject({ code });
    expect(await renderer.render(request(image))).toBeInstanceOf(Uint8Array);
  });

  test('a stream that its codec falls over costs its own request alone', async () => {
    const path = join(folder, 'damaged.dcm');
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(join(data, 'JPEG2000.dcm'));
    // Within the code stream, behind its headers.
    for (let at = bytes.indexOf(Buffer.from([0xff, 0x93])) + 2; at < bytes.length - 8; at += 1) bytes[at] = 0xff;
    await writeFile(path, bytes);
    const answers = await Promise.allSettled([
      renderer.render(request(path)),
      renderer.render(request(image)),
      renderer.render(request(path)),
      renderer.render(request(image)),
    ]);
    expect([answers[1].status, answers[3].status]).toEqual(['fulfilled', 'fulfilled']);
  });

  test('gives up what takes too long, and goes on', async () => {
    const hasty = new WorkerRenderer({ workers: 1, deadlineMs: 1 });
    await expect(hasty.render(request(image))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect(hasty.render(request(image))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await hasty.close();
  });

  test('refuses what it has no room for, and everything once it is closed', async () => {
    const small = new WorkerRenderer({ workers: 1, maxWaiting: 1 });
    const outcomes = await Promise.allSettled([1, 2, 1].map((frame) => small.render(request(image, frame))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    const late = small.render(request(image));
    await Promise.all([expect(late).rejects.toMatchObject({ code: 'UNAVAILABLE' }), small.close()]);
    await expect(small.render(request(image))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
