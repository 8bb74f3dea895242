import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { itemsOf, setBytes, setItems, setNumbers, setText, textOf, textsOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { deidentify } from './deidentify.ts';
import { basicProfile, researchProfile } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { identifiedFile } from './testing/identified-file.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 5));
const sample = (name: string): DicomFile =>
  readDicom(readFileSync(new URL(`../../tests/data/pydicom/${name}`, import.meta.url)));

const basic = (fill: (dataset: DicomDataset) => void) =>
  deidentify(identifiedFile(fill), { pseudonyms, profile: basicProfile });
const research = (fill: (dataset: DicomDataset) => void) =>
  deidentify(identifiedFile(fill), { pseudonyms, profile: researchProfile });

/** The pixels, but the name of the program that compressed them, which goes. */
function withoutComment({ dataset }: DicomFile): string {
  const value = dataset.get('7FE00010')?.value;
  const bytes = value?.kind === 'fragments' ? Buffer.concat(value.fragments) : dataset.bytes('7FE00010');
  return Buffer.from(bytes ?? [])
    .toString('latin1')
    .replace(/Kakadu-2\.2|\0{10}(?=\xff\x90)/, '');
}

describe('deidentify', () => {
  it('puts the research ID in the place of the patient', () => {
    const { researchId, file } = basic(() => undefined);
    expect(researchId).toBe(pseudonyms.researchId('MRN-0042'));
    expect(textOf(file.dataset, 'PatientID')).toBe(researchId);
    expect(textOf(file.dataset, 'PatientName')).toBe(researchId);
  });

  it('takes the research ID from the study where there is no patient ID', () => {
    expect(basic((dataset) => setText(dataset, 'PatientID', '')).researchId).toBe(pseudonyms.researchId('1.2.3.2'));
  });

  it('tells patients of two issuers apart', () => {
    const a = basic((dataset) => setText(dataset, 'IssuerOfPatientID', 'A')).researchId;
    const b = basic((dataset) => setText(dataset, 'IssuerOfPatientID', 'B')).researchId;
    expect(a).not.toBe(b);
  });

  it.each(['SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID'])('refuses an object without %s', (keyword) => {
    expect(() => basic((dataset) => setText(dataset, keyword, ''))).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED', message: `no ${keyword}` }),
    );
  });

  it('says what was done, in the codes of the standard', () => {
    const codes = (file: DicomFile) =>
      itemsOf(file.dataset, 'DeidentificationMethodCodeSequence').map((item) => textOf(item, 'CodeValue'));
    const { dataset } = basic(() => undefined).file;
    expect(codes(basic(() => undefined).file)).toEqual(['113100']);
    expect(codes(research(() => undefined).file)).toEqual(['113100', '113105', '113107']);
    expect(textOf(dataset, 'PatientIdentityRemoved')).toBe('YES');
    expect(textsOf(dataset, 'DeidentificationMethod')).toEqual(['PESSCARA', 'PS3.15 2026c', 'basic/1']);
    expect(textOf(dataset, 'LongitudinalTemporalInformationModified')).toBe('REMOVED');
    expect(textOf(research(() => undefined).file.dataset, 'LongitudinalTemporalInformationModified')).toBe('MODIFIED');
  });

  it('replaces UIDs wherever they stand, but not those that define kinds of things', () => {
    const { dataset } = basic((original) => {
      const item = original.newItem();
      setText(item, 'ReferencedSOPClassUID', '1.2.840.10008.5.1.4.1.1.4');
      setText(item, 'ReferencedSOPInstanceUID', '1.2.3.1');
      setItems(original, 'ReferencedImageSequence', [item]);
      setText(original, 'FrameOfReferenceUID', '1.2.840.10008.1.4.1.1');
      setText(original, 'CodingSchemeUID', '2.16.840.1.113883.6.96');
    }).file;
    const [item] = itemsOf(dataset, 'ReferencedImageSequence');
    expect(textOf(dataset, 'SOPInstanceUID')).toBe(pseudonyms.uid('1.2.3.1'));
    expect(item && textOf(item, 'ReferencedSOPInstanceUID')).toBe(pseudonyms.uid('1.2.3.1'));
    expect(item && textOf(item, 'ReferencedSOPClassUID')).toBe('1.2.840.10008.5.1.4.1.1.4');
    expect(textOf(dataset, 'SOPClassUID')).toBe('1.2.840.10008.5.1.4.1.1.4');
    expect(textOf(dataset, 'FrameOfReferenceUID')).toBe('1.2.840.10008.1.4.1.1');
    expect(textOf(dataset, 'CodingSchemeUID')).toBe('2.16.840.1.113883.6.96');
  });

  it("replaces an instance's UID even under the standard's root, and what is no UID at all", () => {
    const { dataset } = basic((original) => {
      setText(original, 'SOPInstanceUID', '1.2.840.10008.1.42');
      setText(original, 'SOPClassUID', 'Doe');
    }).file;
    expect(textOf(dataset, 'SOPInstanceUID')).toBe(pseudonyms.uid('1.2.840.10008.1.42'));
    expect(textOf(dataset, 'SOPClassUID')).toBe(pseudonyms.uid('Doe'));
  });

  it('removes what stands in the place of a UID and is no text', () => {
    const fragments = [new Uint8Array(), Buffer.from('ZqNoUid!')];
    const { file, report } = basic((original) => {
      original.set({ tag: '00200052', vr: 'OB', value: { kind: 'fragments', fragments } });
      setBytes(original, '00200200', Buffer.alloc(4));
      const item = original.newItem();
      item.set({ tag: '00081155', vr: 'UI', value: { kind: 'fragments', fragments } });
      // Its items are replaced one attribute at a time.
      setItems(original, 'VerifyingObserverSequence', [item]);
    });
    expect(['00200052', '00200200'].filter((tag) => file.dataset.has(tag))).toEqual([]);
    expect(report).toContainEqual({ tag: '00200052', action: 'removed' });
    expect(Buffer.from(writeDicom(file)).toString('latin1')).not.toContain('ZqNoUid!');
  });

  it('leaves empty what is empty, as Type 2 wants', () => {
    const { dataset } = basic((original) => {
      setText(original, 'SynchronizationFrameOfReferenceUID', '');
      setText(original, 'ReferringPhysicianName', '');
      setText(original, 'ContentDate', '');
    }).file;
    expect(['00080090', '00080023', '00200200'].map((tag) => dataset.bytes(tag)?.length)).toEqual([0, 0, 0]);
  });

  it('moves dates by the shift of the patient and leaves times, or removes both', () => {
    const fill = (dataset: DicomDataset): void => {
      setText(dataset, 'StudyDate', '20240310');
      setText(dataset, 'StudyTime', '235959.5');
      setText(dataset, 'AcquisitionDateTime', '20240311000001.25+0100');
      setText(dataset, 'PatientBirthDate', '19620417');
      setText(dataset, 'ContentDate', 'spring');
    };
    const shift = pseudonyms.dateShiftDays('MRN-0042');
    const day = (date: string): string =>
      new Date(Date.parse(date) + shift * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const shifted = research(fill).file.dataset;
    expect(textOf(shifted, 'StudyDate')).toBe(day('2024-03-10'));
    expect(textOf(shifted, 'StudyTime')).toBe('235959.5');
    expect(textOf(shifted, 'AcquisitionDateTime')).toBe(`${day('2024-03-11')}000001.25+0100`);
    expect(textOf(shifted, 'PatientBirthDate')).toBeNull();
    expect(textOf(shifted, 'ContentDate')).toBeNull();
    const removed = basic(fill).file.dataset;
    expect(
      ['StudyDate', 'StudyTime', 'AcquisitionDateTime', 'PatientBirthDate'].map((keyword) => textOf(removed, keyword)),
    ).toEqual([null, null, null, null]);
    expect(removed.has('00080020')).toBe(true); // Type 2: present, empty
  });

  it('keeps the terms of descriptions, where the profile says so', () => {
    const fill = (dataset: DicomDataset): void => {
      setText(dataset, 'SeriesDescription', 't1_se_tra_KM Jane Doe');
      setText(dataset, 'StudyDescription', 'Doe');
      setText(dataset, 'ProtocolName', 'HEAD');
    };
    const { dataset } = research(fill).file;
    expect(textOf(dataset, 'SeriesDescription')).toBeNull(); // names the patient: nothing of it stays
    expect(textOf(dataset, 'StudyDescription')).toBeNull();
    expect(textOf(dataset, 'ProtocolName')).toBe('HEAD');
    expect(basic(fill).file.dataset.has('0008103E')).toBe(false);
  });

  it("replaces texts outside of the table that hold the patient's ID or name", () => {
    const { file, report } = basic((dataset) => {
      setText(dataset, 'Manufacturer', 'scanned for JANE DOE');
      setText(dataset, 'ManufacturerModelName', 'unit mrn-0042');
      setText(dataset, 'ContrastBolusRoute', 'IV');
    });
    expect(textOf(file.dataset, 'Manufacturer')).toBe('REMOVED');
    expect(textOf(file.dataset, 'ManufacturerModelName')).toBe('REMOVED');
    expect(textOf(file.dataset, 'ContrastBolusRoute')).toBe('IV');
    expect(report).toContainEqual({ tag: '00080070', action: 'replaced' });
  });

  it('removes private attributes, unknown ones, overlays and what stands in the head of the file', () => {
    const { file, findings } = basic((dataset) => {
      setBytes(dataset, '00091001', Buffer.from('Doe^Jane'), 'LO');
      setBytes(dataset, '00090010', Buffer.from('ACME'), 'LO');
      setBytes(dataset, '0008FF01', Buffer.from('Doe^Jane'), 'LO');
      setBytes(dataset, '60003000', Buffer.alloc(8), 'OW');
      setNumbers(dataset, '60000010', 2);
    });
    expect(
      [...file.dataset].filter(({ tag }) => tag.startsWith('0009') || tag === '0008FF01' || tag.startsWith('60')),
    ).toEqual([]);
    expect(findings).toEqual([{ kind: 'OVERLAY_REMOVED', detail: 'overlay planes removed: 1' }]);
    expect(file.preamble).toBeNull();
    expect(file.meta.size).toBe(0);
  });

  it('removes text in the place of numbers, and bytes in the place of text', () => {
    const { dataset } = basic((original) => {
      setBytes(original, 'Rows', Buffer.from('Jane'), 'LO');
      setBytes(original, 'Manufacturer', Buffer.from('Jane'), 'OB');
      setBytes(original, 'ReferencedSeriesSequence', Buffer.from('Jane'), 'UN');
    }).file;
    expect(['00280010', '00080070', '00081115'].filter((tag) => dataset.has(tag))).toEqual([]);
  });

  it('suspects burned-in text by modality, image type and device', () => {
    const finding = (fill: (dataset: DicomDataset) => void) =>
      basic((dataset) => {
        setBytes(dataset, 'PixelData', Buffer.alloc(2));
        fill(dataset);
      }).findings.find(({ kind }) => kind === 'BURNED_IN_SUSPECT')?.detail;
    expect(finding((dataset) => setText(dataset, 'Modality', 'MR'))).toBeUndefined();
    expect(finding((dataset) => setText(dataset, 'Modality', 'US'))).toBe(
      'Burned In Annotation is not stated on modality US',
    );
    expect(finding((dataset) => setText(dataset, 'BurnedInAnnotation', 'YES'))).toBe('Burned In Annotation is YES');
    expect(finding((dataset) => setText(dataset, 'ImageType', ['DERIVED', 'SECONDARY']))).toBe(
      'Image Type is DERIVED\\SECONDARY',
    );
    expect(finding((dataset) => setText(dataset, 'ImageType', ['ORIGINAL', 'PRIMARY', 'SCREEN SAVE']))).toBe(
      'Image Type says that it is a saved screen',
    );
    expect(finding((dataset) => setText(dataset, 'SecondaryCaptureDeviceManufacturer', 'x'))).toBe(
      'a capture device is named',
    );
    expect(finding((dataset) => setNumbers(dataset, '60000100', 16))).toBe(
      'an overlay stands in unused bits of the pixels',
    );
    const ofClass = (uid: string) =>
      finding((dataset) => {
        setText(dataset, 'SOPClassUID', `1.2.840.10008.5.1.4.1.1.${uid}`);
      });
    expect(ofClass('7.4')).toBe('Burned In Annotation is not stated on a secondary capture');
    expect(ofClass('77.1.6')).toBeUndefined();
    const stated = (dataset: DicomDataset): void => {
      setText(dataset, 'Modality', 'US');
      setText(dataset, 'BurnedInAnnotation', 'NO');
    };
    expect(finding(stated)).toBeUndefined();
  });

  it('replaces the content of a report, and says so', () => {
    const original = sample('test-SR.dcm');
    const { file, findings } = deidentify(original, { pseudonyms, profile: researchProfile });
    expect(findings.map(({ kind }) => kind)).toEqual(['REPORT_TEXT']);
    expect(itemsOf(file.dataset, 'ContentSequence').map((item) => textOf(item, 'TextValue'))).toEqual(['REMOVED']);
    expect(textOf(file.dataset, 'CompletionFlag')).toBe(textOf(original.dataset, 'CompletionFlag'));
  });

  it('replaces an encapsulated document by an empty one of its type', () => {
    const { file, findings } = basic((dataset) => {
      setBytes(dataset, 'EncapsulatedDocument', Buffer.from('%PDF-1.4 Jane Doe has'));
      setNumbers(dataset, 'EncapsulatedDocumentLength', 22);
      setText(dataset, 'MIMETypeOfEncapsulatedDocument', 'application/pdf');
    });
    const document = Buffer.from(file.dataset.bytes('00420011') ?? []);
    expect(document.toString('latin1')).toMatch(/^%PDF-1.4\n1 0 obj/);
    expect(textOf(file.dataset, 'EncapsulatedDocumentLength')).toBe(String(document.length));
    expect(findings.map(({ kind }) => kind)).toEqual(['ENCAPSULATED_DOCUMENT']);
  });

  it("keeps pixels, geometry and the file's character set", () => {
    for (const name of [
      'CT_small.dcm',
      'MR_small_bigendian.dcm',
      'JPEG2000.dcm',
      'image_dfl.dcm',
      'MR_small_implicit.dcm',
    ]) {
      const original = sample(name);
      const again = readDicom(writeDicom(deidentify(original, { pseudonyms, profile: 'research/1' }).file));
      expect(again.transferSyntaxUID).toBe(original.transferSyntaxUID);
      expect(withoutComment(again)).toEqual(withoutComment(original));
      for (const keyword of [
        'Rows',
        'PixelSpacing',
        'ImageOrientationPatient',
        'SpecificCharacterSet',
        'Modality',
        'EchoTime',
      ]) {
        expect([keyword, textsOf(again.dataset, keyword)]).toEqual([keyword, textsOf(original.dataset, keyword)]);
      }
    }
  });
});
