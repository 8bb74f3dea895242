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
