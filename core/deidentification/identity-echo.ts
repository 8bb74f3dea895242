import type { DicomDataset } from '../dicom/dataset.ts';
import { personNameOf, textOf, textsOf } from '../dicom/values.ts';

/** Finds the patient's own identifiers in texts that the table leaves alone. */
export type FindEcho = (text: string) => boolean;

/** The words of the patient's name, in upper case. */
export function nameWordsOf(dataset: DicomDataset): ReadonlySet<string> {
  return new Set(
    (textOf(dataset, 'PatientName') ?? '')
      .toUpperCase()
      .split(/[\^=\s,.-]+/)
      .filter((word) => word !== ''),
  );
}

/**
 * A test for texts that hold the patient's ID, accession number or full name. Short IDs and single names don't count:
 * they are words like any other ("Philips").
 */
export function echoOf(dataset: DicomDataset): FindEcho {
  const ids = ['PatientID', 'OtherPatientIDs', 'AccessionNumber', 'AdmissionID', 'PatientBirthDate']
    .flatMap((keyword) => textsOf(dataset, keyword))
    .map((id) => id.toUpperCase())
    .filter((id) => id.length >= 5 && /\d/.test(id));
  const names = personNameOf(dataset, 'PatientName');
  const parts = [names?.alphabetic, names?.ideographic, names?.phonetic]
    .map((group) => (group ?? '').toUpperCase().split('^').slice(0, 2))
    .filter(([family = '', given = '']) => family.length > 1 && given.length > 1);
  const whole = (textOf(dataset, 'PatientName') ?? '').toUpperCase();
  if (whole.length >= 5) ids.push(whole);
  return (text) => {
    const upper = text.toUpperCase();
    return ids.some((id) => upper.includes(id)) || parts.some((part) => part.every((name) => upper.includes(name)));
  };
}

/**
 * A test for bytes that should hold no text: the patient's ID, accession number or name, as they are written in ASCII. Of numbers written as
 * text only a whole value is one: digits in a row stand in any decimal.
 */
export function echoInBytesOf(dataset: DicomDataset): (bytes: Uint8Array, vr: string) => boolean {
  const ids = ['PatientID', 'OtherPatientIDs', 'AccessionNumber', 'AdmissionID']
    .flatMap((keyword) => textsOf(dataset, keyword))
    .filter((id) => id.length >= 5);
  const [family = '', given = ''] = (personNameOf(dataset, 'PatientName')?.alphabetic ?? '').split('^');
  const names = ['^', ' ', ', ', ','].flatMap((between) => [family + between + given, given + between + family]);
  const whole = family.length + given.length >= 5 ? [...names, textOf(dataset, 'PatientName') ?? ''] : [];
  const wanted = [...new Set([...ids, ...whole].map((text) => text.trim().toUpperCase()))].filter(
    ({ length }) => length >= 5,
  );
  return (bytes, vr) => {
    if (wanted.length === 0 || bytes.length < 5) return false;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toUpperCase();
    if (vr === 'DS' || vr === 'IS') {
      const values = text.split('\\').map((value) => value.trim());
      return wanted.some((one) => values.includes(one));
    }
    return wanted.some((one) => text.includes(one));
  };
}
