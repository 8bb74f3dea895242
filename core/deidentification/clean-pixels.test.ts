import { expect, it } from 'vitest';
import { setBytes, setNumbers, setText } from '../dicom/values.ts';
import { cleanNative } from './clean-native.ts';
import { cleanPixels } from './clean-pixels.ts';
import { profileOf } from './profile.ts';
import { identifiedFile } from './testing/identified-file.ts';
import { placesOf } from './text-places.ts';

it('blacks out all text, however much of it there is, and lists the first places', () => {
  const { dataset } = identifiedFile((made) => {
    setNumbers(made, 'Rows', [300]);
    setNumbers(made, 'Columns', [300]);
    setNumbers(made, 'SamplesPerPixel', [1]);
    setNumbers(made, 'BitsAllocated', [8]);
    setNumbers(made, 'BitsStored', [8]);
    setNumbers(made, 'HighBit', [7]);
    setNumbers(made, 'PixelRepresentation', [0]);
    setText(made, 'PhotometricInterpretation', 'MONOCHROME2');
    setBytes(made, 'PixelData', Buffer.alloc(90_000, 200), 'OB');
  });
  const words = Array.from({ length: 250 }, (_, y) => ({ x: 10, y, width: 9, height: 1, confidence: 0.9, text: 'L' }));
  const texts = placesOf(dataset, [{ frame: 1, words }]);
  expect(texts.places).toHaveLength(250);
  const profile = { ...profileOf('p', new Set(['CLEAN_PIXEL_DATA'])), blackOutText: true };
  const { findings } = cleanPixels(dataset, dataset, profile, texts);
  const told = findings.find(({ kind }) => kind === 'TEXT_IN_PIXELS');
  expect(told?.detail).toContain('250');
  expect(told?.regions).toHaveLength(200);
  expect(dataset.bytes('7FE00010')?.[249 * 300 + 12]).toBe(0);
});

it('leaves all samples where they are there, whatever YBR_FULL_422 says', () => {
  const bytesOf = (length: number) => {
    const { dataset } = identifiedFile((made) => {
      setNumbers(made, 'Rows', [4]);
      setNumbers(made, 'Columns', [4]);
      setNumbers(made, 'SamplesPerPixel', [3]);
      setNumbers(made, 'BitsAllocated', [8]);
      setText(made, 'PhotometricInterpretation', 'YBR_FULL_422');
      setBytes(made, 'PixelData', Buffer.alloc(length, 9), 'OB');
    });
    const findings = cleanNative(dataset);
    return [dataset.bytes('7FE00010')?.length, findings.map(({ kind }) => kind)];
  };
  expect(bytesOf(48)).toEqual([48, ['PIXELS_NOT_CLEANED']]);
  expect(bytesOf(32)).toEqual([32, []]);
  expect(bytesOf(46)).toEqual([32, ['PIXELS_CUT']]);
});
