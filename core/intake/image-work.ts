import { deidentify } from '../deidentification/deidentify.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import { isSearched, type TextInPixels } from '../deidentification/text-places.ts';
import { createPseudonyms, type Pseudonyms } from '../deidentification/pseudonyms.ts';
import type { DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { numberOf, textOf, uidOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { asError, HubError } from '../errors.ts';
import { nameId } from '../ids.ts';
import { sha256 } from '../json.ts';
import type { Identity } from '../mapping/identity.ts';
import type {
  ArrivalTask,
  DeidentifiedImage,
  DeidentifyTask,
  DoneImage,
  ImageWork,
  LookedAt,
} from '../ports/image-work.ts';
import type { NewQuarantinedImage } from '../ports/intake-store.ts';
import { describeImage } from './describe-image.ts';
import { inspect } from './inspect.ts';
import { seal, sealedName, unseal } from './seal.ts';

/** The name under which a file's original is sealed. */
export const originalName = (fileId: string): string => `original:${fileId}`;

/** Looks at a file as it came, and seals it. */
export function lookAt({ bytes, sealKey, ingestionId, fileName }: ArrivalTask): LookedAt {
  const inspection = inspect(bytes);
  const name = fileName ?? (inspection.ok ? `${inspection.sopInstanceUID}.dcm` : 'unreadable instance');
  const contentSha256 = sha256(bytes);
  // The same name and bytes again are the same file: a sender that lost our answer may simply send it again.
  const id = nameId('received-file', ingestionId, name, contentSha256);
  const sealed = seal(sealKey, originalName(id), bytes, contentSha256);
  return { id, fileName: name, inspection, contentSha256, sealed, sealedSha256: sha256(sealed) };
}

/** What a step that depends on the bytes alone gives, or why it can't: trying again would end the same. */
export function attempt<T>(step: () => T): { readonly value: T } | { readonly refused: string } {
  try {
    return { value: step() };
  } catch (caught) {
    // Foreign messages may quote the file.
    const error = asError(caught);
    // That there was no memory for it just now says nothing of the file.
    if (error instanceof RangeError && /allocation failed/i.test(error.message))
      throw new HubError('UNAVAILABLE', 'no memory to de-identify the file just now: try again', { tryAlone: true });
    return { refused: error instanceof HubError ? error.message : `cannot be de-identified (${error.name})` };
  }
}

/** How a file is de-identified. */
export interface Preparing {
  readonly fileId: string;
  /** How often a reviewer has sent it back. */
  readonly round: number;
  readonly contentSha256: string;
  readonly sealKey: Uint8Array;
  readonly pseudonyms: Pseudonyms;
  readonly profile: DeidentificationProfile;
  readonly lookup?: (type: string, key: string) => string | null;
}

/** A file, and the text that was found in its pixels; null where nobody looked. */
interface Looked {
  readonly file: DicomFile;
  readonly texts: TextInPixels | null;
}

/** The de-identified file, sealed, with all that quarantine keeps of it. Pure: refused is what can't be de-identified. */
export function prepare(way: Preparing, looked: Looked): DoneImage {
  const attempted = attempt(() => describe(way, looked));
  return 'refused' in attempted ? attempted : attempted.value;
}

/** The same from bytes. */
export function deidentifyBytes(task: DeidentifyTask): DeidentifiedImage {
  const { bytes, sealedAs, sealKey, pseudonymKey } = task;
  const plain = sealedAs === null ? bytes : unseal(sealKey, originalName(sealedAs), bytes);
  const original = attempt(() => readDicom(plain));
  if ('refused' in original) return original;
  const file = original.value;
  if (isSearched(file.dataset, task.profile.findText)) return { needsPixels: true };
  return prepare({ ...task, pseudonyms: createPseudonyms(pseudonymKey) }, { file, texts: null });
}

/** In this thread. */
export const inlineImageWork: ImageWork = {
  lookAt: (task) => Promise.resolve().then(() => lookAt(task)),
  deidentify: (task) => Promise.resolve().then(() => deidentifyBytes(task)),
};

function describe(
  { fileId, round, contentSha256, sealKey, pseudonyms, profile, lookup }: Preparing,
  { file: original, texts }: Looked,
): { readonly image: NewQuarantinedImage; readonly sealed: Uint8Array; readonly identity: Identity | null } {
  const result = deidentify(original, { pseudonyms, profile, texts, ...(lookup && { lookup }) });
  const content = writeDicom(result.file);
  const { dataset } = result.file;
  const required = (keyword: string): string => {
    const uid = uidOf(dataset, keyword);
    if (uid === null) throw new HubError('UNSUPPORTED', `de-identification left no valid ${keyword}`);
    return uid;
  };
  const patientId = textOf(original.dataset, 'PatientID');
  const saidImages = numberOf(original.dataset, 'NumberOfStudyRelatedInstances');
  const { series, image, studyDate, studyDescription } = describeImage(result.file, original.dataset);
  const digest = sha256(content);
  const sealed = seal(sealKey, sealedName({ fileId, round }), content, digest);
  return {
    sealed,
    image: {
      fileId,
      studyInstanceUID: required('StudyInstanceUID'),
      seriesInstanceUID: required('SeriesInstanceUID'),
      sopInstanceUID: required('SOPInstanceUID'),
      researchId: result.researchId,
      studyDate,
      studyDescription,
      saidImages: saidImages !== null && Number.isSafeInteger(saidImages) && saidImages > 0 ? saidImages : null,
      series,
      image,
      findings: result.findings,
      sha256: digest,
      sizeBytes: content.length,
      originalDigest: pseudonyms.digest(contentSha256),
      deidentifiedAt: new Date(),
      profile: profile.name,
      round,
      sealedObject: sha256(sealed),
    },
    // A file without Patient ID leads to nobody.
    identity: patientId === null ? null : { patientId, issuer: textOf(original.dataset, 'IssuerOfPatientID') ?? '' },
  };
}
