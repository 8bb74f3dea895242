import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { DicomDataset, type DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { explicitBigEndian, explicitLittleEndian } from '../dicom/transfer-syntax.ts';
import { itemsOf, setBytes, setItems, setNumbers, setText, textOf, textsOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { redact } from './redact.ts';

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly samples: 1 | 3;
  readonly bits: 8 | 16;
  readonly signed: boolean;
  readonly planar: boolean;
  readonly frames: number;
  readonly bigEndian: boolean;
}

/** Every sample with a value of its own, never 0. */
function fileOf(shape: Shape): DicomFile {
  const { rows, columns, samples, bits, signed, planar, frames, bigEndian } = shape;
  const dataset = new DicomDataset({ bigEndian });
  for (const keyword of ['SOPClassUID', 'SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID'])
    setText(dataset, keyword, '1.2.3');
  setText(dataset, 'PhotometricInterpretation', samples === 3 ? 'RGB' : 'MONOCHROME2');
  const numbers = { SamplesPerPixel: samples, Rows: rows, Columns: columns, BitsAllocated: bits, BitsStored: bits };
  for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
  setNumbers(dataset, 'PixelRepresentation', signed ? 1 : 0);
  if (samples === 3) setNumbers(dataset, 'PlanarConfiguration', planar ? 1 : 0);
  if (frames > 1) setNumbers(dataset, 'NumberOfFrames', frames);
  const bytes = new Uint8Array((rows * columns * samples * frames * bits) / 8).map((_, index) => 1 + (index % 255));
  const padded = bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0]);
  setBytes(dataset, 'PixelData', padded, bits > 8 || bigEndian ? 'OW' : 'OB');
  const transferSyntaxUID = bigEndian ? explicitBigEndian : explicitLittleEndian;
  return { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID };
}

/** Value of each sample by frame, y, x and its number, read as PS3.5 §8 and PS3.3 C.7.6.3.1.3 say. */
function samplesOf({ dataset }: DicomFile, shape: Shape): readonly number[] {
  const { rows, columns, samples, bits, planar, frames, bigEndian } = shape;
  const bytes = Buffer.from(dataset.bytes('7FE00010') ?? []);
  const values: number[] = [];
  for (let frame = 0; frame < frames; frame += 1)
    for (let y = 0; y < rows; y += 1)
      for (let x = 0; x < columns; x += 1)
        for (let sample = 0; sample < samples; sample += 1) {
          const pixel = y * columns + x;
          const inFrame = planar ? sample * rows * columns + pixel : pixel * samples + sample;
          const at = frame * rows * columns * samples + inFrame;
          // A big-endian word has the first of two bytes in its lower half.
          if (bits === 8) values.push(bytes.readUInt8(bigEndian ? at ^ 1 : at));
          else values.push(bigEndian ? bytes.readInt16BE(at * 2) : bytes.readInt16LE(at * 2));
        }
  return values;
}

const shapes = fc
  .record({
    rows: fc.integer({ min: 1, max: 8 }),
    columns: fc.integer({ min: 1, max: 8 }),
    samples: fc.constantFrom(1 as const, 3 as const),
    bits: fc.constantFrom(8 as const, 16 as const),
    signed: fc.boolean(),
    planar: fc.boolean(),
    frames: fc.integer({ min: 1, max: 3 }),
    bigEndian: fc.boolean(),
  })
  .map((shape) => ({ ...shape, planar: shape.planar && shape.samples === 3 }));
const cases = shapes.chain((shape) => {
  const region = fc.record({ x: fc.nat(shape.columns - 1), y: fc.nat(shape.rows - 1) }).chain(({ x, y }) =>
    fc
      .record({
        width: fc.integer({ min: 1, max: shape.columns - x }),
        height: fc.integer({ min: 1, max: shape.rows - y }),
      })
      .map((size) => ({ x, y, ...size })),
  );
  const frames = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: shape.frames }), { minLength: 1 }));
  return fc.record({ shape: fc.constant(shape), regions: fc.array(region, { minLength: 1, maxLength: 3 }), frames });
});

describe('redact', () => {
  it('makes every pixel inside of the regions 0 in those frames, and leaves every other one', () => {
    fc.assert(
      fc.property(cases, ({ shape, regions, frames }) => {
        const before = samplesOf(fileOf(shape), shape);
        const after = samplesOf(redact(fileOf(shape), { regions, frames }), shape);
        const expected = before.map((value, index) => {
          const pixel = Math.floor(index / shape.samples);
          const x = pixel % shape.columns;
          const y = Math.floor(pixel / shape.columns) % shape.rows;
          const frame = 1 + Math.floor(pixel / shape.columns / shape.rows);
          const inside = regions.some(
            (one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height,
          );
          return inside && (frames === null || frames.includes(frame)) ? 0 : value;
        });
        expect(after).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing when it is done again, and gives the same bytes for the same in', () => {
    fc.assert(
      fc.property(cases, ({ shape, regions, frames }) => {
        const once = writeDicom(redact(fileOf(shape), { regions, frames }));
        expect(writeDicom(redact(fileOf(shape), { regions, frames }))).toEqual(once);
        expect(writeDicom(redact(readDicom(once), { regions, frames }))).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });

  const plain: Shape = {
    ...{ rows: 4, columns: 6, samples: 1, bits: 16, signed: false, planar: false, frames: 2, bigEndian: false },
  };

  it('says what was done, and takes the small picture away', () => {
    const file = fileOf(plain);
    setText(file.dataset, 'BurnedInAnnotation', 'YES');
    setText(file.dataset, 'DeidentificationMethod', ['PESSCARA', 'basic/1']);
    setItems(file.dataset, 'IconImageSequence', [file.dataset.newItem()]);
    const { dataset } = redact(file, { regions: [{ x: 0, y: 0, width: 1, height: 1 }], frames: null });
    expect(textOf(dataset, 'BurnedInAnnotation')).toBe('NO');
    expect(textsOf(dataset, 'DeidentificationMethod')).toEqual([
      'PESSCARA',
      'basic/1',
      'regions blacked out by a reviewer',
    ]);
    const codes = itemsOf(dataset, 'DeidentificationMethodCodeSequence');
    expect(codes.map((item) => [textOf(item, 'CodeValue'), textOf(item, 'CodeMeaning')])).toEqual([
      ['113101', 'Clean Pixel Data Option'],
    ]);
    expect(dataset.has('00880200')).toBe(false);
  });

  it('refuses regions and frames outside of the image by name', () => {
    const attempt = (x: number, width: number, frames: number[] | null) => () =>
      redact(fileOf(plain), {
        regions: [
          { x: 0, y: 0, width: 1, height: 1 },
          { x, y: 3, width, height: 1 },
        ],
        frames,
      });
    expect(attempt(5, 1, [2])).not.toThrow();
    expect(attempt(5, 2, null)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('input.regions[1]') as string,
      }),
    );
    expect(attempt(0, 1, [1, 3])).toThrow(
      expect.objectContaining({ message: expect.stringContaining('input.frames[1]') as string }),
    );
    const bare = fileOf(plain);
    bare.dataset.delete('00280010');
    expect(() => redact(bare, { regions: [{ x: 0, y: 0, width: 1, height: 1 }], frames: null })).toThrow('no pixels');
  });
});
