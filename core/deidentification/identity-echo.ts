import type { DicomDataset } from '../dicom/dataset.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { trimEnd } from '../dicom/trim-end.ts';
import { textsOf } from '../dicom/values.ts';
import { isDense, nameKeywords, namesOf, nameWordsByScript, ownNamesOf, ownNumbersOf } from './own-identifiers.ts';

/** Finds the patient's own identifiers in texts that the table leaves alone. */
export type FindEcho = (text: string) => boolean;

/** The words of the patient's names, in upper case. */
export function nameWordsOf(dataset: DicomDataset): ReadonlySet<string> {
  return new Set(
    ownNamesOf(dataset).flatMap((name) =>
      name
        .toUpperCase()
        .split(/[\^=\s,.-]+/)
        .filter((word) => word !== ''),
    ),
  );
}

/** As texts are compared: in one form of each character, without case. */
const comparable = (text: string): string => text.normalize('NFKC').toUpperCase();

/** Letters and digits alone, as names are run together. */
const compact = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** A short name is part of many words, so it counts as a word of its own. */
function hasName(text: string, words: ReadonlySet<string>, name: string): boolean {
  return name.length > 3 ? text.includes(name) : words.has(name);
}

/**
 * A test for texts that hold the patient's ID, accession number or full name. Short IDs and single names don't count:
 * they are words like any other ("Philips").
 */
export function echoOf(dataset: DicomDataset): FindEcho {
  const ids = [...ownNumbersOf(dataset), ...textsOf(dataset, 'PatientBirthDate')]
    .map(comparable)
    .filter((id) => id.length >= 5 && /\d/.test(id));
  const wholes = namesOf(dataset, 'PatientName')
    .map(comparable)
    .filter((name) => name.length >= 5);
  const said = [...ids, ...wholes];
  const names = nameWordsByScript(dataset).map((words) => words.map(comparable));
  const joined = names
    .flatMap((words) => [words, words.toReversed()].map((order) => compact(order.join(''))))
    .filter((name) => name.length >= (isDense([name]) ? 2 : 5));
  return (text) => {
    const upper = comparable(text);
    if (said.some((one) => upper.includes(one))) return true;
    if (names.length === 0) return false;
    const words = new Set(upper.split(/[^\p{L}\p{N}]+/u));
    const together = compact(upper);
    return (
      names.some((name) => !isDense(name) && name.every((word) => hasName(upper, words, word))) ||
      joined.some((name) => together.includes(name))
    );
  };
}

/** As bytes are compared: a character each, without case. */
const bytesAsText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toUpperCase();

/**
 * A test for bytes that should hold no text: the patient's ID, accession number or name, as they are written in ASCII, ISO 8859-1, UTF-8 and
 * as the file writes the names itself. Of numbers written as text only a whole value is one: digits in a row stand in any decimal.
 */
export function echoInBytesOf(dataset: DicomDataset): (bytes: Uint8Array, vr: string) => boolean {
  const names = nameWordsByScript(dataset)
    .flatMap((words) => [words, words.toReversed()])
    .flatMap((words) => ['^', ' ', ', ', ',', ''].map((between) => words.join(between)));
  const texts = [...ownNumbersOf(dataset), ...names, ...ownNamesOf(dataset)].map(comparable);
  const wanted = longOnes([...texts, ...texts.map((text) => bytesAsText(Buffer.from(text))), ...writtenNames(dataset)]);
  const wantedInUtf8 = longOnes(texts).filter((text) => /[^\0-\x7f]/.test(text));
  return (bytes, vr) => {
    if (wanted.length === 0 || bytes.length < 5) return false;
    const text = bytesAsText(bytes);
    if (vr === 'DS' || vr === 'IS') {
      const values = text.split('\\').map((value) => value.trim());
      return wanted.some((one) => values.includes(one));
    }
    if (wanted.some((one) => text.includes(one))) return true;
    if (wantedInUtf8.length === 0) return false;
    // Whose letters have a case that is not seen byte by byte.
    const decoded = comparable(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
    return wantedInUtf8.some((one) => decoded.includes(one));
  };
}

/** The bytes of the names in the file's own character set, by script, with and without what stands between the components. */
function writtenNames(dataset: DicomDataset): readonly string[] {
  return nameKeywords
    .flatMap((keyword) => bytesAsText(dataset.bytes(tagOf(keyword) ?? '') ?? new Uint8Array()).split(/[=\\]/))
    .map((name) => trimEnd(name, '^\0 '))
    .flatMap((name) => (name.includes('^') ? [name, name.replaceAll('^', '')] : []));
}

/** Each once, if it is so long that it does not stand in many bytes by chance. */
function longOnes(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map((text) => text.trim()))].filter(({ length }) => length >= 5);
}
