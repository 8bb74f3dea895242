import { describe, expect, it } from 'vitest';
import { HubError } from '../errors.ts';
import { DicomDataset } from './dataset.ts';
import { isoDate, isoTime, shiftDate } from './dates.ts';
import { toDicomJson } from './dicom-json.ts';
import { allEntries, entryOf, keywordOf, tagOf, vrOf } from './dictionary.ts';
import {
  itemsOf,
  numberOf,
  numbersOf,
  personNameOf,
  setBytes,
  setEmpty,
  setItems,
  setNumbers,
  setText,
  textOf,
  textsOf,
  uidOf,
} from './values.ts';

describe('dictionary', () => {
  it('finds attributes by tag and keyword', () => {
    expect(entryOf('00100020')).toMatchObject({ keyword: 'PatientID', vr: 'LO', vm: '1', retired: false });
    expect(tagOf('PixelData')).toBe('7FE00010');
    expect(entryOf('7FE00010')).toMatchObject({ vr: 'OW', alternativeVr: 'OB' });
    expect(tagOf('NoSuchThing')).toBeNull();
    expect([...allEntries()].length).toBeGreaterThan(5000);
  });

  it('finds repeating groups, but not in private ones', () => {
    expect(keywordOf('60023000')).toBe('OverlayData');
    expect(tagOf('OverlayData')).toBe('60003000');
    expect(keywordOf('60013000')).toBeNull();
    expect(keywordOf('50FE2500')).toBe('CurveLabel');
  });

  it('knows the VRs that need no dictionary', () => {
    expect([vrOf('00080000'), vrOf('00091001'), vrOf('00090010'), vrOf('000900FF'), vrOf('0008FFFF')]).toEqual([
      'UL',
      'UN',
      'LO',
      'LO',
      'UN',
    ]);
  });

  it("has the standard's VR where the source has another", () => {
    expect(entryOf('00760034')).toMatchObject({ vr: 'SQ' });
    expect(entryOf('00660040')).toMatchObject({ vr: 'OL' });
  });
});

describe.each([false, true])('values, big endian: %s', (bigEndian) => {
  const empty = (): DicomDataset => new DicomDataset({ bigEndian });

  it('writes and reads numbers', () => {
    const dataset = empty();
    setNumbers(dataset, 'Rows', 513);
    setNumbers(dataset, 'PixelSpacing', [0.1 + 0.2, 1 / 3]);
    setNumbers(dataset, 'DiffusionBValue', 1000.5);
    setNumbers(dataset, 'InstanceNumber', 7);
    expect(numberOf(dataset, 'Rows')).toBe(513);
    expect(dataset.bytes('00280010')).toEqual(bigEndian ? Uint8Array.of(2, 1) : Uint8Array.of(1, 2));
    expect(numbersOf(dataset, 'PixelSpacing')).toEqual([0.3, 0.33333333333333]);
    expect(textsOf(dataset, 'PixelSpacing').every((text) => text.length <= 16)).toBe(true);
    expect(numberOf(dataset, 'DiffusionBValue')).toBe(1000.5);
    expect(textOf(dataset, 'InstanceNumber')).toBe('7');
    expect(numberOf(dataset, 'Columns')).toBeNull();
  });

  it('writes and reads text, padded and in the character set', () => {
    const dataset = empty();
    setText(dataset, 'SpecificCharacterSet', 'ISO_IR 100');
    setText(dataset, 'PatientName', 'Müller^Jürgen');
    setText(dataset, 'ImageType', ['ORIGINAL', 'PRIMARY']);
    setText(dataset, 'StudyInstanceUID', '1.2.3');
    expect(dataset.bytes('00100010')).toHaveLength(14);
    expect(dataset.bytes('0020000D')?.at(-1)).toBe(0);
    expect(personNameOf(dataset, 'PatientName')).toEqual({
      alphabetic: 'Müller^Jürgen',
      ideographic: '',
      phonetic: '',
    });
    expect(textsOf(dataset, 'ImageType')).toEqual(['ORIGINAL', 'PRIMARY']);
    expect(uidOf(dataset, 'StudyInstanceUID')).toBe('1.2.3');
    setText(dataset, 'StudyInstanceUID', ['1.2.3', '1.2.3', '']);
    expect(uidOf(dataset, 'StudyInstanceUID')).toBe('1.2.3');
    setText(dataset, 'StudyInstanceUID', ['1.2.3', '1.2.4']);
    expect(uidOf(dataset, 'StudyInstanceUID')).toBeNull();
    expect(() => setText(dataset, 'PatientName', '山田')).toThrow(HubError);
  });

  it('reads items in the character set of what they are in', () => {
    const dataset = empty();
    setText(dataset, 'SpecificCharacterSet', 'ISO_IR 192');
    const item = dataset.newItem();
    setText(item, 'CodeMeaning', 'Schädel');
    setItems(dataset, 'AnatomicRegionSequence', [item]);
    expect(itemsOf(dataset, 'AnatomicRegionSequence').map((each) => textOf(each, 'CodeMeaning'))).toEqual(['Schädel']);
  });

  it('has nulls for what is absent, empty or not what it should be', () => {
    const dataset = empty();
    setEmpty(dataset, 'PatientID');
    setText(dataset, 'StudyInstanceUID', '../1.2');
    setText(dataset, 'InstanceNumber', 'x');
    expect([
      textOf(dataset, 'PatientID'),
      textOf(dataset, 'PatientName'),
      uidOf(dataset, 'StudyInstanceUID'),
      numberOf(dataset, 'InstanceNumber'),
    ]).toEqual([null, null, null, null]);
    expect(() => textOf(dataset, 'PatientId')).toThrow('no such DICOM keyword');
  });

  it('makes DICOM JSON', () => {
    const dataset = empty();
    setText(dataset, 'SpecificCharacterSet', 'ISO_IR 100');
    setText(dataset, 'PatientName', ['Müller^Jürgen=x', '']);
    setNumbers(dataset, 'Rows', 2);
    setText(dataset, 'PixelSpacing', ['0.5', 'wide']);
    setEmpty(dataset, 'PatientID');
    setEmpty(dataset, 'ReferencedImageSequence');
    setBytes(
      dataset,
      'FrameIncrementPointer',
      bigEndian ? Buffer.from([0, 0x18, 0x10, 0x63]) : Buffer.from([0x18, 0, 0x63, 0x10]),
    );
    const item = dataset.newItem();
    setText(item, 'CodeValue', 'T-1');
    setBytes(item, 'PixelData', bigEndian ? Buffer.from([1, 0]) : Buffer.from([0, 1]), 'OW');
    setItems(dataset, 'IconImageSequence', [item]);
    setBytes(dataset, 'PixelData', Buffer.alloc(100), 'OW');
    expect(toDicomJson(dataset, { maxInlineBytes: 50, bulkDataUri: (path) => `bulk/${path}` })).toEqual({
      '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
      '00081140': { vr: 'SQ' },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Müller^Jürgen', Ideographic: 'x' }, null] },
      '00100020': { vr: 'LO' },
      '00280009': { vr: 'AT', Value: ['00181063'] },
      '00280010': { vr: 'US', Value: [2] },
      '00280030': { vr: 'DS', Value: [0.5, 'wide'] },
      '00880200': {
        vr: 'SQ',
        Value: [{ '00080100': { vr: 'SH', Value: ['T-1'] }, '7FE00010': { vr: 'OW', InlineBinary: 'AAE=' } }],
      },
      '7FE00010': { vr: 'OW', BulkDataURI: 'bulk/7FE00010' },
    });
    expect(toDicomJson(dataset, { maxInlineBytes: 1 })['7FE00010']).toEqual({ vr: 'OW' });
    const paths: string[] = [];
    toDicomJson(dataset, { maxInlineBytes: 0, bulkDataUri: (path) => String(paths.push(path)) });
    expect(paths).toEqual(['00880200/0/7FE00010', '7FE00010']);
  });
});

describe('dates and times', () => {
  it('are ISO 8601, or null when they are none', () => {
    expect(['20240102', '2024.01.02', ' 20240229 ', '20230229', '20241301', '2024', '', null].map(isoDate)).toEqual([
      '2024-01-02',
      '2024-01-02',
      '2024-02-29',
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(['140509.123456', '1405', '14', '14:05:09', '2405', '1', ''].map(isoTime)).toEqual([
      '14:05:09',
      '14:05:00',
      '14:00:00',
      '14:05:09',
      null,
      null,
      null,
    ]);
  });

  it('move by days, over leap days and years', () => {
    expect(shiftDate('20240301', -1)).toBe('20240229');
    expect(shiftDate('2024.01.01', -366)).toBe('20221231');
    expect(shiftDate('soon', -1)).toBeNull();
    expect(shiftDate('00010102', -400)).toBeNull();
  });
});
