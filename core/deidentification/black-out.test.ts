import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { DicomDataset } from '../dicom/dataset.ts';
import { setBytes, setNumbers, setText, textOf } from '../dicom/values.ts';
import { explicitLittleEndian } from '../dicom/transfer-syntax.ts';
import { blackOut } from './black-out.ts';
import { deidentify } from './deidentify.ts';
import { profileOf } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { type RegionRule, regionRuleFor } from './regions.ts';

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bits: number;
  readonly planar: boolean;
  readonly frames: number;
}

function imageOf({ rows, columns, samples, bits, planar, frames }: Shape, photometric = 'MONOCHROME2'): DicomDataset {
  const dataset = new DicomDataset();
  setNumbers(dataset, 'Rows', rows);
  setNumbers(dataset, 'Columns', columns);
  setNumbers(dataset, 'SamplesPerPixel', samples);
  setNumbers(dataset, 'BitsAllocated', bits);
  setNumbers(dataset, 'NumberOfFrames', frames);
  if (samples > 1) setNumbers(dataset, 'PlanarConfiguration', planar ? 1 : 0);
  setText(dataset, 'PhotometricInterpretation', photometric);
  const stored = photometric === 'YBR_FULL_422' ? 2 : samples;
  const size = Math.ceil((rows * columns * stored * bits * frames) / 8);
  setBytes(dataset, 'PixelData', new Uint8Array(size).fill(0xff), bits > 8 ? 'OW' : 'OB');
  return dataset;
}

/** The same, written down naively: one sample at a time, by its position in the standard's order. */
function naive(shape: Shape, inside: (x: number, y: number) => boolean): readonly boolean[] {
  const { rows, columns, samples, planar, frames } = shape;
  const blacked: boolean[] = [];
  for (let frame = 0; frame < frames; frame += 1) {
    const planes = planar ? samples : 1;
    const each = planar ? 1 : samples;
    for (let plane = 0; plane < planes; plane += 1)
      for (let y = 0; y < rows; y += 1)
        for (let x = 0; x < columns; x += 1)
          for (let sample = 0; sample < each; sample += 1) blacked.push(inside(x, y));
  }
  return blacked;
}

function samplesOf(bytes: Uint8Array, bits: number, count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, i) => {
    if (bits === 1) return ((bytes[i >> 3] ?? 0) & (1 << (i & 7))) === 0;
    const part = bytes.subarray((i * bits) / 8, ((i + 1) * bits) / 8);
    const black = part.every((byte) => byte === 0);
    expect(black || part.every((byte) => byte === 0xff)).toBe(true);
    return black;
  });
}

describe('blackOut', () => {
  it('clears the rectangles in every frame and nothing else, in any layout', () => {
    const shapes = fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 1, max: 9 }),
      samples: fc.constantFrom(1, 3),
      bits: fc.constantFrom(1, 8, 16, 32),
      planar: fc.boolean(),
      frames: fc.integer({ min: 1, max: 3 }),
    });
    const rectangle = fc.record({
      x: fc.integer({ min: 0, max: 10 }),
      y: fc.integer({ min: 0, max: 10 }),
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(shapes, fc.array(rectangle, { maxLength: 3 }), (drawn, rectangles) => {
        const shape = { ...drawn, planar: drawn.planar && drawn.samples > 1 };
        const { value } = blackOut(imageOf(shape), rectangles);
        const inside = (x: number, y: number): boolean =>
          rectangles.some((one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height);
        const expected = naive(shape, inside);
        expect(value.kind === 'bytes' && samplesOf(value.bytes, shape.bits, expected.length)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('makes YBR black, and clears both pixels that share a colour', () => {
    const shape = { rows: 1, columns: 4, samples: 3, bits: 8, planar: false, frames: 1 };
    const bytesOf = (photometric: string, x: number, width: number): readonly number[] => {
      const { value } = blackOut(imageOf(shape, photometric), [{ x, y: 0, width, height: 1 }]);
      return value.kind === 'bytes' ? [...value.bytes] : [];
    };
    expect(bytesOf('YBR_FULL', 1, 1)).toEqual([255, 255, 255, 0, 128, 128, 255, 255, 255, 255, 255, 255]);
    expect(bytesOf('YBR_FULL_422', 1, 1)).toEqual([0, 0, 128, 128, 255, 255, 255, 255]);
  });

  it('finds pixels of 8 bits and of 1 in the words of a big-endian file', () => {
    const cleaned = (bits: number, columns: number, width: number, bytes: readonly number[]) => {
      const dataset = new DicomDataset({ bigEndian: true });
      setNumbers(dataset, 'Rows', 1);
      setNumbers(dataset, 'Columns', columns);
      setNumbers(dataset, 'BitsAllocated', bits);
      dataset.set({ tag: '7FE00010', vr: 'OW', value: { kind: 'bytes', bytes: Uint8Array.from(bytes) } });
      const { value } = blackOut(dataset, [{ x: 0, y: 0, width, height: 1 }]);
      return value.kind === 'bytes' && [...value.bytes];
    };
    expect(cleaned(8, 4, 1, [2, 1, 4, 3])).toEqual([2, 0, 4, 3]);
    expect(cleaned(1, 32, 9, [0xff, 0xff, 0xff, 0xff])).toEqual([0xfe, 0, 0xff, 0xff]);
    expect(() => cleaned(8, 3, 3, [2, 1, 3])).toThrow('the last word of the pixel data is half a word');
  });

  it('refuses pixels that are fewer or more than the attributes say, or packed in a way it does not know', () => {
    const whole = { rows: 4, columns: 4, samples: 1, bits: 16, planar: false, frames: 1 };
    const short = imageOf(whole);
    setNumbers(short, 'NumberOfFrames', 2);
    const region = [{ x: 0, y: 0, width: 1, height: 1 }];
    expect(() => blackOut(short, region)).toThrow('the pixel data has 32 bytes where its attributes say 64');
    const odd = { ...whole, rows: 1, columns: 3, bits: 8 };
    expect(imageOf(odd).bytes('7FE00010')?.length).toBe(4);
    expect(() => blackOut(imageOf(odd), region)).not.toThrow();
    const full = imageOf({ ...whole, samples: 3, bits: 8 }, 'YBR_FULL');
    setText(full, 'PhotometricInterpretation', 'YBR_FULL_422');
    expect(() => blackOut(full, region)).toThrow('the pixel data has 48 bytes where its attributes say 32');
    const unsaid = imageOf({ ...whole, frames: 2 });
    for (const [keyword, value] of [
      ['NumberOfFrames', '1'],
      ['NumberOfFrames', ''],
    ] as const) {
      setText(unsaid, keyword, value);
      expect(() => blackOut(unsaid, region)).toThrow('the pixel data has 64 bytes where its attributes say 32');
    }
    const packed = imageOf(whole);
    setNumbers(packed, 'BitsAllocated', 12);
    expect(() => blackOut(packed, region)).toThrow('12 bits allocated are not handled');
  });
});

const anyDevice: RegionRule = {
  manufacturer: null,
  model: null,
  modality: null,
  imageType: null,
  rows: null,
  columns: null,
  rectangles: [{ x: 0, y: 0, width: 4, height: 1 }],
};

describe('rules of regions', () => {
  const image = imageOf({ rows: 4, columns: 4, samples: 1, bits: 8, planar: false, frames: 1 });
  setText(image, 'Manufacturer', 'ACME Medical');
  setText(image, 'Modality', 'US');
  setText(image, 'ImageType', ['ORIGINAL', 'PRIMARY', 'SCREEN SAVE']);

  it('are met by device, kind and size; the first counts', () => {
    const meets = (rule: Partial<RegionRule>): boolean => regionRuleFor(image, [{ ...anyDevice, ...rule }]) !== null;
    expect(meets({})).toBe(true);
    expect(meets({ manufacturer: 'acme', modality: 'us', imageType: 'screen', rows: 4, columns: 4 })).toBe(true);
    expect(meets({ manufacturer: 'other' })).toBe(false);
    expect(meets({ model: 'acme' })).toBe(false);
    expect(meets({ rows: 5 })).toBe(false);
    expect(meets({ modality: 'U' })).toBe(false);
    const second = { ...anyDevice, rectangles: [] };
    expect(regionRuleFor(image, [{ ...anyDevice, rows: 5 }, second, anyDevice])).toBe(second);
    expect(regionRuleFor(new DicomDataset(), [anyDevice])).toBeNull();
  });

  it('clean pixels, say so, and let a compressed image go to review with that finding', () => {
    const pseudonyms = createPseudonyms(Buffer.alloc(32, 5));
    for (const keyword of ['SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID']) setText(image, keyword, '1.2.3');
    const run = (rules: readonly RegionRule[], dataset = image) =>
      deidentify(
        { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: explicitLittleEndian },
        { pseudonyms, profile: { ...profileOf('t@1', new Set(['CLEAN_PIXEL_DATA'])), regions: rules } },
      );
    const codes = (dataset: DicomDataset) => dataset.items('00120064').map((item) => textOf(item, 'CodeValue'));
    const cleaned = run([anyDevice]);
    expect(Buffer.from(cleaned.file.dataset.bytes('7FE00010') ?? []).toString('hex')).toBe(
      '00000000' + 'ff'.repeat(12),
    );
    expect(textOf(cleaned.file.dataset, 'BurnedInAnnotation')).toBe('NO');
    expect(codes(cleaned.file.dataset)).toEqual(['113100', '113101']);
    expect(cleaned.findings.map(({ kind }) => kind)).toEqual(['PIXELS_CLEANED']);
    const unmet = run([{ ...anyDevice, rows: 9 }]);
    expect(codes(unmet.file.dataset)).toEqual(['113100']);
    expect(unmet.file.dataset.has('00280301')).toBe(false);
    expect(unmet.findings.map(({ kind }) => kind)).toEqual(['BURNED_IN_SUSPECT']);
    const known = run([{ ...anyDevice, rectangles: [] }]);
    expect([
      codes(known.file.dataset),
      known.file.dataset.has('00280301'),
      known.findings.map(({ kind }) => kind),
    ]).toEqual([['113100'], false, ['BURNED_IN_SUSPECT']]);
    const elsewhere = run([{ ...anyDevice, rectangles: [{ x: 0, y: 4, width: 4, height: 1 }] }]);
    expect([codes(elsewhere.file.dataset), elsewhere.file.dataset.has('00280301')]).toEqual([['113100'], false]);
    expect(elsewhere.findings).toEqual([
      expect.objectContaining({ kind: 'BURNED_IN_SUSPECT' }),
      {
        kind: 'PIXELS_NOT_CLEANED',
        detail: 'regions to be blacked out were not: none of them lies inside of the image',
      },
    ]);
    const drawn = new DicomDataset();
    for (const element of image) drawn.set(element);
    setNumbers(drawn, '60000100', 8);
    expect(run([anyDevice], drawn).findings).toEqual([
      { kind: 'BURNED_IN_SUSPECT', detail: 'an overlay stands in unused bits of the pixels' },
      { kind: 'OVERLAY_REMOVED', detail: 'overlay planes removed: 1' },
      expect.objectContaining({ kind: 'PIXELS_CLEANED' }),
    ]);
    const compressed = new DicomDataset();
    for (const element of image) compressed.set(element);
    compressed.set({
      tag: '7FE00010',
      vr: 'OB',
      value: { kind: 'fragments', fragments: [new Uint8Array(), image.bytes('7FE00010') ?? new Uint8Array()] },
    });
    expect(run([anyDevice], compressed).findings.map(({ kind }) => kind)).toEqual([
      'BURNED_IN_SUSPECT',
      'PIXELS_NOT_CLEANED',
      'STREAM_NOT_CLEANED',
    ]);
    const mislabelled = new DicomDataset();
    for (const element of image) mislabelled.set(element);
    setText(mislabelled, 'BurnedInAnnotation', 'YES');
    setBytes(mislabelled, 'PixelData', Buffer.from('ZqFirstFrameText'.repeat(2)), 'OB');
    const kept = run([anyDevice], mislabelled);
    expect(kept.findings.map(({ kind }) => kind)).toEqual(['BURNED_IN_SUSPECT', 'PIXELS_NOT_CLEANED', 'PIXELS_CUT']);
    expect(textOf(kept.file.dataset, 'BurnedInAnnotation')).toBe('YES');
    expect(codes(kept.file.dataset)).toEqual(['113100']);
  });
});
