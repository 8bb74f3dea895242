import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { DicomDataset, type DicomFile } from '../../core/dicom/dataset.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setBytes, setNumbers, setText } from '../../core/dicom/values.ts';
import { HubError } from '../../core/errors.ts';
import type { RenderRequest } from '../../core/ports/pixel-renderer.ts';
import { decodeFrame, initializeCodecs } from './decode.ts';
import { renderPicture } from './picture.ts';

const folder = join(import.meta.dirname, '../../tests/data/pydicom');
const plain: Omit<RenderRequest, 'path'> = {
  frame: 1,
  window: null,
  maxWidth: null,
  maxHeight: null,
  mediaType: 'image/png',
  quality: 90,
};
const read = (name: string) => readDicom(readFileSync(join(folder, name)));
const picture = (name: string, more: Partial<RenderRequest> = {}) =>
  decodePng(renderPicture(read(name), { ...plain, ...more }));

beforeAll(initializeCodecs);

/** A gray image of one row. */
function grayRow(values: readonly number[], attributes: (dataset: DicomDataset) => void): DicomFile {
  const dataset = new DicomDataset();
  const numbers = {
    SamplesPerPixel: 1,
    Rows: 1,
    Columns: values.length,
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 0,
  };
  for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
  setText(dataset, 'PhotometricInterpretation', 'MONOCHROME2');
  setBytes(dataset, 'PixelData', Buffer.from(Uint16Array.from(values).buffer), 'OW');
  attributes(dataset);
  return { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: '1.2.840.10008.1.2.1' };
}
const shades = (file: DicomFile, more: Partial<RenderRequest> = {}) => [
  ...decodePng(renderPicture(file, { ...plain, ...more })).data,
];

describe('renderPicture', () => {
  test('every file of pydicom is a picture, or says why not', () => {
    const refused = new Map<string, string>();
    let pictures = 0;
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.dcm'))) {
      try {
        picture(name, { maxWidth: 32, maxHeight: 32 });
        pictures += 1;
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        refused.set(name, error.message);
      }
    }
    expect(pictures).toBe(60);
    expect([...refused].filter(([, reason]) => !/no pixel data|no rows|DICM prefix|ends inside/.test(reason))).toEqual([
      [
        'JPEG2000-embedded-sequence-delimiter.dcm',
        'the compressed image is 3722445056 x 1024, its data set says 256 x 1024',
      ],
    ]);
  });

  test.each([
    [
      'MR_small.dcm',
      [
        'MR_small_RLE.dcm',
        'MR_small_bigendian.dcm',
        'MR_small_expb.dcm',
        'MR_small_implicit.dcm',
        'MR_small_jp2klossless.dcm',
        'MR_small_jpeg_ls_lossless.dcm',
        'MR_small_padded.dcm',
      ],
    ],
    ['rtdose_1frame.dcm', ['rtdose_expb_1frame.dcm', 'rtdose_rle_1frame.dcm']],
    ['liver_1frame.dcm', ['liver_expb_1frame.dcm']],
    ['SC_rgb_small_odd.dcm', ['SC_rgb_small_odd_big_endian.dcm']],
  ])('%s is the same picture in each transfer syntax', (name, others) => {
    const { data } = picture(name);
    for (const other of others)
      expect(Buffer.compare(Buffer.from(data.buffer), Buffer.from(picture(other).data.buffer)), other).toBe(0);
  });

  // Ten bars of ten rows: red, light red, green, light green, blue, light blue, black, dark, light, white.
  test.each([
    'SC_rgb_rle.dcm',
    'SC_rgb_rle_16bit.dcm',
    'SC_rgb_rle_32bit.dcm',
    'SC_rgb_gdcm_KY.dcm',
    'SC_rgb_jls_lossy_line.dcm',
    'SC_rgb_jls_lossy_sample.dcm',
    'SC_rgb_dcmtk_+eb+cr.dcm',
    'SC_rgb_dcmtk_+eb+cy+n1.dcm',
    'SC_rgb_dcmtk_+eb+cy+np.dcm',
    'SC_rgb_dcmtk_+eb+cy+s4.dcm',
    'SC_rgb_jpeg_dcmtk.dcm',
    'SC_rgb_jpeg_gdcm.dcm',
    'SC_rgb_jpeg_lossy_gdcm.dcm',
    'SC_ybr_full_422_uncompressed.dcm',
  ])('%s has its colours', (name) => {
    const { data, width } = picture(name);
    const bars = [
      [255, 0, 0],
      [255, 128, 128],
      [0, 255, 0],
      [128, 255, 128],
      [0, 0, 255],
      [128, 128, 255],
      [0, 0, 0],
      [64, 64, 64],
      [192, 192, 192],
      [255, 255, 255],
    ];
    for (const [bar, color] of bars.entries()) {
      const at = ((bar * 10 + 5) * width + 50) * 3;
      for (const [channel, expected] of color.entries())
        expect(Math.abs((data[at + channel] ?? -1) - expected), `bar ${String(bar)}`).toBeLessThan(8);
    }
  });

  test('a second frame is another picture', () => {
    expect(
      Buffer.compare(
        Buffer.from(picture('SC_rgb_rle_2frame.dcm').data.buffer),
        Buffer.from(picture('SC_rgb_rle_2frame.dcm', { frame: 2 }).data.buffer),
      ),
    ).not.toBe(0);
    expect(() => picture('SC_rgb_rle_2frame.dcm', { frame: 3 })).toThrow('no frame 3: the image has 2');
  });

  test('fits into the size asked for, keeping its shape, and is never larger than itself', () => {
    const { width, height } = decodeJpeg(
      renderPicture(read('JPEG2000.dcm'), { ...plain, mediaType: 'image/jpeg', maxWidth: 128, maxHeight: 128 }),
    );
    expect([width, height]).toEqual([32, 128]);
    expect(picture('MR_small.dcm', { maxWidth: 1000 }).width).toBe(64);
  });
});

describe('gray values', () => {
  const none = () => undefined;

  test('without a window, range from the least to the greatest', () => {
    expect(shades(grayRow([10, 20, 30], none))).toEqual([0, 128, 255]);
    expect(shades(grayRow([7, 7], none))).toEqual([255, 255]);
  });

  test('of MONOCHROME1 are inverted', () => {
    expect(
      shades(
        grayRow([10, 20, 30], (dataset) => {
          setText(dataset, 'PhotometricInterpretation', 'MONOCHROME1');
        }),
      ),
    ).toEqual([255, 127, 0]);
  });

  test('leave padding out of the range', () => {
    expect(
      shades(
        grayRow([0, 10, 20, 65535], (dataset) => {
          setNumbers(dataset, 'PixelPaddingValue', 65535);
        }),
      ),
    ).toEqual([0, 128, 255, 255]);
  });

  test('are windowed as PS3.3 C.11.2.1.2 says, after the modality transform', () => {
    const file = grayRow([0, 100, 150, 200, 300], (dataset) => {
      setText(dataset, 'RescaleSlope', '2');
      setText(dataset, 'RescaleIntercept', '-100');
      setText(dataset, 'WindowCenter', '200');
      setText(dataset, 'WindowWidth', '201');
    });
    // -100, 100, 200, 300, 500 around 199.5, 200 wide.
    expect(shades(file)).toEqual([0, 1, 128, 255, 255]);
    expect(shades(file, { window: { center: 200, width: 400, shape: 'LINEAR_EXACT' } })).toEqual([
      0, 64, 128, 191, 255,
    ]);
    expect(shades(file, { window: { center: 200, width: 400, shape: 'SIGMOID' } })).toEqual([12, 69, 128, 186, 243]);
  });

  test('go through the VOI LUT of the image', () => {
    const file = grayRow([0, 5, 6, 7, 9], (dataset) => {
      const item = dataset.newItem();
      setNumbers(item, 'LUTDescriptor', [3, 5, 8]);
      setBytes(item, 'LUTData', Buffer.from(Uint16Array.of(10, 200, 50).buffer), 'OW');
      dataset.set({ tag: '00283010', vr: 'SQ', value: { kind: 'items', items: [item] } });
    });
    expect(shades(file)).toEqual([10, 10, 200, 50, 50]);
  });

  test('ignore bits above those stored, and extend the sign', () => {
    const signed = (dataset: DicomDataset) => {
      setNumbers(dataset, 'BitsStored', 12);
      setNumbers(dataset, 'PixelRepresentation', 1);
    };
    // 0xFFF is -1; the bits of 0xF are an overlay of old.
    expect(shades(grayRow([0x0fff, 0x0000, 0xf001], signed))).toEqual([0, 128, 255]);
  });
});

describe('decodeFrame', () => {
  test.each([
    ['too many pixels', { Rows: 65535, Columns: 65535 }],
    ['impossible bits', { BitsAllocated: 12 }],
    ['more bits stored than allocated', { BitsStored: 17 }],
    ['no columns', { Columns: 0 }],
    ['less pixel data than it says', { Rows: 1000 }],
    ['samples that are no colours', { SamplesPerPixel: 7 }],
  ])('refuses an image with %s', (_, numbers) => {
    const file = grayRow([1, 2, 3], (dataset) => {
      for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
    });
    expect(() => decodeFrame(file, 1)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }) as Error);
  });

  test('finds pixels of one bit in the words of a big-endian file', () => {
    const dataset = new DicomDataset({ bigEndian: true });
    for (const [keyword, value] of Object.entries({ Rows: 1, Columns: 16, BitsAllocated: 1, BitsStored: 1 }))
      setNumbers(dataset, keyword, value);
    setBytes(dataset, 'PixelData', Uint8Array.of(0x80, 0x01), 'OW');
    const file = { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: '1.2.840.10008.1.2.2' };
    const { bytes } = decodeFrame(file, 1);
    expect([...bytes.entries()].filter(([, value]) => value !== 0)).toEqual([
      [0, 255],
      [15, 255],
    ]);
  });

  test('refuses pixels in a syntax that it does not know, or compressed ones that are damaged', () => {
    const file = read('JPEG2000.dcm');
    expect(() => decodeFrame({ ...file, transferSyntaxUID: '1.2.840.10008.1.2.4.100' }, 1)).toThrow(
      '1.2.840.10008.1.2.4.100 cannot be decoded',
    );
    for (const name of ['JPEG2000.dcm', 'MR_small_RLE.dcm', 'MR_small_jpeg_ls_lossless.dcm', 'SC_rgb_jpeg_gdcm.dcm']) {
      const damaged = read(name);
      const pixels = damaged.dataset.get('7FE00010');
      if (pixels?.value.kind !== 'fragments') throw new Error('no fragments');
      damaged.dataset.set({
        ...pixels,
        value: { kind: 'fragments', fragments: pixels.value.fragments.map((fragment) => fragment.subarray(0, 60)) },
      });
      expect(() => decodeFrame(damaged, 1), name).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }) as Error);
    }
  });
});

test('a region of the image is shown alone, up to its end, and mirrored where it is negative', () => {
  const row = grayRow([0, 10, 20, 30, 40, 255], () => undefined);
  const region = { x: 1, y: 0, width: 3, height: null };
  expect(shades(row, { region })).toEqual([10, 20, 30]);
  expect(shades(row, { region: { ...region, width: -3 } })).toEqual([30, 20, 10]);
  expect(shades(row, { region: { ...region, width: null } })).toEqual([10, 20, 30, 40, 255]);
  expect(shades(row, { region: { ...region, x: 4, width: 99 } })).toEqual([40, 255]);
  expect(() => shades(row, { region: { ...region, x: 6 } })).toThrow(
    'viewport: expected a region of the image of 6 x 1 pixels, got "6,0"',
  );
});
