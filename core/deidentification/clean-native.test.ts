import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { DicomDataset, type DicomFile } from '../dicom/dataset.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { setBytes, setNumbers, setText } from '../dicom/values.ts';
import { explicitBigEndian, explicitLittleEndian, knownVRs } from '../dicom/transfer-syntax.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { cleanNative } from './clean-native.ts';
import { deidentify } from './deidentify.ts';
import { basicProfile } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { identifiedFile } from './testing/identified-file.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 3));

function image(pixels: Uint8Array, bigEndian: boolean, numbers: Readonly<Record<string, number>>): DicomDataset {
  const dataset = new DicomDataset({ bigEndian });
  const all = { Rows: 1, Columns: pixels.length / 2, BitsAllocated: 16, SamplesPerPixel: 1, ...numbers };
  for (const [keyword, value] of Object.entries(all)) setNumbers(dataset, keyword, value);
  setBytes(dataset, 'PixelData', pixels, 'OW');
  return dataset;
}

describe('native pixels', () => {
  it('lose what stands in bits that they do not use, and keep their values', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 2, maxLength: 40 }).map((bytes) => bytes.subarray(0, bytes.length & ~1)),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 2, max: 16 }),
        (pixels, bigEndian, signed, stored) => {
          const numbers = { BitsStored: stored, HighBit: stored - 1, PixelRepresentation: signed ? 1 : 0 };
          const dataset = image(pixels, bigEndian, numbers);
          cleanNative(dataset);
          const after = dataset.bytes('7FE00010') ?? new Uint8Array();
          const of = (bytes: Uint8Array, at: number) => {
            const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
            return view.getUint16(at, !bigEndian);
          };
          const mask = 2 ** stored - 1;
          for (let at = 0; at < pixels.length; at += 2) {
            const [was, is] = [of(pixels, at), of(after, at)];
            expect(is & mask).toBe(was & mask);
            const isNegative = signed && (was & (1 << (stored - 1))) !== 0;
            expect([0, isNegative ? 0xffff & ~mask : 0]).toContain(is & 0xffff & ~mask);
          }
        },
      ),
    );
  });

  it('lose what comes after the last of them, and the byte that fills the last word', () => {
    const long = image(Buffer.from('ABCDEFGH'), false, { Columns: 2 });
    expect(cleanNative(long).map(({ kind }) => kind)).toEqual(['PIXELS_CUT']);
    expect(Buffer.from(long.bytes('7FE00010') ?? []).toString()).toBe('ABCD');
    const odd = image(Buffer.from('ABCX'), false, { Columns: 3, BitsAllocated: 8 });
    expect(cleanNative(odd)).toEqual([]);
    expect(Buffer.from(odd.bytes('7FE00010') ?? []).toString()).toBe('ABC\0');
  });

  it('lose it also where they are floating-point numbers, of 4 or 8 bytes each', () => {
    for (const [keyword, vr, size] of [
      ['FloatPixelData', 'OF', 4],
      ['DoubleFloatPixelData', 'OD', 8],
    ] as const) {
      const long = image(Buffer.alloc(0), false, { Rows: 1, Columns: 1 });
      setBytes(long, keyword, Buffer.from('ABCDEFGHDoe^Jane'), vr);
      expect(cleanNative(long).map(({ kind }) => kind)).toEqual(['PIXELS_CUT']);
      expect(Buffer.from(long.bytes(tagOf(keyword) ?? '') ?? []).toString()).toBe('ABCDEFGH'.slice(0, size));
    }
  });

  it('are told to the reviewer where no size says how many they are', () => {
    const sizeless = image(Buffer.from('Doe^Jane'), false, { Rows: 0 });
    expect(cleanNative(sizeless).map(({ kind }) => kind)).toEqual(['PIXELS_NOT_CLEANED']);
  });
});

/** The patient's file in that syntax. */
function identifiedIn(transferSyntaxUID: string, fill: (dataset: DicomDataset) => void): DicomFile {
  const little = identifiedFile(() => undefined);
  const dataset = new DicomDataset({ bigEndian: transferSyntaxUID === explicitBigEndian });
  for (const element of little.dataset) dataset.set(element);
  fill(dataset);
  return { ...little, dataset, transferSyntaxUID };
}

/** Attributes that the table leaves alone, one of each VR that has one. */
const untouched: Readonly<Record<string, string>> = {
  AS: '00101010',
  CS: '00180015',
  DS: '00180050',
  FD: '00189073',
  FL: '00186020',
  IS: '00180082',
  LO: '00180010',
  LT: '00204000',
  OB: '00282000',
  OW: '00281201',
  OF: '00660016',
  OD: '00701A08',
  OL: '00660129',
  OV: '7FE00001',
  SH: '00180024',
  SL: '00186020',
  SS: '00189219',
  ST: '00081160',
  SV: '0072007E',
  UC: '00189908',
  UL: '00186016',
  UN: '00180016',
  UR: '00081190',
  US: '00281050',
  UT: '0040A160',
  UV: '00720083',
};

describe("the patient's own identifiers", () => {
  it.each(Object.entries(untouched))('leave no byte in an attribute of VR %s', (vr, tag) => {
    expect(knownVRs.has(vr)).toBe(true);
    for (const planted of ['MRN-0042        ', 'DOE^JANE        ', 'Jane Doe        ']) {
      for (const syntax of [explicitLittleEndian, explicitBigEndian]) {
        const file = identifiedIn(syntax, (dataset) => setBytes(dataset, tag, Buffer.from(planted), vr));
        const out = writeDicom(deidentify(readDicom(writeDicom(file)), { pseudonyms, profile: basicProfile }).file);
        expect(Buffer.from(out).toString('latin1').toUpperCase()).not.toMatch(/MRN-0042|DOE.JANE|JANE.DOE/);
      }
    }
  });

  it.each([
    ['ISO 2022 IR 87', '1b2442', '3b33450a', '1b2842'],
    ['GB18030', '', 'cdf5d0a1b6ab', ''],
    ['ISO_IR 192', '', 'e5b1b1e794b0e5a4aae9838e', ''],
  ])('leave none in %s', (set, before, name, after) => {
    const bytes = Buffer.from(before + name + after, 'hex');
    const given = Buffer.from(`${before}${name}${after}`, 'hex');
    const whole = Buffer.concat([Buffer.from('Yamada^Tarou='), bytes, Buffer.from('^'), given]);
    const file = identifiedFile((dataset) => {
      setText(dataset, 'SpecificCharacterSet', set.startsWith('ISO 2022') ? ['', set] : set);
      setBytes(dataset, 'PatientName', whole.length % 2 === 0 ? whole : Buffer.concat([whole, Buffer.from(' ')]));
      setBytes(dataset, 'ContrastBolusAgent', Buffer.from('YAMADA TAROU'));
      setBytes(
        dataset,
        '00204000',
        Buffer.concat([Buffer.from('for '), bytes, Buffer.from('^'), given, Buffer.from(' ')]),
        'LT',
      );
      setBytes(dataset, '00180024', Buffer.concat([bytes, Buffer.from('^'), given]), 'SH');
    });
    const out = Buffer.from(writeDicom(deidentify(file, { pseudonyms, profile: basicProfile }).file));
    expect(out.includes(Buffer.from(name, 'hex'))).toBe(false);
    expect(out.toString('latin1').toUpperCase()).not.toContain('YAMADA');
  });

  it('leave no number in the place of text: what is no number goes', () => {
    const file = identifiedFile((dataset) => {
      setBytes(dataset, '00180050', Buffer.from('Zq Somebody '), 'DS');
      setBytes(dataset, '00180082', Buffer.from('ZqSomebody'), 'IS');
    });
    const out = Buffer.from(writeDicom(deidentify(file, { pseudonyms, profile: basicProfile }).file));
    expect(out.includes('Zq')).toBe(false);
  });
});
