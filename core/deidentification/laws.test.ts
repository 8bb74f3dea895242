import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DicomDataset, type DicomFile } from '../dicom/dataset.ts';
import { isoDate } from '../dicom/dates.ts';
import { entryOf } from '../dicom/dictionary.ts';
import { numericWidth } from '../dicom/numbers.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { elementTexts, setBytes, setItems, setNumbers, setText, textOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian } from '../dicom/transfer-syntax.ts';
import { deidentify } from './deidentify.ts';
import { deidentificationOptions, type DeidentificationOption, optionFor } from './options.ts';
import { basicProfile, profileOf, researchProfile, rowOf, tableRows } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 9));

/** What the table wants gone: its rows that we know a VR of, a few private and unknown ones, unlisted names and dates. */
const identifying = [
  ...tableRows.flatMap(({ pattern }) => {
    const tag = pattern.replaceAll('x', '0');
    const vr = entryOf(tag)?.vr;
    return vr === undefined || vr === 'SQ' || numericWidth(vr) !== null || tag < '00080000' ? [] : [{ tag, vr }];
  }),
  { tag: '00090010', vr: 'LO' },
  { tag: '00091001', vr: 'LT' },
  { tag: '0019FFFF', vr: 'UN' },
  { tag: '0008FFF0', vr: 'ST' },
  { tag: '00142006', vr: 'PN' },
];
/** Sequences that are kept, emptied, replaced and removed. */
const sequences = [
  '00081115',
  '00081140',
  '00089215',
  '00400260',
  '52009229',
  '0040A730',
  '00700001',
  '0040A073',
  '00081110',
  '0040A168',
];

interface Planned {
  readonly marked: readonly { readonly tag: string; readonly vr: string; readonly marker: string }[];
  readonly nested: readonly { readonly tag: string; readonly items: readonly Planned[] }[];
}

const letters = fc
  .string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz')), minLength: 12, maxLength: 12 })
  .map((text) => `Zq${text}`);
const digits = fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n - 1n }).map((number) => `1.2.3.${number.toString()}`);
const day = fc
  .integer({ min: 0, max: 9000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''));
const markerFor = (vr: string): fc.Arbitrary<string> => {
  if (vr === 'UI') return digits;
  if (vr === 'DA') return day;
  if (vr === 'DT') return day.map((date) => `${date}101112`);
  if (vr === 'TM') return fc.constant('101112');
  return letters;
};
const planned = (depth: number): fc.Arbitrary<Planned> =>
  fc.record({
    marked: fc.array(
      fc.constantFrom(...identifying).chain(({ tag, vr }) => markerFor(vr).map((marker) => ({ tag, vr, marker }))),
      { maxLength: 25 },
    ),
    nested:
      depth === 0
        ? fc.constant([])
        : fc.array(
            fc.record({
              tag: fc.constantFrom(...sequences),
              items: fc.array(planned(depth - 1), { minLength: 1, maxLength: 2 }),
            }),
            { maxLength: 2 },
          ),
  });

function fill(dataset: DicomDataset, plan: Planned): void {
  for (const { tag, vr, marker } of plan.marked) {
    setBytes(dataset, tag, Buffer.from(marker.length % 2 === 0 ? marker : `${marker}${vr === 'UI' ? '\0' : ' '}`), vr);
  }
  for (const { tag, items } of plan.nested) {
    const made = items.map((item) => {
      const nested = dataset.newItem();
      fill(nested, item);
      return nested;
    });
    setItems(dataset, tag, made);
  }
}

const pixels = Buffer.from('0102030405060708', 'hex');
function fileOf(plan: Planned, transferSyntaxUID: string): DicomFile {
  const dataset = new DicomDataset({ bigEndian: transferSyntaxUID === explicitBigEndian });
  setText(dataset, 'SOPClassUID', '1.2.840.10008.5.1.4.1.1.4');
  fill(dataset, plan);
  setText(dataset, 'SOPInstanceUID', '1.2.3.1');
  setText(dataset, 'StudyInstanceUID', '1.2.3.2');
  setText(dataset, 'SeriesInstanceUID', '1.2.3.3');
  setText(dataset, 'PatientID', 'ZqPatientIdentifier');
  setBytes(dataset, 'PixelData', pixels, 'OW');
  const meta = new DicomDataset();
  setText(meta, 'SourceApplicationEntityTitle', 'ZqAETITLE');
  return { preamble: Buffer.alloc(128, 'ZqPreamble'), meta, dataset, transferSyntaxUID };
}

const syntaxes = fc.constantFrom(implicitLittleEndian, explicitLittleEndian, explicitBigEndian);
const profiles = fc.constantFrom(basicProfile, researchProfile);

/** Every date in a data set, at any depth. */
function datesIn(dataset: DicomDataset): string[] {
  return [...dataset].flatMap((element) => {
    if (element.value.kind === 'items') return element.value.items.flatMap(datesIn);
    return element.vr === 'DA' || element.vr === 'DT'
      ? elementTexts(dataset, element).map((text) => text.slice(0, 8))
      : [];
  });
}
const markersOf = ({ marked, nested }: Planned): readonly { readonly vr: string; readonly marker: string }[] => [
  ...marked,
  ...nested.flatMap(({ items }) => items.flatMap(markersOf)),
];

/** Every combination of options that can be. */
const optionSets = fc
  .subarray(deidentificationOptions.filter((option) => option !== 'CLEAN_RECOGNIZABLE_VISUAL_FEATURES'))
  .map(
    (on): ReadonlySet<DeidentificationOption> =>
      new Set(on.includes('RETAIN_FULL_DATES') ? on.filter((option) => option !== 'RETAIN_MODIFIED_DATES') : on),
  );

/** What of a plan no option wants kept. */
function withoutKept({ marked, nested }: Planned, options: ReadonlySet<DeidentificationOption>): Planned {
  const isKept = (tag: string, vr: string): boolean =>
    optionFor(tag, options)?.action === 'K' ||
    (vr === 'UI' && options.has('RETAIN_UIDS')) ||
    (rowOf(tag)?.shiftable === true && (options.has('RETAIN_FULL_DATES') || options.has('RETAIN_MODIFIED_DATES')));
  return {
    marked: marked.filter(({ tag, vr }) => !isKept(tag, vr)),
    nested: nested.map(({ tag, items }) => ({ tag, items: items.map((item) => withoutKept(item, options)) })),
  };
}

const title = 'SIEMENS MR HEADER ';
/** What is planted where the table's rows don't reach: burned in, drawn, attached, in reports, in private blocks, in sequences sent as UN. */
function plantElsewhere(file: DicomFile): void {
  const { dataset } = file;
  const plant = (tag: string, vr: string, text = 'ZqElsewhere1'): void => setBytes(dataset, tag, Buffer.from(text), vr);
  plant('60003000', 'OW');
  plant('60024000', 'LT');
  plant('50003000', 'OW');
  plant('50002500', 'LO');
  plant('00420011', 'OB', '%PDF-ZqDocument!');
  plant('00190010', 'LO', title);
  plant('0019100D', 'CS', 'Zq lower');
  plant('0019100E', 'FD', 'ZqNotAFloat!');
  plant('0019100C', 'IS', 'ZqNumber');
  plant('00191077', 'LO');
  plant('00110010', 'LO', 'ZqCREATOR ');
  // In Implicit VR the dictionary's VR holds, whatever is planted.
  if (file.transferSyntaxUID !== implicitLittleEndian) {
    plant('00880200', 'UN');
    plant('00280006', 'LO', 'ZqPlanar');
  }
  const secret = dataset.newItem();
  setText(secret, 'PatientName', 'ZqNested');
  dataset.set({ tag: '00211001', vr: 'SQ', value: { kind: 'items', items: [secret] } });
  const report = dataset.newItem();
  setText(report, 'ValueType', 'TEXT');
  setText(report, 'TextValue', 'ZqReportText');
  const code = report.newItem();
  setText(code, 'CodeValue', 'ZqCode');
  setText(code, 'CodingSchemeDesignator', '99ZqLocal');
  setText(code, 'CodeMeaning', 'ZqMeaning');
  setItems(report, 'ConceptNameCodeSequence', [code]);
  const drawing = dataset.newItem();
  setText(drawing, 'GraphicLayer', 'ZQLAYER');
  const text = drawing.newItem();
  setText(text, 'UnformattedTextValue', 'ZqDrawnText');
  setItems(drawing, 'TextObjectSequence', [text]);
  setItems(dataset, 'ContentSequence', [report]);
  setItems(dataset, 'GraphicAnnotationSequence', [drawing]);
}

describe('laws of de-identification', () => {
  it('nothing planted survives any combination of options, but what an option says to keep', () => {
    fc.assert(
      fc.property(planned(2), syntaxes, optionSets, (drawn, syntax, options) => {
        const plan = withoutKept(drawn, options);
        const source = fileOf(plan, syntax);
        plantElsewhere(source);
        const burned = Buffer.from('ZqBurnedInText01');
        setBytes(source.dataset, 'PixelData', Buffer.concat([burned, Buffer.alloc(16, 7)]), 'OB');
        setNumbers(source.dataset, 'Columns', 16);
        setNumbers(source.dataset, 'BitsAllocated', 8);
        setNumbers(source.dataset, 'Rows', 2);
        const rule = { manufacturer: null, model: null, modality: null, imageType: null, rows: 2, columns: 16 };
        const profile = {
          ...profileOf('t@1', options),
          regions: [{ ...rule, rectangles: [{ x: 0, y: 0, width: 16, height: 1 }] }],
        };
        const { file, report, findings } = deidentify(readDicom(writeDicom(source)), { pseudonyms, profile });
        const output = Buffer.from(writeDicom(file)).toString('latin1');
        const expected = options.has('CLEAN_PIXEL_DATA') ? [] : ['ZqBurnedInText01'];
        expect(output.match(/Zq\w*/g) ?? []).toEqual(expected);
        expect(JSON.stringify([report, findings])).not.toContain('Zq');
        for (const { vr, marker } of markersOf(plan)) if (vr === 'UI') expect(output).not.toContain(marker);
      }),
      { numRuns: 300 },
    );
  });

  it('no identifying value of the original survives in the output, at any depth', () => {
    fc.assert(
      fc.property(planned(3), syntaxes, profiles, (plan, syntax, profile) => {
        const { file, report, findings } = deidentify(readDicom(writeDicom(fileOf(plan, syntax))), {
          pseudonyms,
          profile,
        });
        const output = Buffer.from(writeDicom(file)).toString('latin1');
        expect(output).not.toContain('Zq');
        expect(JSON.stringify([report, findings])).not.toContain('Zq');
        const markers = markersOf(plan);
        for (const { vr, marker } of markers) if (vr === 'UI') expect(output).not.toContain(marker);
        if (profile === basicProfile) {
          const days = new Set(
            markers.filter(({ vr }) => vr === 'DA' || vr === 'DT').map(({ marker }) => marker.slice(0, 8)),
          );
          expect(datesIn(file.dataset).filter((date) => days.has(date))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the same file gives the same bytes, which can be read and have the same pixels', () => {
    fc.assert(
      fc.property(planned(2), syntaxes, profiles, (plan, syntax, profile) => {
        const once = writeDicom(deidentify(fileOf(plan, syntax), { pseudonyms, profile }).file);
        const twice = writeDicom(deidentify(fileOf(plan, syntax), { pseudonyms, profile }).file);
        expect(Buffer.compare(once, twice)).toBe(0);
        expect(Buffer.from(readDicom(once).dataset.bytes('7FE00010') ?? []).equals(pixels)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('a UID becomes the same one in every file and place, and no two become one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(digits, { minLength: 2, maxLength: 5 }), (uids) => {
        const out = uids.map((uid) => {
          const file = fileOf(
            { marked: [{ tag: '00200052', vr: 'UI', marker: uid }], nested: [] },
            explicitLittleEndian,
          );
          const item = file.dataset.newItem();
          setText(item, 'ReferencedSOPInstanceUID', uid);
          setItems(file.dataset, 'ReferencedSeriesSequence', [item]);
          const { dataset } = deidentify(file, { pseudonyms, profile: basicProfile }).file;
          const [referenced] = dataset.items('00081115');
          expect(referenced && textOf(referenced, 'ReferencedSOPInstanceUID')).toBe(
            textOf(dataset, 'FrameOfReferenceUID'),
          );
          return textOf(dataset, 'FrameOfReferenceUID');
        });
        expect(new Set(out).size).toBe(uids.length);
      }),
      { numRuns: 40 },
    );
  });

  it("intervals between a patient's dates stay, where dates are shifted", () => {
    const shifted = (date: string): number => {
      const { dataset } = deidentify(
        fileOf({ marked: [{ tag: '00080020', vr: 'DA', marker: date }], nested: [] }, explicitLittleEndian),
        {
          pseudonyms,
          profile: researchProfile,
        },
      ).file;
      return Date.parse(isoDate(textOf(dataset, 'StudyDate')) ?? 'none');
    };
    fc.assert(
      fc.property(day, day, (a, b) => {
        const original = Date.parse(isoDate(b) ?? '') - Date.parse(isoDate(a) ?? '');
        expect(shifted(b) - shifted(a)).toBe(original);
        expect(shifted(a)).toBeLessThan(Date.parse(isoDate(a) ?? ''));
      }),
      { numRuns: 60 },
    );
  });
});
