import type { DicomElement, DicomValue } from '../dicom/dataset.ts';
import { shiftDate } from '../dicom/dates.ts';
import { entryOf } from '../dicom/dictionary.ts';
import { elementTexts, isTextVr } from '../dicom/values.ts';
import { type Cleaning, daysOf, type Outcome, type Step } from './cleaning.ts';
import { cleanDescriptor } from './descriptor-terms.ts';
import { dummyOf } from './dummies.ts';
import { isReplaceableUid } from './uids.ts';

const dateVRs: ReadonlySet<string> = new Set(['DA', 'DT', 'TM']);
const freeTextVRs: ReadonlySet<string> = new Set(['LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'PN', 'UR']);

/** What values of numbers written as text look like (PS3.5 §6.2). */
const forms: Readonly<Record<string, RegExp>> = {
  AS: /^(\d{3}[DWMY])?$/,
  DS: /^[-+0-9.eE ]*$/,
  IS: /^[-+0-9. ]*$/,
};
const pixelTags: ReadonlySet<string> = new Set(['7FE00008', '7FE00009', '7FE00010']);

/** True for dates and times. */
export const isDateVr = (vr: string): boolean => dateVRs.has(vr);

/** True for VRs in which anybody may have written anything. */
export const isFreeTextVr = (vr: string): boolean => freeTextVRs.has(vr);

export interface Keeping {
  readonly rule: string;
  /** Days that dates move by; null: they go. */
  readonly days: number | null;
  readonly keepsUids: boolean;
  /** What the items of a sequence are cleaned as. */
  readonly strict: boolean;
}

/** How what no rule speaks of is kept. */
export function plainKeeping(cleaning: Cleaning, strict: boolean): Keeping {
  return {
    rule: 'not in the table',
    days: daysOf(cleaning),
    keepsUids: cleaning.profile.options.has('RETAIN_UIDS'),
    strict,
  };
}

export const removed = (rule: string): Outcome => ({ element: null, action: 'removed', rule });

/** As it is, but UIDs replaced, items cleaned, and nothing kept that nobody can judge. */
export function keepElement(step: Step, cleaning: Cleaning, keeping: Keeping): Outcome {
  const { source, element, place } = step;
  const { tag, vr, value } = element;
  const { rule, days } = keeping;
  const kept: Outcome = { element, action: 'kept', rule };
  // Only the file's own pixels are read, blacked out and shown to a reviewer.
  if (pixelTags.has(tag) && place.within !== null) return removed('pixels in a sequence, that nobody looks at');
  if (value.kind === 'items') return { ...kept, element: { ...element, value: cleanItems(step, cleaning, keeping) } };
  if (value.kind === 'fragments') return tag === '7FE00010' ? kept : removed('compressed data that nobody can judge');
  if (value.bytes.length === 0) return kept;
  const proper = entryOf(tag)?.vr ?? 'UN';
  if (vr === 'UN' || isMisplacedText(vr, proper)) return removed(`VR ${vr} in the place of ${proper}`);
  if (vr === 'UI') return mapUids(step, cleaning, rule, keeping.keepsUids);
  if (vr === 'PN' || proper === 'PN')
    return { element: { ...element, value: emptyOf(value) }, action: 'emptied', rule: 'name of a person' };
  if (isDateVr(vr) || isDateVr(proper)) {
    const moved = days === null ? null : moveDates(step, days);
    if (moved === null) return removed(days === null ? 'date or time' : 'no date or time, though its VR says so');
    return { element: moved, action: days === 0 ? 'kept' : 'shifted', rule };
  }
  if (isFreeTextVr(vr) && elementTexts(source, element).some(cleaning.isEcho)) {
    const dummy: DicomElement = { ...element, value: { kind: 'bytes', bytes: dummyOf(vr) } };
    return { element: dummy, action: 'replaced', rule: "holds the patient's identifiers" };
  }
  const form = forms[vr];
  if (form !== undefined && !elementTexts(source, element).every((text) => form.test(text)))
    return removed('no number, though its VR says so');
  if (!isFreeTextVr(vr) && !pixelTags.has(tag) && cleaning.isEchoInBytes(value.bytes, vr))
    return removed("holds the patient's identifiers");
  return kept;
}

/** The items of a sequence, each cleaned. */
export function cleanItems({ element, target, place }: Step, cleaning: Cleaning, { strict }: Keeping): DicomValue {
  const items = element.value.kind === 'items' ? element.value.items : [];
  return {
    kind: 'items',
    items: items.map((item, i) =>
      cleaning.walk(item, target, { within: { place, tag: element.tag, item: i + 1 }, strict }),
    ),
  };
}

/** DA and DT moved by whole days, so TM stays; null when a value is no date. */
export function moveDates({ source, element }: Pick<Step, 'source' | 'element'>, days: number): DicomElement | null {
  const { vr } = element;
  if (!isDateVr(vr)) return null;
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

/** UIDs by their pseudonyms; with `keeps`, only what is no UID at all. */
export function mapUids({ source, element }: Step, cleaning: Cleaning, rule: string, keeps = false): Outcome {
  // Whatever VR the file says, what should be a UID becomes one.
  const uids = elementTexts(source, { ...element, vr: 'UI' });
  if (uids.length === 0 && !isEmpty(element.value)) return removed(`${rule}: no UID`);
  const mapped = uids.map((uid) =>
    isReplaceableUid(element.tag, uid) && !(keeps && /^[0-9.]{1,64}$/.test(uid)) ? cleaning.newUid(uid) : uid,
  );
  if (mapped.every((uid, i) => uid === uids[i])) return { element, action: 'kept', rule };
  const text = mapped.join('\\');
  const bytes = Buffer.from(text.length % 2 === 0 ? text : `${text}\0`, 'latin1');
  return { element: { ...element, vr: 'UI', value: { kind: 'bytes', bytes } }, action: 'mapped', rule };
}

/** What of a text can't say whose it is; '' when nothing. */
export function cleanText({ source, element }: Step, cleaning: Cleaning): string {
  return elementTexts(source, element)
    .filter((part) => !cleaning.isEcho(part))
    .map((part) => cleanDescriptor(part, cleaning.nameWords))
    .join(' ')
    .trim();
}

/** Free text in the place of numbers or bytes, or bytes in the place of free text. */
function isMisplacedText(vr: string, proper: string): boolean {
  return isTextVr(vr) !== isTextVr(proper) && (freeTextVRs.has(vr) || freeTextVRs.has(proper));
}

export function isEmpty(value: DicomValue): boolean {
  return value.kind === 'items' ? value.items.length === 0 : value.kind === 'bytes' && value.bytes.length === 0;
}

export function emptyOf(value: DicomValue): DicomValue {
  return value.kind === 'items' ? { kind: 'items', items: [] } : { kind: 'bytes', bytes: new Uint8Array() };
}

export function textElement(element: DicomElement, ascii: string): DicomElement {
  return {
    ...element,
    value: { kind: 'bytes', bytes: Buffer.from(ascii.length % 2 === 0 ? ascii : `${ascii} `, 'latin1') },
  };
}
