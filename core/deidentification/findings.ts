import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { itemsOf, numberOf, textOf, textsOf } from '../dicom/values.ts';
import type { TextPlace } from './regions.ts';

/** What a reviewer should look at before the object leaves quarantine. Holds no value of the object. */
export interface Finding {
  readonly kind:
    | 'BURNED_IN_SUSPECT'
    | 'REPORT_TEXT'
    | 'ENCAPSULATED_DOCUMENT'
    | 'OVERLAY_REMOVED'
    /** A region should have been blacked out, and the pixels are such that it could not be. */
    | 'PIXELS_NOT_CLEANED'
    /** Pixels were blacked out: how many rectangles. */
    | 'PIXELS_CLEANED'
    /** A reviewer blacked out regions of the pixels. */
    | 'PIXELS_REDACTED'
    /** A lookup table of the profile has no entry for a value. */
    | 'LOOKUP_MISSING'
    /** Text was read in the pixels, in the regions. */
    | 'TEXT_IN_PIXELS'
    /** It says the patient's name, an identifier or the birth date. */
    | 'PATIENT_IN_PIXELS'
    /** The pixels should have been looked at, and could not be. */
    | 'TEXT_NOT_LOOKED_FOR'
    /** Compressed pixels whose comments could not be found. */
    | 'STREAM_NOT_CLEANED'
    /** There were bytes after the last pixel. */
    | 'PIXELS_CUT';
  readonly detail: string;
  /** Where in the pixels; absent where the finding is not about places. */
  readonly regions?: readonly FoundRegion[];
}

/** A place in the pixels. */
export type FoundRegion = Omit<TextPlace, 'isPatients'>;

const oftenBurnedIn: ReadonlySet<string> = new Set(['US', 'SC', 'XA', 'RF', 'ES', 'OT', 'PX']);
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
/** Attributes of the SC Equipment module: a frame grabber or film scanner made the image. */
const captureDevice = [
  '00181010',
  '00181012',
  '00181014',
  '00181016',
  '00181018',
  '00181019',
  '00181022',
  '00181023',
  '00181011',
  '00181017',
  '0018101A',
  '0018101B',
];
const freeText: ReadonlySet<string> = new Set(['TEXT', 'PNAME', 'DATE', 'TIME', 'DATETIME', 'UIDREF']);

export interface Looking {
  /** True where a rule of the profile has cleared its rectangles: what says that there is text in the pixels is answered. */
  readonly isBlackedOut: boolean;
  /** True where free text of a report is cleaned in its place, false where all content is replaced. */
  readonly keepsReport: boolean;
}

/** The findings of an original file. */
export function findingsOf({ dataset }: DicomFile, { isBlackedOut, keepsReport }: Looking): readonly Finding[] {
  const findings: Finding[] = [];
  const reasons = burnedInReasons(dataset, isBlackedOut);
  if (reasons.length > 0) findings.push({ kind: 'BURNED_IN_SUSPECT', detail: reasons.join('; ') });
  const contentItems = countFreeText(dataset);
  if (contentItems > 0)
    findings.push({
      kind: 'REPORT_TEXT',
      detail: `content items of free text ${keepsReport ? 'cleaned' : 'replaced'}: ${String(contentItems)}`,
    });
  if (dataset.has('00420011'))
    findings.push({ kind: 'ENCAPSULATED_DOCUMENT', detail: 'the document is replaced by an empty one' });
  const overlays = new Set(
    [...dataset]
      .map(({ tag }) => tag)
      .filter((tag) => isOverlay(tag))
      .map((tag) => tag.slice(0, 4)),
  );
  if (overlays.size > 0)
    findings.push({ kind: 'OVERLAY_REMOVED', detail: `overlay planes removed: ${String(overlays.size)}` });
  return findings;
}

/** True for the groups 6000 to 60FE. */
export function isOverlay(tag: string): boolean {
  return tag.startsWith('60');
}

function burnedInReasons(dataset: DicomDataset, isBlackedOut: boolean): readonly string[] {
  if (!dataset.has('7FE00010')) return [];
  const inPixels = [...dataset].some(
    ({ tag }) => isOverlay(tag) && tag.endsWith('0100') && (numberOf(dataset, tag) ?? 1) > 1,
  );
  // No rectangle answers an overlay: it is drawn wherever its own module says.
  const overlay = inPixels ? ['an overlay stands in unused bits of the pixels'] : [];
  return isBlackedOut ? overlay : [...textReasons(dataset), ...overlay];
}

/** What of an image's attributes speaks for text in its pixels. */
export function textReasons(dataset: DicomDataset): readonly string[] {
  const reasons: string[] = [];
  const says = textOf(dataset, 'BurnedInAnnotation');
  const modality = textOf(dataset, 'Modality') ?? '';
  const sopClassUID = textOf(dataset, 'SOPClassUID') ?? '';
  const isCapture = sopClassUID === secondaryCapture || sopClassUID.startsWith(`${secondaryCapture}.`);
  if (says === 'YES') reasons.push('Burned In Annotation is YES');
  else if (says !== 'NO' && (oftenBurnedIn.has(modality) || isCapture)) {
    reasons.push(`Burned In Annotation is not stated on ${isCapture ? 'a secondary capture' : `modality ${modality}`}`);
  }
  const imageType = textsOf(dataset, 'ImageType').map((value) => value.toUpperCase());
  if (imageType.some((value) => value.includes('SAVE') || value.includes('SCREEN')))
    reasons.push('Image Type says that it is a saved screen');
  if (imageType[0] === 'DERIVED' && imageType[1] === 'SECONDARY') reasons.push('Image Type is DERIVED\\SECONDARY');
  if (captureDevice.some((tag) => dataset.has(tag))) reasons.push('a capture device is named');
  return reasons;
}

function countFreeText(dataset: DicomDataset): number {
  const items = itemsOf(dataset, 'ContentSequence');
  return items.reduce(
    (sum, item) => sum + (freeText.has(textOf(item, 'ValueType') ?? '') ? 1 : 0) + countFreeText(item),
    0,
  );
}
