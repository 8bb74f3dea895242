import type { DicomDataset } from '../dicom/dataset.ts';
import { trimEnd } from '../dicom/trim-end.ts';
import { itemsOf, splitPersonName, textsOf } from '../dicom/values.ts';

/** The patient's own name first: the others may be parts of one. */
export const nameKeywords = ['PatientName', 'PatientBirthName', 'OtherPatientNames'] as const;

/** Every name that the file has for the patient, in all of its scripts, as it is written. */
export function ownNamesOf(dataset: DicomDataset): readonly string[] {
  return nameKeywords.flatMap((keyword) => namesOf(dataset, keyword));
}

/** Of one attribute, without empty components at the end. */
export function namesOf(dataset: DicomDataset, keyword: (typeof nameKeywords)[number]): readonly string[] {
  return textsOf(dataset, keyword)
    .map((name) => trimEnd(name.trim(), '^= \0'))
    .filter((name) => name !== '');
}

/** Scripts in which one character is a name, and names are written without a space. */
export const isDense = (words: readonly string[]): boolean =>
  words.every((word) => /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u.test(word));

/**
 * Of each name and script the words that a text must all have to be about the patient: family and given name; where the writer put the
 * whole name into one component, each two of what stands between spaces and commas, or the whole where names have no spaces. One word
 * alone, as a birth name often is, counts with the patient's given name.
 */
export function nameWordsByScript(dataset: DicomDataset): readonly (readonly string[])[] {
  const [, given = ''] = (namesOf(dataset, 'PatientName')[0] ?? '').split('=', 1)[0]?.split('^') ?? [];
  return ownNamesOf(dataset)
    .map((name) => name.normalize('NFKC'))
    .flatMap((name) => {
      const { alphabetic, ideographic, phonetic } = splitPersonName(name);
      return [alphabetic, ideographic, phonetic].flatMap((group) => wordsOf(group, given.trim()));
    });
}

function wordsOf(group: string, patientsGiven: string): readonly (readonly string[])[] {
  const [family = '', given = ''] = group.split('^').map((part) => part.trim());
  if (family !== '' && given !== '') return [[family, given]];
  // Without a family name the given one stands as it would in one component.
  const whole = family === '' ? given : family;
  const words = whole.split(/[\s,]+/).filter((word) => word.length > 1 || isDense([word]));
  const [first = ''] = words;
  if (words.length === 1) {
    if (first.length > 1 && isDense(words)) return [words];
    return patientsGiven === '' || first === '' ? [] : [[first, patientsGiven]];
  }
  // Of three or more a short one is a title as often as a name.
  const long = words.length === 2 ? words : words.filter((word) => word.length > 2).slice(0, 6);
  const pairs = long.flatMap((one, index) => long.slice(index + 1).map((other) => [one, other]));
  return pairs.length > 0 || words.length === 0 ? pairs : [words];
}

/** The patient's own numbers, and those of the exam and the stay. */
export function ownNumbersOf(dataset: DicomDataset): readonly string[] {
  return [
    ...['PatientID', 'OtherPatientIDs', 'AccessionNumber', 'AdmissionID'].flatMap((keyword) =>
      textsOf(dataset, keyword),
    ),
    ...itemsOf(dataset, 'OtherPatientIDsSequence').flatMap((item) => textsOf(item, 'PatientID')),
  ];
}
