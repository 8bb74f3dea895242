import { fc } from '../../../tests/support/fast-check.ts';
import { DicomDataset, type DicomFile } from '../../dicom/dataset.ts';
import { entryOf } from '../../dicom/dictionary.ts';
import { numericWidth } from '../../dicom/numbers.ts';
import { explicitBigEndian, implicitLittleEndian } from '../../dicom/transfer-syntax.ts';
import { setBytes, setItems, setText } from '../../dicom/values.ts';
import { type DeidentificationOption, optionFor } from '../options.ts';
import { rowOf, tableRows } from '../profile.ts';

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

export interface Planned {
  readonly marked: readonly { readonly tag: string; readonly vr: string; readonly marker: string }[];
  readonly nested: readonly { readonly tag: string; readonly items: readonly Planned[] }[];
}

const letters = fc
  .string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz')), minLength: 12, maxLength: 12 })
  .map((text) => `Zq${text}`);
export const digits = fc
  .bigInt({ min: 10n ** 17n, max: 10n ** 18n - 1n })
  .map((number) => `1.2.3.${number.toString()}`);
export const day = fc
  .integer({ min: 0, max: 9000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''));
const markerFor = (vr: string): fc.Arbitrary<string> => {
  if (vr === 'UI') return digits;
  if (vr === 'DA') return day;
  if (vr === 'DT') return day.map((date) => `${date}101112`);
  if (vr === 'TM') return fc.constant('101112');
  return letters;
};
export const planned = (depth: number): fc.Arbitrary<Planned> =>
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

export const pixels = Buffer.from('0102030405060708', 'hex');
export function fileOf(plan: Planned, transferSyntaxUID: string): DicomFile {
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

export const markersOf = ({ marked, nested }: Planned): readonly { readonly vr: string; readonly marker: string }[] => [
  ...marked,
  ...nested.flatMap(({ items }) => items.flatMap(markersOf)),
];

/** What of a plan no option wants kept. */
export function withoutKept({ marked, nested }: Planned, options: ReadonlySet<DeidentificationOption>): Planned {
  const isKept = (tag: string, vr: string): boolean =>
    optionFor(tag, options)?.action === 'K' ||
    (vr === 'UI' && options.has('RETAIN_UIDS')) ||
    (rowOf(tag)?.shiftable === true && (options.has('RETAIN_FULL_DATES') || options.has('RETAIN_MODIFIED_DATES')));
  return {
    marked: marked.filter(({ tag, vr }) => !isKept(tag, vr)),
    nested: nested.map(({ tag, items }) => ({ tag, items: items.map((item) => withoutKept(item, options)) })),
  };
}

/** Something in every row of the table at once, and in an item of each of its sequences. */
export const everyRow: Planned = (() => {
  const samples: Readonly<Record<string, string>> = { DA: '20010203', DT: '20010203101112', TM: '101112' };
  const inItem = [
    { tag: '00100010', vr: 'PN', marker: 'ZqName^Inside' },
    { tag: '00081040', vr: 'LO', marker: 'ZqDepartment' },
    { tag: '00091001', vr: 'LO', marker: 'ZqPrivate' },
    { tag: '0020000D', vr: 'UI', marker: '1.2.3.777777' },
  ];
  return {
    marked: identifying.map(({ tag, vr }, n) => ({
      tag,
      vr,
      marker: samples[vr] ?? (vr === 'UI' ? `1.2.3.99999.${String(n)}` : `ZqRow${tag}`),
    })),
    nested: tableRows
      .filter(({ pattern }) => entryOf(pattern)?.vr === 'SQ')
      .map(({ pattern }) => ({ tag: pattern, items: [{ marked: inItem, nested: [] }] })),
  };
})();

const title = 'SIEMENS MR HEADER ';
/** What is planted where the table's rows don't reach: burned in, drawn, attached, in reports, in private blocks, in sequences sent as UN. */
export function plantElsewhere(file: DicomFile): void {
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
