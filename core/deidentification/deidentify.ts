import { DicomDataset, type DicomFile, type Tag } from '../dicom/dataset.ts';
import { setItems, setNumbers, setText, textOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import { type ActionTaken, cleanDataset } from './clean-dataset.ts';
import { type Finding, findingsOf } from './findings.ts';
import { echoOf, nameWordsOf } from './identity-echo.ts';
import { profileEdition } from './profile-data.ts';
import { type DeidentificationProfile, profileNamed } from './profile.ts';
import type { Pseudonyms } from './pseudonyms.ts';

export type { Finding } from './findings.ts';

export interface DeidentifiedFile {
  /** Ready to be written; pixel data is the original's, unchanged. */
  readonly file: DicomFile;
  /** Stands in Patient ID and Patient's Name. */
  readonly researchId: string;
  /** Empty when nothing about the object calls for a closer look. */
  readonly findings: readonly Finding[];
  /** What was done to which attribute, at any depth, each pair once, in the order of tags. Holds no value. */
  readonly report: readonly { readonly tag: Tag; readonly action: ActionTaken }[];
}

/**
 * The file without what PS3.15's Basic Profile calls identifying, by the profile's options. Depends on the file, the
 * pseudonyms' key and the profile alone: the same in gives the same out. A file without Patient ID gets its research ID
 * and its shift of dates from its Study Instance UID.
 * @param profile or the name of one
 * @throws UNSUPPORTED when the SOP Instance, Series Instance or Study Instance UID is missing
 * @see PS3.15 Annex E
 */
export function deidentify(
  file: DicomFile,
  options: { readonly pseudonyms: Pseudonyms; readonly profile: DeidentificationProfile | string },
): DeidentifiedFile {
  const { pseudonyms } = options;
  const profile = typeof options.profile === 'string' ? profileNamed(options.profile) : options.profile;
  const original = file.dataset;
  for (const keyword of ['SOPInstanceUID', 'SeriesInstanceUID', 'StudyInstanceUID']) {
    if (textOf(original, keyword) === null) throw new HubError('UNSUPPORTED', `no ${keyword}`);
  }
  const patientId = textOf(original, 'PatientID') ?? textOf(original, 'StudyInstanceUID') ?? '';
  const issuer = textOf(original, 'IssuerOfPatientID') ?? undefined;
  const researchId = pseudonyms.researchId(patientId, issuer);

  const taken = new Map<string, { tag: Tag; action: ActionTaken }>();
  const dataset = cleanDataset(original, null, {
    profile,
    sopClassUID: textOf(original, 'SOPClassUID') ?? '',
    newUid: (uid) => pseudonyms.uid(uid),
    shiftDays: pseudonyms.dateShiftDays(patientId, issuer),
    isEcho: echoOf(original),
    nameWords: nameWordsOf(original),
    took: (tag, action) => void taken.set(tag + action, { tag, action }),
  });
  setText(dataset, 'PatientID', researchId);
  setText(dataset, 'PatientName', researchId);
  const document = dataset.bytes('00420011');
  if (document !== null && dataset.has('00420015')) setNumbers(dataset, 'EncapsulatedDocumentLength', document.length);
  sayWhatWasDone(dataset, profile);
  return {
    // No preamble and no group 0002 of another: a preamble may hold anything, AE titles name sites.
    file: { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: file.transferSyntaxUID },
    researchId,
    findings: findingsOf(file),
    report: [...taken.values()].sort((a, b) => (a.tag + a.action < b.tag + b.action ? -1 : 1)),
  };
}

/** PS3.15 E.3 and CID 7050. */
function sayWhatWasDone(dataset: DicomDataset, profile: DeidentificationProfile): void {
  const codes: [string, string][] = [['113100', 'Basic Application Confidentiality Profile']];
  if (profile.descriptors === 'clean') codes.push(['113105', 'Clean Descriptors Option']);
  if (profile.dates === 'shift')
    codes.push(['113107', 'Retain Longitudinal Temporal Information Modified Dates Option']);
  setText(dataset, 'PatientIdentityRemoved', 'YES');
  setText(dataset, 'DeidentificationMethod', ['PESSCARA', `PS3.15 ${profileEdition}`, profile.name]);
  const items = codes.map(([value, meaning]) => {
    const item = dataset.newItem();
    setText(item, 'CodeValue', value);
    setText(item, 'CodingSchemeDesignator', 'DCM');
    setText(item, 'CodeMeaning', meaning);
    return item;
  });
  setItems(dataset, 'DeidentificationMethodCodeSequence', items);
  setText(dataset, 'LongitudinalTemporalInformationModified', profile.dates === 'shift' ? 'MODIFIED' : 'REMOVED');
}
