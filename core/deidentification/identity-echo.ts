import type { DicomDataset } from '../dicom/dataset.ts';
import { textsOf } from '../dicom/values.ts';
import { nameWordsByScript, ownNamesOf, ownNumbersOf } from './own-identifiers.ts';

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

/** Scripts in which one character is a name, and names are written without a space. */
const isDense = (words: readonly string[]): boolean =>
  words.every((word) => /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u.test(word));

/**
 * A test for texts that hold the patient's ID, accession number or full name. Short IDs and single names don't count:
 * they are words like any other ("Philips").
 */
export function echoOf(dataset: DicomDataset): FindEcho {
  const ids = [...ownNumbersOf(dataset), ...textsOf(dataset, 'PatientBirthDate')]
    .map((id) => id.toUpperCase())
    .filter((id) => id.length >= 5 && /\d/.test(id));
  const wholes = ownNamesOf(dataset)
    .map((name) => name.toUpperCase())
    .filter((name) => name.length >= 5);
  const names = nameWordsByScript(dataset).map((words) => words.map((word) => word.toUpperCase()));
  const spread = names.filter((words) => words.every((word) => word.length > 1));
  const dense = names.filter((words) => isDense(words)).map((words) => words.join(''));
  return (text) => {
    const upper = text.toUpperCase();
    const together = dense.length === 0 ? '' : upper.replace(/[\s^,・·\u3000]/g, '');
    return (
      [...ids, ...wholes].some((one) => upper.includes(one)) ||
      spread.some((words) => words.every((word) => upper.includes(word))) ||
      dense.some((name) => together.includes(name))
    );
  };
}

/** As bytes are compared: a character each, without case. */
const bytesAsText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toUpperCase();

/**
 * A test for bytes that should hold no text: the patient's ID, accession number or name, as they are written in ASCII, ISO 8859-1, UTF-8 and
 * the file's own character sets. Of numbers written as text only a whole value is one: digits in a row stand in any decimal.
 */
export function echoInBytesOf(dataset: DicomDataset): (bytes: Uint8Array, vr: string) => boolean {
  const names = nameWordsByScript(dataset)
    .filter((words) => isDense(words) || words.join('').length >= 5)
    .flatMap((words) => [words, words.toReversed()])
    .flatMap((words) =>
      ['^', ' ', ', ', ','].map((between) => words.join(between)).concat(isDense(words) ? words.join('') : []),
    );
  const texts = [...ownNumbersOf(dataset), ...names, ...ownNamesOf(dataset)].map((text) => text.trim());
  const written = bytesAsText(dataset.bytes('00100010') ?? new Uint8Array()).split('=');
  const wanted = [
    ...new Set([...texts.flatMap((text) => [text.toUpperCase(), bytesAsText(Buffer.from(text))]), ...written]),
  ]
    .map((text) => text.trim())
    .filter(({ length }) => length >= 5);
  return (bytes, vr) => {
    if (wanted.length === 0 || bytes.length < 5) return false;
    const text = bytesAsText(bytes);
    if (vr === 'DS' || vr === 'IS') {
      const values = text.split('\\').map((value) => value.trim());
      return wanted.some((one) => values.includes(one));
    }
    return wanted.some((one) => text.includes(one));
  };
}
