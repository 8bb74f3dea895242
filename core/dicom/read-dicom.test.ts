import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { HubError } from '../errors.ts';
import { DicomDataset } from './dataset.ts';
import { piecesOf } from './element-writer.ts';
import { peekDicom, readDicom } from './read-dicom.ts';
import { dcmjs } from './testing/dcmjs.ts';
import { arbitraryPlan, fileOf, plain } from './testing/arbitrary-file.ts';
import {
  deflatedLittleEndian,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
} from './transfer-syntax.ts';
import { itemsOf, numberOf, setBytes, textOf, uidOf } from './values.ts';
import { implementationClassUID, writeDicom } from './write-dicom.ts';

const folder = new URL('../../tests/data/pydicom/', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  statSync(join(folder, name)).isFile(),
);
const read = (name: string): Uint8Array => readFileSync(join(folder, name));
const reasonOf = (bytes: Uint8Array): string => {
  try {
    readDicom(bytes);
  } catch (caught) {
    if (caught instanceof HubError && caught.code === 'NOT_DICOM') return caught.message;
    throw caught;
  }
  return 'read';
};

const noDicom = [
  'README.txt',
  'crayons.icc',
  'dicomdirtests/README.txt',
  'dicomdirtests/TINY_ALPHA/README',
  'no_meta.dcm', // begins with a byte too many
  'rtplan.dump',
  'rtstruct.dump',
  'test1.json',
  'test_PN.json',
  'zipMR.gz',
];
/** All that can't be read of pydicom's files, and why. */
const refused: ReadonlyMap<string, string> = new Map([
  ['MR_truncated.dcm', 'ends inside (7FE0,0010): 8192 bytes expected, 8130 there'],
  ['rtplan_truncated.dcm', 'ends inside (300A,00B0): 976 bytes expected, 711 there'],
  ['dicomdirtests/DICOMDIR-nooffset', 'ends inside an item of (0004,1220): 248 bytes expected, 224 there'],
  ...noDicom.map((name): [string, string] => [name, 'no DICM prefix and no plausible first element']),
]);

describe('readDicom on files of real devices', () => {
  it('reads every file of pydicom, or refuses it with the reason', () => {
    expect(files.length).toBeGreaterThan(160);
    const reasons = new Map(files.map((name): [string, string] => [name, reasonOf(read(name))]));
    for (const [name, reason] of reasons) if (reason === 'read') reasons.delete(name);
    expect(reasons).toEqual(refused);
  });

  it.each(files.filter((name) => !refused.has(name)))('writes %s so that it reads the same', (name) => {
    const file = readDicom(read(name));
    const bytes = writeDicom(file);
    const again = readDicom(bytes);
    expect(plain(again.dataset)).toEqual(plain(file.dataset));
    expect(again.transferSyntaxUID).toBe(file.transferSyntaxUID);
    expect(uidOf(again.meta, 'ImplementationClassUID')).toBe(implementationClassUID);
    expect(Buffer.compare(writeDicom(again), bytes)).toBe(0);
  });

  it('agrees with dcmjs on what it writes', () => {
    for (const name of ['CT_small.dcm', 'MR_small_implicit.dcm', 'rtplan.dcm', 'test-SR.dcm', 'image_dfl.dcm']) {
      const file = readDicom(read(name));
      const bytes = writeDicom(file);
      const theirs = dcmjs.data.DicomMessage.readFile(new Uint8Array(bytes).buffer);
      for (const keyword of ['SOPInstanceUID', 'StudyDate', 'Modality']) {
        const tag = dcmjs.data.DicomMetaDictionary.nameMap[keyword]?.tag.replace(/[(),]/g, '') ?? '';
        const value: unknown = theirs.dict[tag]?.Value[0];
        expect([name, keyword, value === '' ? null : (value ?? null)]).toEqual([
          name,
          keyword,
          textOf(file.dataset, keyword),
        ]);
      }
    }
  });

  it('finds the transfer syntax where the file has no meta information', () => {
    expect(readDicom(read('ExplVR_BigEndNoMeta.dcm')).transferSyntaxUID).toBe(explicitBigEndian);
    expect(readDicom(read('ExplVR_LitEndNoMeta.dcm')).transferSyntaxUID).toBe(explicitLittleEndian);
    expect(readDicom(read('rtstruct.dcm')).transferSyntaxUID).toBe(implicitLittleEndian);
    expect(readDicom(read('meta_missing_tsyntax.dcm')).transferSyntaxUID).toBe(implicitLittleEndian);
  });

  it('reads a sequence sent as UN (CP-246)', () => {
    const { dataset } = readDicom(read('UN_sequence.dcm'));
    const [element] = dataset;
    expect(element?.value.kind).toBe('items');
  });

  it('reads numbers in either byte order', () => {
    for (const name of ['MR_small.dcm', 'MR_small_bigendian.dcm', 'MR_small_implicit.dcm']) {
      expect(numberOf(readDicom(read(name)).dataset, 'Rows')).toBe(64);
    }
  });

  it('keeps fragments of encapsulated pixel data, also with delimiters inside', () => {
    const value = readDicom(read('JPEG2000-embedded-sequence-delimiter.dcm')).dataset.get('7FE00010')?.value;
    expect(value?.kind === 'fragments' ? value.fragments.map(({ length }) => length) : null).toEqual([0, 250]);
  });

  it('peeks into the beginning of a file', () => {
    const bytes = read('CT_small.dcm').subarray(0, 30_000);
    expect(reasonOf(bytes)).toMatch(/^ends inside \(7FE0,0010\)/);
    expect(textOf(peekDicom(bytes).dataset, 'PatientID')).toBe('1CT1');
    expect(peekDicom(bytes).dataset.has('7FE00010')).toBe(false);
  });

  it('does not copy pixel data', () => {
    const bytes = read('CT_small.dcm');
    expect(readDicom(bytes).dataset.bytes('7FE00010')?.buffer).toBe(bytes.buffer);
  });
});

describe('readDicom on what is not good', () => {
  it('names the reason', () => {
    expect(reasonOf(new Uint8Array())).toBe('empty file');
    expect(reasonOf(Buffer.from('%PDF-1.4 and more text than a header'))).toBe(
      'no DICM prefix and no plausible first element',
    );
    expect(reasonOf(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from('nonsense here')]))).toMatch(
      /^no Transfer Syntax UID/,
    );
  });

  it('refuses a deflated data set that grows beyond its bound', () => {
    const dataset = new DicomDataset();
    const file = { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: deflatedLittleEndian };
    const bomb = Buffer.concat([writeDicom(file).subarray(0, -2), deflateRawSync(Buffer.alloc(64 * 1024 * 1024))]);
    expect(() => readDicom(bomb, { maxInflatedBytes: 1024 * 1024 })).toThrow(
      'deflated data set of more than 1048576 bytes',
    );
  });

  it('reads or refuses in a time that grows with the length alone', () => {
    const zeros = Buffer.alloc(512 * 1024);
    const hostile = Buffer.concat([Buffer.from('0800050043530000', 'hex'), zeros, Buffer.of(1)]);
    const unknowns = Buffer.from('0800401155 4e00000c000000'.replace(' ', ''), 'hex');
    const started = process.cpuUsage();
    reasonOf(hostile);
    reasonOf(
      Buffer.concat([Buffer.from('0800050043530000', 'hex'), ...Array.from({ length: 20_000 }, () => unknowns)]),
    );
    // Scanning the rest for each element would take 15 s.
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
  });

  it('ignores zeros behind the last element', () => {
    expect(readDicom(Buffer.concat([read('MR_small.dcm'), Buffer.alloc(511)])).dataset.size).toBe(73);
  });

  it('refuses nesting and numbers of elements beyond its bounds', () => {
    const nest = (depth: number, parent: DicomDataset | null): DicomDataset => {
      const dataset = new DicomDataset({ parent });
      if (depth > 0)
        dataset.set({ tag: '00081140', vr: 'SQ', value: { kind: 'items', items: [nest(depth - 1, dataset)] } });
      return dataset;
    };
    const file = (depth: number) => ({
      preamble: null,
      meta: new DicomDataset(),
      dataset: nest(depth, null),
      transferSyntaxUID: explicitLittleEndian,
    });
    expect(itemsOf(readDicom(writeDicom(file(64))).dataset, 'ReferencedImageSequence')).toHaveLength(1);
    expect(() => readDicom(writeDicom(file(65)))).toThrow('sequences deeper than 64');
    expect(() => readDicom(read('CT_small.dcm'), { maxElements: 100 })).toThrow('more than 100 elements');
  });
});

it('refuses a transfer syntax that is no UID, of which it could not write a file', () => {
  const damaged = Uint8Array.from(read('CT_small.dcm'));
  const at = Buffer.from(damaged).indexOf(explicitLittleEndian, 0, 'latin1');
  for (const letter of [0xe9, 0x0a, 0x41]) {
    damaged[at + 2] = letter;
    expect(reasonOf(damaged)).toBe('no valid TransferSyntaxUID');
  }
});

it.each([' 1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1 ', '1.2.840.10008.1.2.1\0\x01'])(
  'takes a transfer syntax with padding, which it leaves out: %j',
  (padded) => {
    const file = readDicom(read('CT_small.dcm'));
    const meta = new DicomDataset();
    for (const element of file.meta) meta.set(element);
    setBytes(meta, 'TransferSyntaxUID', Buffer.from(padded), 'UI');
    const pieces = piecesOf(meta, { explicit: true, bigEndian: false });
    const data = Buffer.from(writeDicom(file)).subarray(132);
    const length = 12 + data.readUInt32LE(8);
    const bytes = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), ...pieces.list, data.subarray(length)]);
    const again = readDicom(bytes);
    expect(again.transferSyntaxUID).toBe(explicitLittleEndian);
    expect(plain(again.dataset)).toEqual(plain(file.dataset));
  },
);

describe('laws of reading and writing', () => {
  const syntaxes = fc.constantFrom(implicitLittleEndian, explicitLittleEndian, explicitBigEndian, deflatedLittleEndian);

  it('any data set round-trips in each transfer syntax', () => {
    fc.assert(
      fc.property(arbitraryPlan, syntaxes, (plan, syntax) => {
        const file = fileOf(plan, syntax);
        const again = readDicom(writeDicom(file));
        const known = (text: string): string => text.replaceAll('"SS"', '"US"');
        expect(known(JSON.stringify(plain(again.dataset)))).toBe(known(JSON.stringify(plain(file.dataset))));
      }),
      { numRuns: 300 },
    );
  });

  it('random bytes are read or refused, never a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void reasonOf(bytes)),
      { numRuns: 500 },
    );
    const head = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void reasonOf(Buffer.concat([head, bytes]))),
      { numRuns: 500 },
    );
  });

  it('cut and damaged files are read or refused, never a fault', () => {
    const originals = files.map(read).filter(({ length }) => length < 10_000);
    const damage = fc.record({
      bytes: fc.constantFrom(...originals),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(damage, ({ bytes, cut, flips }) => {
        const damaged = Uint8Array.from(bytes.subarray(0, Math.ceil(cut * bytes.length)));
        for (const [where, mask] of flips) {
          const at = Math.floor(where * (damaged.length - 1));
          if (damaged[at] !== undefined) damaged[at] ^= mask;
        }
        if (reasonOf(damaged) === 'read') expect(reasonOf(writeDicom(readDicom(damaged)))).toBe('read');
      }),
      { numRuns: 2000 },
    );
  });
});
