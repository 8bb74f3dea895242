import { DicomDataset, type DicomElement, type DicomValue, type Tag } from '../dicom/dataset.ts';
import { shiftDate } from '../dicom/dates.ts';
import { entryOf } from '../dicom/dictionary.ts';
import { elementTexts, isTextVr, setItems, setText, textOf } from '../dicom/values.ts';
import { chooseAction } from './attribute-types.ts';
import { cleanDescriptor } from './descriptor-terms.ts';
import { dummyDocument, dummyOf } from './dummies.ts';
import { isOverlay } from './findings.ts';
import type { FindEcho } from './identity-echo.ts';
import { type DeidentificationProfile, rowOf } from './profile.ts';
import { isReplaceableUid } from './uids.ts';

/** `replaced`: by a dummy; `mapped`: a UID by its pseudonym; `cleaned`: all but harmless words dropped. */
export type ActionTaken = 'removed' | 'emptied' | 'replaced' | 'mapped' | 'shifted' | 'cleaned';

/** What the cleaning of one file's elements depends on. */
export interface Cleaning {
  readonly profile: DeidentificationProfile;
  readonly sopClassUID: string;
  readonly newUid: (uid: string) => string;
  readonly shiftDays: number;
  readonly isEcho: FindEcho;
  /** Of the patient's name, in upper case. */
  readonly nameWords: ReadonlySet<string>;
  readonly took: (tag: Tag, action: ActionTaken) => void;
}

const contentSequence = '0040A730';
const encapsulatedDocument = '00420011';
/** Study Description, Series Description, Protocol Name. */
const descriptors: ReadonlySet<Tag> = new Set(['00081030', '0008103E', '00181030']);
const dateVRs: ReadonlySet<string> = new Set(['DA', 'DT', 'TM']);
const freeTextVRs: ReadonlySet<string> = new Set(['LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'PN', 'UR']);

/** A copy of a data set, or of an item, of which every element has been kept, changed or left out. */
export function cleanDataset(source: DicomDataset, parent: DicomDataset | null, cleaning: Cleaning): DicomDataset {
  const target = new DicomDataset({ bigEndian: source.bigEndian, parent });
  for (const element of source) {
    const cleaned = cleanElement(source, element, target, cleaning);
    if (cleaned !== null) target.set(cleaned);
  }
  return target;
}

function cleanElement(
  source: DicomDataset,
  element: DicomElement,
  target: DicomDataset,
  cleaning: Cleaning,
): DicomElement | null {
  const { tag, value } = element;
  if (tag.endsWith('0000')) return null; // group length: written anew or not at all
  const removed = (): null => {
    cleaning.took(tag, 'removed');
    return null;
  };
  const entry = entryOf(tag);
  // No entry: private, or of a later edition than ours.
  if (entry === null || tag < '00080000' || isOverlay(tag)) return removed();
  // A sequence that could not be read may hold anything.
  if (entry.vr === 'SQ' && value.kind !== 'items') return removed();
  const row = rowOf(tag);
  if (row === null) return keepElement(source, element, target, cleaning);
  if (isEmpty(value)) return row.action === 'X' ? removed() : element;

  if (row.shiftable && cleaning.profile.dates === 'shift') {
    const shifted = shiftElement(source, element, cleaning.shiftDays);
    if (shifted !== null) {
      cleaning.took(tag, 'shifted');
      return shifted;
    }
  }
  if (descriptors.has(tag) && cleaning.profile.descriptors === 'clean') {
    const text = elementTexts(source, element)
      .filter((part) => !cleaning.isEcho(part))
      .map((part) => cleanDescriptor(part, cleaning.nameWords))
      .join(' ')
      .trim();
    if (text !== '') {
      cleaning.took(tag, 'cleaned');
      return textElement(element, text);
    }
  }
  switch (chooseAction(row.action, tag, cleaning.sopClassUID)) {
    case 'X':
      return removed();
    case 'Z':
      cleaning.took(tag, 'emptied');
      return { ...element, value: emptyOf(value) };
    case 'U':
      return value.kind === 'items'
        ? keepElement(source, element, target, cleaning)
        : mapUids(source, element, cleaning);
    case 'D':
      cleaning.took(tag, 'replaced');
      return { ...element, value: replacement(source, element, target, cleaning) };
  }
}

/** What the table leaves alone: as it is, but its UIDs replaced, its items cleaned, and nothing kept that nobody can judge. */
function keepElement(
  source: DicomDataset,
  element: DicomElement,
  target: DicomDataset,
  cleaning: Cleaning,
): DicomElement | null {
  const { tag, vr, value } = element;
  const removed = (): null => {
    cleaning.took(tag, 'removed');
    return null;
  };
  if (value.kind === 'items')
    return {
      ...element,
      value: { kind: 'items', items: value.items.map((item) => cleanDataset(item, target, cleaning)) },
    };
  if (value.kind === 'fragments') return tag === '7FE00010' ? element : removed();
  if (value.bytes.length === 0) return element;
  const proper = entryOf(tag)?.vr ?? 'UN';
  if (vr === 'UN' || isMisplacedText(vr, proper)) return removed();
  if (vr === 'UI') return mapUids(source, element, cleaning);
  if (vr === 'PN' || proper === 'PN') {
    cleaning.took(tag, 'emptied');
    return { ...element, value: emptyOf(value) };
  }
  if (dateVRs.has(vr) || dateVRs.has(proper)) {
    const shifted = cleaning.profile.dates === 'shift' ? shiftElement(source, element, cleaning.shiftDays) : null;
    if (shifted === null) return removed();
    cleaning.took(tag, 'shifted');
    return shifted;
  }
  if (freeTextVRs.has(vr) && elementTexts(source, element).some(cleaning.isEcho)) {
    cleaning.took(tag, 'replaced');
    return { ...element, value: { kind: 'bytes', bytes: dummyOf(vr) } };
  }
  return element;
}

/** DA and DT moved by whole days, so TM stays; null when a value is no date. */
function shiftElement(source: DicomDataset, element: DicomElement, days: number): DicomElement | null {
  const { vr } = element;
  if (!dateVRs.has(vr)) return null;
  const shifted: string[] = [];
  for (const text of elementTexts(source, element)) {
    // Of what follows the day only what a time may hold stays: anything else might be text.
    const time = vr === 'DA' ? '' : vr === 'DT' ? text.slice(8) : text;
    if (!/^([0-9:]{0,8}(\.\d{1,6})?([+-]\d{4})?)$/.test(time)) return null;
    const day = vr === 'TM' || text === '' ? '' : shiftDate(vr === 'DT' ? text.slice(0, 8) : text, days);
    if (day === null) return null;
    shifted.push(day + time);
  }
  return textElement(element, shifted.join('\\'));
}

function mapUids(source: DicomDataset, element: DicomElement, cleaning: Cleaning): DicomElement {
  // Whatever VR the file says, what should be a UID becomes one.
  const uids = elementTexts(source, { ...element, vr: 'UI' });
  const mapped = uids.map((uid) => (isReplaceableUid(element.tag, uid) ? cleaning.newUid(uid) : uid));
  if (mapped.every((uid, i) => uid === uids[i])) return element;
  cleaning.took(element.tag, 'mapped');
  const text = mapped.join('\\');
  return {
    ...element,
    vr: 'UI',
    value: { kind: 'bytes', bytes: Buffer.from(text.length % 2 === 0 ? text : `${text}\0`, 'latin1') },
  };
}

function replacement(
  source: DicomDataset,
  element: DicomElement,
  target: DicomDataset,
  cleaning: Cleaning,
): DicomValue {
  const { tag, vr, value } = element;
  if (tag === contentSequence) return { kind: 'items', items: [dummyContent(target, source)] };
  if (tag === encapsulatedDocument)
    return { kind: 'bytes', bytes: dummyDocument(textOf(source, 'MIMETypeOfEncapsulatedDocument')) };
  if (value.kind === 'items')
    return { kind: 'items', items: value.items.map((item) => dummyItem(item, target, cleaning)) };
  return { kind: 'bytes', bytes: dummyOf(vr) };
}

/** One item of text, which is valid content under any heading of a report. */
function dummyContent(target: DicomDataset, source: DicomDataset): DicomDataset {
  const [first] = source.items(contentSequence);
  const item = new DicomDataset({ bigEndian: first?.bigEndian ?? target.bigEndian, parent: target });
  const concept = item.newItem();
  setText(concept, 'CodeValue', '121071');
  setText(concept, 'CodingSchemeDesignator', 'DCM');
  setText(concept, 'CodeMeaning', 'Finding');
  setText(item, 'RelationshipType', 'CONTAINS');
  setText(item, 'ValueType', 'TEXT');
  setItems(item, 'ConceptNameCodeSequence', [concept]);
  setText(item, 'TextValue', 'REMOVED');
  return item;
}

/** An item of the same attributes whose texts, dates and bytes say nothing; terms (CS), numbers and geometry stay. */
function dummyItem(source: DicomDataset, parent: DicomDataset, cleaning: Cleaning): DicomDataset {
  const target = new DicomDataset({ bigEndian: source.bigEndian, parent });
  for (const element of source) {
    const { tag, vr, value } = element;
    if (tag.endsWith('0000') || entryOf(tag) === null) continue;
    if (value.kind === 'items')
      target.set({
        ...element,
        value: { kind: 'items', items: value.items.map((item) => dummyItem(item, target, cleaning)) },
      });
    else if (vr === 'UI') target.set(mapUids(source, element, cleaning));
    else if (
      isEmpty(value) ||
      (!rowOf(tag) && !dateVRs.has(vr) && ['CS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL'].includes(vr))
    )
      target.set(element);
    else target.set({ ...element, value: { kind: 'bytes', bytes: dummyOf(vr) } });
  }
  return target;
}

/** Free text in the place of numbers or bytes, or bytes in the place of free text. */
function isMisplacedText(vr: string, proper: string): boolean {
  return isTextVr(vr) !== isTextVr(proper) && (freeTextVRs.has(vr) || freeTextVRs.has(proper));
}

function isEmpty(value: DicomValue): boolean {
  return value.kind === 'items' ? value.items.length === 0 : value.kind === 'bytes' && value.bytes.length === 0;
}

function emptyOf(value: DicomValue): DicomValue {
  return value.kind === 'items' ? { kind: 'items', items: [] } : { kind: 'bytes', bytes: new Uint8Array() };
}

function textElement(element: DicomElement, ascii: string): DicomElement {
  return {
    ...element,
    value: { kind: 'bytes', bytes: Buffer.from(ascii.length % 2 === 0 ? ascii : `${ascii} `, 'latin1') },
  };
}
