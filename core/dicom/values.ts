import { badInput } from '../errors.ts';
import { decodeText, encodeText } from './charset.ts';
import type { DicomDataset, DicomElement, Tag } from './dataset.ts';
import { entryOf, tagOf, vrOf } from './dictionary.ts';
import { numbersIn, numericWidth, putNumbers } from './numbers.ts';
import { trimEnd } from './trim-end.ts';

/** The parts of a person's name as it is written in up to three scripts (PS3.5 §6.2.1.2). */
export interface PersonName {
  readonly alphabetic: string;
  readonly ideographic: string;
  readonly phonetic: string;
}

/** VRs whose text is in the Specific Character Set; all other text is ASCII. */
const localVRs: ReadonlySet<string> = new Set(['SH', 'LO', 'ST', 'LT', 'PN', 'UC', 'UT']);
/** VRs of one value, in which `\` is a character like any other. */
const singleVRs: ReadonlySet<string> = new Set(['ST', 'LT', 'UT', 'UR']);
const textVRs: ReadonlySet<string> = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));

/** The tag of a keyword (`PatientID`), or of itself (`00100020`). Anything else is a fault of the caller. */
function toTag(keyword: string): Tag {
  const tag = /^[0-9A-F]{8}$/.test(keyword) ? keyword : tagOf(keyword);
  if (tag === null) throw new Error(`no such DICOM keyword: ${keyword}`);
  return tag;
}

/** The values of Specific Character Set that hold in a data set, its own or else those of what it is nested in. */
function characterSetsOf(dataset: DicomDataset): readonly string[] {
  for (let scope: DicomDataset | null = dataset; scope !== null; scope = scope.parent) {
    const bytes = scope.bytes('00080005');
    if (bytes !== null && bytes.length > 0)
      return Buffer.from(bytes)
        .toString('latin1')
        .split('\\')
        .map((term) => term.trim());
  }
  return [];
}

/** True for VRs whose values are text. */
export function isTextVr(vr: string): boolean {
  return textVRs.has(vr);
}

/** Every value of an element as text, outer padding removed, empty ones as ''; none for no text, number or tag. */
export function elementTexts(dataset: DicomDataset, element: DicomElement): readonly string[] {
  const { vr, value } = element;
  if (value.kind !== 'bytes' || value.bytes.length === 0) return [];
  if (numericWidth(vr) !== null) return numbersIn(value.bytes, vr, dataset.bigEndian).map(String);
  if (!textVRs.has(vr)) return [];
  const text = decodeText(value.bytes, localVRs.has(vr) ? characterSetsOf(dataset) : ['ISO_IR 100'], vr === 'PN');
  if (singleVRs.has(vr)) return [trimEnd(text)];
  const values = text.split('\\').map((part) => trimEnd(part.replace(/^ +/, '')));
  return values.every((part) => part === '') && values.length === 1 ? [] : values;
}

/** All values as text; none when absent or empty. Numbers are written as in JavaScript. */
export function textsOf(dataset: DicomDataset, keyword: string): readonly string[] {
  const element = dataset.get(toTag(keyword));
  return element === undefined ? [] : elementTexts(dataset, element);
}

/** The first value as text; null when absent or empty. */
export function textOf(dataset: DicomDataset, keyword: string): string | null {
  return textsOf(dataset, keyword)[0] || null;
}

/** All values that are numbers, of any numeric VR or as IS and DS write them. */
export function numbersOf(dataset: DicomDataset, keyword: string): readonly number[] {
  return textsOf(dataset, keyword)
    .filter((text) => text !== '')
    .map(Number)
    .filter(Number.isFinite);
}

/** The first value as a number; null when absent, empty or no number. */
export function numberOf(dataset: DicomDataset, keyword: string): number | null {
  const text = textOf(dataset, keyword);
  const number = text === null ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** The UID; null when absent, empty, of several different values, or not made of digits and dots (so it is safe in a path or URL). */
export function uidOf(dataset: DicomDataset, keyword: string): string | null {
  const [text, ...more] = new Set(textsOf(dataset, keyword).filter((value) => value !== ''));
  // What is of two studies belongs to neither.
  return text !== undefined && more.length === 0 && isUid(text) ? text : null;
}

/** Made of digits and dots, so it is safe in a path, a URL or a header. */
export function isUid(text: string): boolean {
  return /^[0-9][0-9.]{0,63}$/.test(text);
}

/** The name in its scripts; null when absent or empty. */
export function personNameOf(dataset: DicomDataset, keyword: string): PersonName | null {
  const text = textOf(dataset, keyword);
  return text === null ? null : splitPersonName(text);
}

/** One PN value in its component groups, each without trailing `^`. */
export function splitPersonName(text: string): PersonName {
  const [alphabetic = '', ideographic = '', phonetic = ''] = text.split('=').map((group) => trimEnd(group.trim(), '^'));
  return { alphabetic, ideographic, phonetic };
}

/** The items of a sequence; none when absent or no sequence. */
export function itemsOf(dataset: DicomDataset, keyword: string): readonly DicomDataset[] {
  return dataset.items(toTag(keyword));
}

/**
 * Writes text values, in the data set's character set and padded to an even length, with the VR that the element has
 * or else the dictionary's. No value empties the element.
 * @throws BAD_USER_INPUT when the character set has no such character
 */
export function setText(dataset: DicomDataset, keyword: string, value: string | readonly string[]): void {
  const tag = toTag(keyword);
  const existing = dataset.get(tag)?.vr;
  const vr = existing !== undefined && textVRs.has(existing) ? existing : vrOf(tag);
  if (!textVRs.has(vr)) throw new Error(`${keyword} has VR ${vr}, which is no text`);
  const text = typeof value === 'string' ? value : value.join('\\');
  const encoded = encodeText(text, localVRs.has(vr) ? characterSetsOf(dataset) : []);
  if (encoded === null) throw badInput(keyword, 'text in the Specific Character Set of the file', 'other characters');
  dataset.set({ tag, vr, value: { kind: 'bytes', bytes: padded(encoded, vr === 'UI' ? 0 : 0x20) } });
}

/** Writes numbers in the file's byte order (or as text for IS and DS), with the dictionary's VR. */
export function setNumbers(dataset: DicomDataset, keyword: string, value: number | readonly number[]): void {
  const tag = toTag(keyword);
  const numbers = typeof value === 'number' ? [value] : value;
  const vr = dataset.get(tag)?.vr ?? vrOf(tag);
  if (vr === 'IS' || vr === 'DS')
    setText(
      dataset,
      keyword,
      numbers.map((number) => shortNumber(number, vr)),
    );
  else dataset.set({ tag, vr, value: { kind: 'bytes', bytes: putNumbers(numbers, vr, dataset.bigEndian) } });
}

/** Writes bytes as they are, with the dictionary's VR (or `vr`), padded with zero to an even length. */
export function setBytes(dataset: DicomDataset, keyword: string, bytes: Uint8Array, vr = vrOf(toTag(keyword))): void {
  dataset.set({ tag: toTag(keyword), vr, value: { kind: 'bytes', bytes: padded(bytes, 0) } });
}

/** Writes a sequence; make the items by `dataset.newItem()`. */
export function setItems(dataset: DicomDataset, keyword: string, items: readonly DicomDataset[]): void {
  dataset.set({ tag: toTag(keyword), vr: 'SQ', value: { kind: 'items', items } });
}

/** Makes the element empty, keeping its VR (Type 2 attributes are present without a value). */
export function setEmpty(dataset: DicomDataset, keyword: string): void {
  const tag = toTag(keyword);
  const vr = dataset.get(tag)?.vr ?? vrOf(tag);
  const isSequence = vr === 'SQ' || entryOf(tag)?.vr === 'SQ';
  dataset.set({
    tag,
    vr,
    value: isSequence ? { kind: 'items', items: [] } : { kind: 'bytes', bytes: new Uint8Array() },
  });
}

/** At most 16 characters for DS, 12 for IS (PS3.5 §6.2). */
function shortNumber(number: number, vr: 'IS' | 'DS'): string {
  if (!Number.isFinite(number)) throw badInput(vr, 'a finite number', number);
  if (vr === 'IS') return String(Math.round(number));
  const text = String(number);
  for (let digits = 15; text.length > 16 && digits > 0; digits -= 1) {
    const shorter = String(Number(number.toPrecision(digits)));
    if (shorter.length <= 16) return shorter;
  }
  return text;
}

function padded(bytes: Uint8Array, padding: number): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  even[bytes.length] = padding;
  return even;
}
