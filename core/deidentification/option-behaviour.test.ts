import { describe, expect, it } from 'vitest';
import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, setBytes, setItems, setNumbers, setText, textOf, textsOf } from '../dicom/values.ts';
import { deidentify } from './deidentify.ts';
import type { DeidentificationOption } from './options.ts';
import { type DeidentificationProfile, profileOf } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { safePrivateIndex } from './safe-private.ts';
import { identifiedFile } from './testing/identified-file.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 5));

function clean(
  options: readonly DeidentificationOption[],
  fill: (dataset: DicomDataset) => void,
  more: Partial<DeidentificationProfile> = {},
) {
  return deidentify(identifiedFile(fill), {
    pseudonyms,
    profile: { ...profileOf('test@1', new Set(options)), ...more },
  }).file.dataset;
}
const codesOf = (dataset: DicomDataset) =>
  itemsOf(dataset, 'DeidentificationMethodCodeSequence').map((item) => textOf(item, 'CodeValue'));

describe('options of a profile', () => {
  it('are said by their codes, and no others', () => {
    const all: readonly DeidentificationOption[] = [
      'CLEAN_GRAPHICS',
      'CLEAN_STRUCTURED_CONTENT',
      'CLEAN_DESCRIPTORS',
      'RETAIN_FULL_DATES',
      'RETAIN_PATIENT_CHARACTERISTICS',
      'RETAIN_DEVICE_IDENTITY',
      'RETAIN_UIDS',
      'RETAIN_SAFE_PRIVATE',
      'RETAIN_INSTITUTION_IDENTITY',
    ];
    const dataset = clean(all, () => undefined);
    expect(codesOf(dataset)).toEqual(
      '113100 113103 113104 113105 113106 113108 113109 113110 113111 113112'.split(' '),
    );
    expect(textOf(dataset, 'LongitudinalTemporalInformationModified')).toBe('UNMODIFIED');
    expect(textsOf(dataset, 'DeidentificationMethod')).toEqual(['PESSCARA', 'PS3.15 2026c', 'test@1']);
  });

  it('RETAIN_UIDS keeps UIDs, but nothing else that stands in their place', () => {
    const fill = (dataset: DicomDataset): void => {
      setText(dataset, 'FrameOfReferenceUID', '1.2.3.99');
      setText(dataset, 'SynchronizationFrameOfReferenceUID', 'Jane Doe');
    };
    const kept = clean(['RETAIN_UIDS'], fill);
    expect(textOf(kept, 'SOPInstanceUID')).toBe('1.2.3.1');
    expect(textOf(kept, 'FrameOfReferenceUID')).toBe('1.2.3.99');
    expect(textOf(kept, 'SynchronizationFrameOfReferenceUID')).toBe(pseudonyms.uid('Jane Doe'));
    expect(textOf(clean([], fill), 'FrameOfReferenceUID')).toBe(pseudonyms.uid('1.2.3.99'));
  });

  it('RETAIN_FULL_DATES keeps dates that are dates', () => {
    const dataset = clean(['RETAIN_FULL_DATES'], (original) => {
      setText(original, 'StudyDate', '20240310');
      setText(original, 'ContentDate', 'Jane Doe');
      setText(original, 'TimezoneOffsetFromUTC', '+0100');
      setText(original, 'PatientBirthDate', '19620417');
    });
    expect(textOf(dataset, 'StudyDate')).toBe('20240310');
    expect(textOf(dataset, 'ContentDate')).toBeNull();
    expect(textOf(dataset, 'TimezoneOffsetFromUTC')).toBe('+0100');
    expect(textOf(dataset, 'PatientBirthDate')).toBeNull();
  });

  it('RETAIN_DEVICE_IDENTITY, RETAIN_INSTITUTION_IDENTITY and RETAIN_PATIENT_CHARACTERISTICS keep their attributes', () => {
    const fill = (dataset: DicomDataset): void => {
      setText(dataset, 'StationName', 'SCANNER-3');
      setText(dataset, 'DateOfLastCalibration', '20240101');
      setText(dataset, 'StationAETitle', 'ACME_JANE');
      setText(dataset, 'InstitutionName', 'St. Elsewhere');
      setText(dataset, 'PatientAge', '061Y');
      setText(dataset, 'PatientState', 'Jane after CONTRAST');
      const department = dataset.newItem();
      setText(department, 'CodeMeaning', 'Radiology');
      setText(department, 'PatientName', 'Doe^Jane');
      setItems(dataset, 'InstitutionalDepartmentTypeCodeSequence', [department]);
    };
    const values = (dataset: DicomDataset) =>
      ['StationName', 'DateOfLastCalibration', 'StationAETitle', 'InstitutionName', 'PatientAge', 'PatientState'].map(
        (keyword) => textOf(dataset, keyword),
      );
    expect(values(clean([], fill))).toEqual([null, null, null, null, null, null]);
    expect(values(clean(['RETAIN_DEVICE_IDENTITY'], fill))).toEqual(['SCANNER-3', '20240101', null, null, null, null]);
    const moved = values(clean(['RETAIN_DEVICE_IDENTITY', 'RETAIN_MODIFIED_DATES'], fill))[1];
    expect(moved).toMatch(/^\d{8}$/);
    expect(moved).not.toBe('20240101');
    const institution = clean(['RETAIN_INSTITUTION_IDENTITY'], fill);
    expect(values(institution)).toEqual([null, null, null, 'St. Elsewhere', null, null]);
    const [department] = itemsOf(institution, 'InstitutionalDepartmentTypeCodeSequence');
    expect(department && [textOf(department, 'CodeMeaning'), textOf(department, 'PatientName')]).toEqual([
      'Radiology',
      null,
    ]);
    expect(values(clean(['RETAIN_PATIENT_CHARACTERISTICS'], fill))).toEqual([
      null,
      null,
      null,
      null,
      '061Y',
      'CONTRAST',
    ]);
  });

  it('CLEAN_DESCRIPTORS keeps the terms of imaging of every description', () => {
    const dataset = clean(['CLEAN_DESCRIPTORS'], (original) => {
      setText(original, 'ImageComments', 'T1 AXIAL, call 555-1234');
      setText(original, 'PatientComments', 'ask daughter');
      setText(original, 'ROIName', 'TUMOR Jane');
      const requested = original.newItem();
      setText(requested, 'RequestedProcedureDescription', 'MR HEAD, Jane');
      setText(requested, 'ScheduledProcedureStepID', 'ACC-1');
      setItems(original, 'RequestAttributesSequence', [requested]);
    });
    expect(textOf(dataset, 'ImageComments')).toBe('T1 AXIAL');
    expect(dataset.has('00104000')).toBe(false);
    expect(textOf(dataset, 'ROIName')).toBe('TUMOR');
    const [requested] = itemsOf(dataset, 'RequestAttributesSequence');
    expect(requested && textOf(requested, 'RequestedProcedureDescription')).toBe('MR HEAD');
    expect(requested?.has('00400009')).toBe(false);
  });

  it('CLEAN_STRUCTURED_CONTENT keeps codes, numbers and references of a report, and no text, name or local code', () => {
    const fill = (original: DicomDataset): void => {
      const code = (parent: DicomDataset, scheme: string, value: string, meaning: string): DicomDataset => {
        const item = parent.newItem();
        setText(item, 'CodeValue', value);
        setText(item, 'CodingSchemeDesignator', scheme);
        setText(item, 'CodeMeaning', meaning);
        return item;
      };
      const text = original.newItem();
      setText(text, 'ValueType', 'TEXT');
      setItems(text, 'ConceptNameCodeSequence', [code(text, 'DCM', '121071', 'Finding')]);
      setText(text, 'TextValue', 'LESION in the LEFT LUNG, Dr. House');
      const local = original.newItem();
      setText(local, 'ValueType', 'CODE');
      setItems(local, 'ConceptCodeSequence', [code(local, '99HOSPITAL', 'WARD7', 'Ward of Dr. House')]);
      const name = original.newItem();
      setText(name, 'ValueType', 'PNAME');
      setText(name, 'PersonName', 'House^Gregory');
      setText(name, 'UID', '1.2.3.77');
      const number = original.newItem();
      const measured = number.newItem();
      setText(measured, 'NumericValue', '12.5');
      setItems(number, 'MeasuredValueSequence', [measured]);
      setItems(original, 'ContentSequence', [text, local, name, number]);
    };
    const [text, local, name, number] = itemsOf(clean(['CLEAN_STRUCTURED_CONTENT'], fill), 'ContentSequence');
    const concept = text && itemsOf(text, 'ConceptNameCodeSequence')[0];
    expect(concept && textOf(concept, 'CodeMeaning')).toBe('Finding');
    expect(text && textOf(text, 'TextValue')).toBe('LESION in the LEFT LUNG');
    const code = local && itemsOf(local, 'ConceptCodeSequence')[0];
    expect(code && ['CodeValue', 'CodeMeaning'].map((keyword) => textOf(code, keyword))).toEqual(['REMOVED', 'of']);
    expect(name && textOf(name, 'PersonName')).toBe('REMOVED');
    expect(name && textOf(name, 'UID')).toBe(pseudonyms.uid('1.2.3.77'));
    const measured = number && itemsOf(number, 'MeasuredValueSequence')[0];
    expect(measured && textOf(measured, 'NumericValue')).toBe('12.5');
    expect(itemsOf(clean([], fill), 'ContentSequence').map((item) => textOf(item, 'TextValue'))).toEqual(['REMOVED']);
  });

  it('CLEAN_GRAPHICS keeps drawings and cleans their texts; overlays go all the same', () => {
    const fill = (original: DicomDataset): void => {
      const annotation = original.newItem();
      const text = annotation.newItem();
      setText(text, 'UnformattedTextValue', 'Jane Doe');
      const graphic = annotation.newItem();
      setNumbers(graphic, 'GraphicData', [1, 2, 3, 4]);
      setText(graphic, 'GraphicType', 'POLYLINE');
      setItems(annotation, 'TextObjectSequence', [text]);
      setItems(annotation, 'GraphicObjectSequence', [graphic]);
      setItems(original, 'GraphicAnnotationSequence', [annotation]);
      setBytes(original, '60003000', Buffer.alloc(8), 'OW');
    };
    const dataset = clean(['CLEAN_GRAPHICS'], fill);
    const [annotation] = itemsOf(dataset, 'GraphicAnnotationSequence');
    const [graphic] = annotation ? itemsOf(annotation, 'GraphicObjectSequence') : [];
    const [text] = annotation ? itemsOf(annotation, 'TextObjectSequence') : [];
    expect(graphic && textOf(graphic, 'GraphicType')).toBe('POLYLINE');
    expect(graphic && textsOf(graphic, 'GraphicData')).toEqual(['1', '2', '3', '4']);
    expect(text && textOf(text, 'UnformattedTextValue')).toBe('REMOVED');
    expect(dataset.has('60003000')).toBe(false);
  });

  it('RETAIN_SAFE_PRIVATE keeps what is listed, with its creator, wherever its block is', () => {
    const fill = (original: DicomDataset): void => {
      setBytes(original, '00190010', Buffer.from('SOMEBODY ELSE '), 'LO');
      setBytes(original, '0019100C', Buffer.from('1000'), 'IS');
      setBytes(original, '00190011', Buffer.from('SIEMENS MR HEADER '), 'LO');
      setBytes(original, '0019110C', Buffer.from('1000'), 'IS');
      setBytes(original, '0019110D', Buffer.from('Jane Doe'), 'CS');
      setBytes(original, '00191199', Buffer.from('Jane Doe'), 'LO');
      setBytes(original, '00290010', Buffer.from('ACME'), 'LO');
      setBytes(original, '00291001', Buffer.from('PROTOCOL 7'), 'LO');
      setBytes(original, '00291002', Buffer.from('MRN-0042'), 'LO');
    };
    const tags = (dataset: DicomDataset) =>
      [...dataset].map(({ tag }) => tag).filter((tag) => tag.startsWith('0019') || tag.startsWith('0029'));
    expect(tags(clean([], fill))).toEqual([]);
    const kept = clean(['RETAIN_SAFE_PRIVATE'], fill);
    expect(tags(kept)).toEqual(['00190011', '0019110C']);
    expect(textOf(kept, '0019110C')).toBe('1000');
    const own = safePrivateIndex([
      { group: '0029', creator: 'Acme', element: '01', vr: 'LO' },
      { group: '0029', creator: 'Acme', element: '02', vr: 'LO' },
    ]);
    expect(tags(clean(['RETAIN_SAFE_PRIVATE'], fill, { safePrivate: own }))).toEqual([
      '00190011',
      '0019110C',
      '00290010',
      '00291001',
    ]);
  });

  it('RETAIN_SAFE_PRIVATE keeps of a creator the name that is listed, and no other value', () => {
    const kept = clean(['RETAIN_SAFE_PRIVATE'], (original) => {
      setBytes(original, '00190010', Buffer.from('SIEMENS MR HEADER\\ZqCreator '), 'LO');
      setBytes(original, '0019100C', Buffer.from('1000'), 'IS');
    });
    expect(textsOf(kept, '00190010')).toEqual(['SIEMENS MR HEADER']);
    expect(textOf(kept, '0019100C')).toBe('1000');
  });
});
