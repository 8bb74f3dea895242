import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blackOut } from '../../core/deidentification/black-out.ts';
import type { DicomDataset } from '../../core/dicom/dataset.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setNumbers, setText, textOf } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import { decompressed } from './decompress.ts';

/** pydicom's RLE image of 100 x 100 pixels of three samples, changed. */
function rleImage(change: (dataset: DicomDataset) => void): Uint8Array {
  const file = readDicom(readFileSync(join(import.meta.dirname, '../../tests/data/pydicom/SC_rgb_rle.dcm')));
  change(file.dataset);
  return writeDicom(file);
}

test('pixels that have all their colours are not called YBR_FULL_422, and are blacked out where they are seen', () => {
  const bytes = rleImage((dataset) => {
    setText(dataset, 'PhotometricInterpretation', 'YBR_FULL_422');
  });
  const { dataset } = readDicom(decompressed(bytes));
  expect(textOf(dataset, 'PhotometricInterpretation')).toBe('YBR_FULL');
  const { value } = blackOut(dataset, [{ x: 0, y: 99, width: 100, height: 1 }]);
  const pixels = value.kind === 'bytes' ? value.bytes : new Uint8Array();
  expect(pixels.length).toBe(100 * 100 * 3);
  const isBlack = (row: number): boolean =>
    pixels.subarray(row * 300, (row + 1) * 300).every((byte, at) => byte === (at % 3 === 0 ? 0 : 128));
  expect([isBlack(98), isBlack(99)]).toEqual([false, true]);
});

test('all samples count in the bound on all frames together', () => {
  // 0.4 GB of one sample, 1.2 GB of three.
  const bytes = rleImage((dataset) => {
    setNumbers(dataset, 'NumberOfFrames', 40_000);
  });
  expect(() => decompressed(bytes)).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED', message: 'all frames together are over 1073741824 bytes' }) as Error,
  );
});
