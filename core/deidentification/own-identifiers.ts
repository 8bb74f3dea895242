import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, splitPersonName, textsOf } from '../dicom/values.ts';

const nameKeywords = ['PatientName', 'PatientBirthName', 'OtherPatientNames'];

/** Every name that the file has for the patient, in all of its scripts, as it is written. */
export function ownNamesOf(dataset: DicomDataset): readonly string[] {
  return nameKeywords.flatMap((keyword) => textsOf(dataset, keyword)).filter((name) => name !== '');
}

/**
 * Of each name and script the words that a text must all have to be about the patient: family and given name, or what stands between
 * spaces and commas where the writer put the whole name into one component.
 */
export function nameWordsByScript(dataset: DicomDataset): readonly (readonly string[])[] {
  return ownNamesOf(dataset).flatMap((name) => {
    const { alphabetic, ideographic, phonetic } = splitPersonName(name);
    return [alphabetic, ideographic, phonetic].flatMap((group) => {
      const [family = '', given = ''] = group.split('^').map((part) => part.trim());
      const words = given === '' ? family.split(/[\s,\u3000]+/).filter((word) => word.length > 1) : [family, given];
      return words.length > 1 && words.every((word) => word !== '') ? [words] : [];
    });
  });
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
