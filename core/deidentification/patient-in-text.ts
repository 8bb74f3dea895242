import type { DicomDataset } from '../dicom/dataset.ts';
import { textOf } from '../dicom/values.ts';
import { ownNamesOf, ownNumbersOf } from './own-identifiers.ts';

/** True for a text, as read in a picture, that says who the patient is. */
export type FindPatient = (text: string) => boolean;

/** Letters and digits that a reader takes for each other are the same. */
function plain(text: string): string {
  return text
    .toUpperCase()
    .normalize('NFD')
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[OQD]/g, '0')
    .replace(/[IL|J]/g, '1')
    .replaceAll('Z', '2')
    .replaceAll('S', '5')
    .replaceAll('G', '6')
    .replaceAll('B', '8');
}

/**
 * Finds the patient's name, identifiers and birth date, also where a letter of five or more was read wrongly. Names of two letters and
 * identifiers of three are words like any other, and don't count.
 */
export function findPatientIn(dataset: DicomDataset): FindPatient {
  const names = ownNamesOf(dataset)
    .flatMap((name) => name.split(/[\^=\s,.-]+/))
    .map(plain)
    .filter((name) => name.length >= 3);
  const ids = ownNumbersOf(dataset)
    .map(plain)
    .filter((id) => id.length >= 4);
  const dates = datesOf(textOf(dataset, 'PatientBirthDate') ?? '').map(plain);
  return (text) => {
    const words = text.split(/[\s,.:;^=/-]+/).map(plain);
    const whole = plain(text);
    return (
      names.some((name) => words.some((word) => isLike(word, name))) ||
      [...ids, ...dates].some((id) => whole.includes(id)) ||
      // Another day of the year is another date, not one that was read wrongly.
      ids.some((id) => isLike(whole, id))
    );
  };
}

/** YYYYMMDD as people write it: year, month and day in the orders of the world. */
function datesOf(text: string): readonly string[] {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === '') return [];
  const name = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')[Number(month) - 1] ?? '';
  return [year + month + day, day + month + year, month + day + year, day + name + year, name + day + year];
}

/** Equal, or of five or more and one letter apart. */
function isLike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let [start, endA, endB] = [0, a.length, b.length];
  while (start < Math.min(endA, endB) && a[start] === b[start]) start += 1;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  return endA - start <= 1 && endB - start <= 1;
}
