import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { DicomDataset, type DicomFile } from '../dicom/dataset.ts';
import { dictionaryText } from '../dicom/dictionary.generated.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { explicitBigEndian, implicitLittleEndian } from '../dicom/transfer-syntax.ts';
import { itemsOf, setBytes, textOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { deidentify } from './deidentify.ts';
import { deidentificationOptions, type DeidentificationOption } from './options.ts';
import { profileOf } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';
import {
  documentFile,
  documents,
  everyVr,
  graphics,
  plantedDay,
  plantedUid,
  plantedVrs,
  report,
} from './testing/planted-kinds.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 9));
const possible = deidentificationOptions.filter((option) => option !== 'CLEAN_RECOGNIZABLE_VISUAL_FEATURES');
const optionSets = fc
  .subarray([...possible])
  .map(
    (on): ReadonlySet<DeidentificationOption> =>
      new Set(on.includes('RETAIN_FULL_DATES') ? on.filter((option) => option !== 'RETAIN_MODIFIED_DATES') : on),
  );

/** What comes out, as text and as a file; nothing planted is in it but what an option keeps. */
function cleaned(file: DicomFile, options: ReadonlySet<DeidentificationOption>): DicomFile {
  const done = deidentify(readDicom(writeDicom(file)), { pseudonyms, profile: profileOf('t@1', options) });
  const output = Buffer.from(writeDicom(done.file)).toString('latin1');
  expect(output.match(/Zq[\w^ ]*/gi) ?? []).toEqual([]);
  expect(JSON.stringify([done.findings, done.report])).not.toMatch(/Zq/i);
  if (!options.has('RETAIN_UIDS')) expect(output).not.toContain(plantedUid);
  if (!options.has('RETAIN_FULL_DATES')) expect(output).not.toContain(plantedDay);
  return done.file;
}

const each = (make: () => DicomFile): void => {
  const alone = [[], possible, ...possible.map((one) => [one])];
  for (const options of alone) cleaned(make(), new Set<DeidentificationOption>(options));
  fc.assert(
    fc.property(optionSets, (options) => void cleaned(make(), options)),
    { numRuns: 40 },
  );
};

describe('of what is planted nothing is left, whatever the options', () => {
  it('in the content of a report, of each kind of item, six deep', () => {
    each(report);
  });

  it('and a cleaned report is a report still', () => {
    const { dataset } = cleaned(report(), new Set(['CLEAN_STRUCTURED_CONTENT']));
    const kinds = itemsOf(dataset, 'ContentSequence').map((item) => textOf(item, 'ValueType'));
    expect(kinds).toEqual(itemsOf(report().dataset, 'ContentSequence').map((item) => textOf(item, 'ValueType')));
    const number = itemsOf(dataset, 'ContentSequence').find((item) => textOf(item, 'ValueType') === 'NUM');
    expect(number && textOf(itemsOf(number, 'MeasuredValueSequence')[0] ?? number, 'NumericValue')).toBe('12.5');
  });

  it.each(Object.keys(documents))('in and beside an encapsulated document: %s', (name) => {
    each(() => documentFile(name));
    const { dataset } = cleaned(documentFile(name), new Set());
    expect(textOf(dataset, 'MIMETypeOfEncapsulatedDocument')).toBe(documents[name]?.type);
    const bytes = Buffer.from(dataset.bytes('00420011') ?? []);
    if (name === 'stl') expect([bytes.length, bytes.readUInt32LE(80)]).toEqual([84, 0]);
    else
      expect(bytes.toString('latin1')).toMatch(
        { pdf: /^%PDF/, cda: /^<removed/, obj: /^# /, mtl: /^# / }[name] ?? /^$/,
      );
  });

  it('in overlays and curves, in each of their groups', () => {
    each(graphics);
    expect([...cleaned(graphics(), new Set(possible)).dataset].filter(({ tag }) => /^(50|60)/.test(tag))).toEqual([]);
  });

  it('in a value of any VR, at the top and in sequences', () => {
    const known = 'AT CS DA DS DT FD FL IS LO LT OB OD OF OL OW PN SH SL SS ST SV TM UC UI UL UR US UT UV';
    expect(known.split(' ').filter((vr) => !plantedVrs.includes(vr))).toEqual([]);
    each(() => everyVr());
    for (const syntax of [implicitLittleEndian, explicitBigEndian]) cleaned(everyVr(syntax), new Set(possible));
  });

  it('in File Meta, the preamble, groups that no file has, and padding at the end', () => {
    const meta = new DicomDataset();
    for (const line of dictionaryText.split('\n').filter((one) => one.startsWith('0002'))) {
      const [tag = '', vr = ''] = line.split(' ');
      if (['00020000', '00020001', '00020010'].includes(tag)) continue;
      setBytes(meta, tag, Buffer.from(vr === 'UI' ? `${plantedUid}.9` : 'ZqMetaText00'), vr);
    }
    const file = {
      ...everyVr(),
      preamble: Buffer.alloc(128, 'ZqPreamble'),
      meta,
    };
    setBytes(file.dataset, 'FFFCFFFC', Buffer.from('ZqPaddingAtEnd'), 'OB');
    setBytes(file.dataset, '00041130', Buffer.from('ZqFileSet '), 'CS');
    each(() => file);
    expect(Buffer.from(writeDicom(file)).toString('latin1', 0, 400)).toContain('ZqPreamble');
  });
});
