import { DicomDataset, type DicomFile, showTag, type Tag } from '../dicom/dataset.ts';
import { setItems, setNumbers, setText, textOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import { cleanDataset } from './clean-dataset.ts';
import { cleanFragments } from './clean-fragments.ts';
import { cleanNative } from './clean-native.ts';
import { cleanPixels } from './clean-pixels.ts';
import type { ActionTaken, Cleaning, Outcome, Step } from './cleaning.ts';
import { type Finding, findingsOf } from './findings.ts';
import { echoInBytesOf, echoOf, nameWordsOf } from './identity-echo.ts';
import { codeOf, deidentificationOptions } from './options.ts';
import { profileEdition } from './profile-data.ts';
import { type DeidentificationProfile, profileNamed } from './profile.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { TextInPixels } from './text-places.ts';

export type { Finding } from './findings.ts';

export interface DeidentifiedFile {
  /** Ready to be written; pixel data is the original's, but for regions that the profile blacks out. */
  readonly file: DicomFile;
  /** Stands in Patient ID and Patient's Name. */
  readonly researchId: string;
  /** Empty when nothing about the object calls for a closer look. */
  readonly findings: readonly Finding[];
  /** What was done to which attribute, at any depth, each pair once, in the order of tags. Holds no value. */
  readonly report: readonly { readonly tag: Tag; readonly action: ActionTaken }[];
}

export interface DeidentifyOptions {
  readonly pseudonyms: Pseudonyms;
  /** Or the name of a built-in one. */
  readonly profile: DeidentificationProfile | string;
  /** What the profile's lookup tables have under a key; null: nothing. @default none */
  readonly lookup?: (type: string, key: string) => string | null;
  /** Text that was found in the pixels; null: nobody looked. @default null */
  readonly texts?: TextInPixels | null;
  /** Hears of each element of the original, for a dry run. */
  readonly watch?: (step: Step, outcome: Outcome) => void;
}

/**
 * The file without what PS3.15's Basic Profile calls identifying, by the profile's options. Depends on the file, the
 * pseudonyms' key, the profile and its lookup tables alone: the same in gives the same out. A file without Patient ID gets
 * its research ID and its shift of dates from its Study Instance UID.
 * @throws UNSUPPORTED when the SOP Instance, Series Instance or Study Instance UID is missing
 * @see PS3.15 Annex E
 */
export function deidentify(file: DicomFile, options: DeidentifyOptions): DeidentifiedFile {
  const { pseudonyms, lookup = () => null, texts = null, watch } = options;
  const profile = typeof options.profile === 'string' ? profileNamed(options.profile) : options.profile;
  const original = file.dataset;
  for (const keyword of ['SOPInstanceUID', 'SeriesInstanceUID', 'StudyInstanceUID']) {
    if (textOf(original, keyword) === null) throw new HubError('UNSUPPORTED', `no ${keyword}`);
  }
  const person = personOf(original, profile, pseudonyms, lookup);
  const missed = new Set<string>(person.missing === null ? [] : [`${person.missing} for ${showTag('00100020')}`]);
  const taken = new Map<string, { tag: Tag; action: ActionTaken }>();
  const cleaning: Cleaning = {
    profile,
    sopClassUID: textOf(original, 'SOPClassUID') ?? '',
    newUid: (uid) => pseudonyms.uid(uid),
    shiftDays: person.shiftDays,
    isEcho: echoOf(original),
    isEchoInBytes: echoInBytesOf(original),
    nameWords: nameWordsOf(original),
    hash: (text) => pseudonyms.digest(text).slice(0, 16).toUpperCase(),
    lookup,
    missed: (tag, type) => void missed.add(`${type} for ${showTag(tag)}`),
    done: (step, outcome) => {
      const { tag } = step.element;
      if (outcome.action !== 'kept') taken.set(tag + outcome.action, { tag, action: outcome.action });
      watch?.(step, outcome);
    },
    walk: (item, parent, place) => cleanDataset(item, parent, cleaning, place),
  };
  const dataset = cleanDataset(original, null, cleaning, { within: null, strict: false });
  setText(dataset, 'PatientID', person.researchId);
  setText(dataset, 'PatientName', person.researchId);
  const document = dataset.bytes('00420011');
  if (document !== null && dataset.has('00420015')) setNumbers(dataset, 'EncapsulatedDocumentLength', document.length);
  const pixels = cleanPixels(original, dataset, profile, texts);
  const beside = [...cleanFragments(dataset, file.transferSyntaxUID), ...cleanNative(dataset)];
  sayWhatWasDone(dataset, profile, pixels.isCleaned);
  return {
    // No preamble and no group 0002 of another: a preamble may hold anything, AE titles name sites.
    file: { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: file.transferSyntaxUID },
    researchId: person.researchId,
    findings: [
      ...findingsOf(file, {
        isBlackedOut: pixels.isCleanedByRule,
        keepsReport: profile.options.has('CLEAN_STRUCTURED_CONTENT'),
      }),
      ...pixels.findings,
      ...beside,
      ...[...missed].sort().map((what): Finding => ({ kind: 'LOOKUP_MISSING', detail: `no entry of ${what}` })),
    ],
    report: [...taken.values()].sort((a, b) => (a.tag + a.action < b.tag + b.action ? -1 : 1)),
  };
}

interface Person {
  readonly researchId: string;
  readonly shiftDays: number;
  /** The type of the lookup table that should have had the research identifier; null when nothing is missing. */
  readonly missing: string | null;
}

function personOf(
  original: DicomDataset,
  profile: DeidentificationProfile,
  pseudonyms: Pseudonyms,
  lookup: (type: string, key: string) => string | null,
): Person {
  const own = textOf(original, 'PatientID');
  const patientId = own ?? textOf(original, 'StudyInstanceUID') ?? '';
  const issuer = textOf(original, 'IssuerOfPatientID') ?? undefined;
  const type = profile.researchIds?.type ?? null;
  const assigned = type === null || own === null ? null : lookup(type, own);
  // One person under two numbers has one shift, where a list says that they are one.
  if (assigned !== null) return { researchId: assigned, shiftDays: pseudonyms.dateShiftDays(assigned), missing: null };
  return {
    researchId: pseudonyms.researchId(patientId, issuer),
    shiftDays: pseudonyms.dateShiftDays(patientId, issuer),
    missing: type,
  };
}

/** PS3.15 E.3 and CID 7050. */
function sayWhatWasDone(dataset: DicomDataset, profile: DeidentificationProfile, isPixelCleaned: boolean): void {
  const on = deidentificationOptions.filter(
    // A claim about pixels is made only of those that were cleaned.
    (option) => profile.options.has(option) && (option !== 'CLEAN_PIXEL_DATA' || isPixelCleaned),
  );
  const codes = [['113100', 'Basic Application Confidentiality Profile'] as const, ...on.map(codeOf)];
  const kept = [...profile.overrides].flatMap(([tag, override]) =>
    override.action === 'KEEP' || (override.action === 'LOOKUP' && override.missing === 'KEEP')
      ? [`keeps ${showTag(tag)}`]
      : [],
  );
  setText(dataset, 'PatientIdentityRemoved', 'YES');
  setText(dataset, 'DeidentificationMethod', ['PESSCARA', `PS3.15 ${profileEdition}`, profile.name, ...kept]);
  const items = codes.map(([value, meaning]) => {
    const item = dataset.newItem();
    setText(item, 'CodeValue', value);
    setText(item, 'CodingSchemeDesignator', 'DCM');
    setText(item, 'CodeMeaning', meaning);
    return item;
  });
  setItems(dataset, 'DeidentificationMethodCodeSequence', items);
  const dates = profile.options.has('RETAIN_FULL_DATES')
    ? 'UNMODIFIED'
    : profile.options.has('RETAIN_MODIFIED_DATES')
      ? 'MODIFIED'
      : 'REMOVED';
  setText(dataset, 'LongitudinalTemporalInformationModified', dates);
}
