import { describe, expect, it } from 'vitest';
import type { DicomDataset } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { setBytes, setItems, setText, textOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { deidentify } from './deidentify.ts';
import { findPatientIn } from './patient-in-text.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { identifiedFile } from './testing/identified-file.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 9));

function cleaned(fill: (dataset: DicomDataset) => void): DicomDataset {
  const file = readDicom(writeDicom(identifiedFile(fill)));
  return deidentify(file, { pseudonyms, profile: 'basic/1' }).file.dataset;
}

/** What becomes of a text that the table leaves alone, in a file of a patient of that name. */
function explanationFor(name: string, text: string, fill: (dataset: DicomDataset) => void = () => undefined) {
  const dataset = cleaned((made) => {
    setText(made, 'SpecificCharacterSet', 'ISO_IR 192');
    setText(made, 'PatientName', name);
    setText(made, 'LUTExplanation', text);
    fill(made);
  });
  return textOf(dataset, 'LUTExplanation');
}

describe("the patient's own identifiers in what the table leaves alone", () => {
  it.each([
    ['a family name of one syllable', 'Kim^Yonghee=김^영희', '환자 김영희'],
    ['one of one ideogram, with a space between', 'Wang^XiaoDong=王^小东', '王 小东'],
    ['names of one ideogram each', 'Wang^Ming=王^明', '王明'],
    ['a name that stands in one component', 'DOEXY JOHNXY', 'for Johnxy Doexy'],
    ['a name with a comma', 'DOEXY, JOHNXY', 'Doexy^Johnxy'],
    ['a name without spaces in one component', 'Kim Yonghee=김영희', '환자 김영희'],
    ['such a name alone', '王小东', '病人：王小东'],
    ['the given name first', 'Wang^XiaoDong=王^小东', '小东 王'],
    ['with other marks between', 'Wang^XiaoDong=王^小东', '王.小东'],
    ['in another form of the characters', 'Yamada^Tarou==ﾔﾏﾀﾞ^ﾀﾛｳ', 'ヤマダ　タロウ'],
    ['with accents written apart', 'Mu\u0308ller^Jo\u0308rg', 'of Müller, Jörg'],
    ['two words of three in one component', 'DOEXY JOHNXY MICHAEL', 'Johnxy Doexy'],
    ['beside a title in one component', 'DOEXY JOHNXY MR', 'Johnxy Doexy'],
    ['a short name', 'Li^An', 'scan of Li, An'],
    ['run together', 'Doe^Jane', 'DoeJane_series'],
    ['alone, with empty components', 'Roexy^^^^', 'of Roexy'],
  ])('are found in text: %s', (_, name, text) => {
    expect(explanationFor(name, text)).toBe('REMOVED');
  });

  it('are found in text also where they are other names and numbers of the patient', () => {
    const others = (made: DicomDataset): void => {
      setText(made, 'PatientBirthName', 'Roexy^Jane');
      setText(made, 'OtherPatientNames', ['Poexy^Joan', 'Toexy^Joan']);
      const item = made.newItem();
      setText(item, 'PatientID', 'WARD-99887');
      setItems(made, 'OtherPatientIDsSequence', [item]);
    };
    const birthName = (made: DicomDataset): void => setText(made, 'PatientBirthName', 'Roexy');
    expect(explanationFor('Doe^Jane', 'Jane Roexy', birthName)).toBe('REMOVED');
    expect(explanationFor('Doe^Jane', 'Roexy filter', birthName)).toBe('Roexy filter');
    for (const text of ['Jane Roexy', 'TOEXY^JOAN', 'see ward-99887'])
      expect(explanationFor('Doe^Jane', text, others)).toBe('REMOVED');
    expect(explanationFor('Doe^Jane', 'Hounsfield units', others)).toBe('Hounsfield units');
    const file = identifiedFile(others);
    expect(findPatientIn(file.dataset)('ROEXY')).toBe(true);
    expect(findPatientIn(file.dataset)('ward 99887')).toBe(true);
  });

  it('leave words alone that only one of them has', () => {
    expect(explanationFor('Kim^Yonghee=김^영희', '김')).toBe('김');
    expect(explanationFor('DOEXY JOHNXY', 'Johnxy scale')).toBe('Johnxy scale');
    expect(explanationFor('Li^An', 'Linear and angular')).toBe('Linear and angular');
  });

  it.each([
    ['UTF-8', 'ISO_IR 192', Buffer.from('Müller^Jörg'), Buffer.from('of Müller, Jörg')],
    ['ISO 8859-1, told in UTF-8', 'ISO_IR 100', Buffer.from('Müller^Jörg', 'latin1'), Buffer.from('Jörg Müller')],
    ['GB18030', 'GB18030', Buffer.from('cdf55ed0a1b6ab00', 'hex'), Buffer.from('4142cdf55ed0a1b6ab2043', 'hex')],
    [
      'GB18030, without what stands between',
      'GB18030',
      Buffer.from('cdf55ed0a1b6ab20', 'hex'),
      Buffer.from('4142cdf5d0a1b6ab2043', 'hex'),
    ],
    ['UTF-8 in other case', 'ISO_IR 192', Buffer.from('MÜLLER^JÖRG'), Buffer.from('of Müller, Jörg')],
  ])('are found in bytes: %s', (_, charset, name, bytes) => {
    const dataset = cleaned((made) => {
      setText(made, 'SpecificCharacterSet', charset);
      setBytes(made, 'PatientName', name, 'PN');
      setBytes(made, 'ICCProfile', bytes, 'OB');
    });
    expect(dataset.has('00282000')).toBe(false);
  });
});

it('pixels in a sequence go, as no rule, reader or reviewer looks at them', () => {
  const dataset = cleaned((made) => {
    const [native, compressed] = [made.newItem(), made.newItem()];
    setBytes(native, 'PixelData', Buffer.from('anything'), 'OW');
    const fragments = [new Uint8Array(), Buffer.from('anything')];
    compressed.set({ tag: '7FE00010', vr: 'OB', value: { kind: 'fragments', fragments } });
    setItems(made, 'AnatomicRegionSequence', [native, compressed]);
  });
  const items = dataset.items('00082218');
  expect(items.length).toBe(2);
  expect(items.some((item) => item.has('7FE00010'))).toBe(false);
});

it('the text of a content item is cleaned also where it is in no sequence of the table', () => {
  const dataset = cleaned((made) => setText(made, 'TextValue', 'Seen by Dr Roexy, axial slice'));
  expect(textOf(dataset, 'TextValue')).toBe('axial slice');
});
